using System.Numerics;
using MathNet.Numerics.IntegralTransforms;

namespace IcpRisk.Numerics.Tests.Distributions;

/// <summary>
/// Distribution function of a sum of independent compound Poisson totals, exp(Σ m(φ(t) − 1)), by Fourier transform on 2¹⁶
/// cells. Positions are circular: what lies beyond the last cell comes in again at the first.
/// </summary>
internal sealed class PoissonTotal(double width)
{
    public const int Cells = 1 << 16;
    private readonly Complex[] _exponent = new Complex[Cells];

    /// <summary>Adds cases of which <paramref name="mean"/> are expected, given the distribution function of one.</summary>
    /// <remarks>The mass between two nodes goes to both so that its mean stays, by Simpson's rule for ∫F.</remarks>
    public PoissonTotal Add(double mean, Func<double, double> cdf)
    {
        var f = new Complex[Cells];
        var before = 0.0;
        for (var i = 0; i < Cells - 1; i++)
        {
            var here = cdf((i + 1) * width);
            var lower = (4 * cdf((i + 0.5) * width) + here - 5 * before) / 6;
            f[i] += lower;
            f[i + 1] += here - before - lower;
            before = here;
        }

        Fourier.Forward(f, FourierOptions.AsymmetricScaling);
        for (var i = 0; i < Cells; i++)
            _exponent[i] += mean * (f[i] - 1);
        return this;
    }

    /// <summary>Adds cases of which <paramref name="mean"/> are expected, given E[exp(−iωX)] of one.</summary>
    public PoissonTotal AddTransform(double mean, Func<double, Complex> transform)
    {
        for (var i = 0; i < Cells; i++)
        {
            var turns = i <= Cells / 2 ? i : i - Cells;
            _exponent[i] += mean * (transform(2 * Math.PI * turns / (Cells * width)) - 1);
        }

        return this;
    }

    /// <summary>P(total ≤ (i + ½)·width), by i.</summary>
    public double[] Cdf()
    {
        var f = _exponent.Select(Complex.Exp).ToArray();
        Fourier.Inverse(f, FourierOptions.AsymmetricScaling);
        var cdf = new double[Cells];
        var sum = 0.0;
        for (var i = 0; i < Cells; i++)
            cdf[i] = sum += f[i].Real;
        return cdf;
    }
}
