using System.Numerics;
using IcpRisk.Numerics.Distributions.Cases;
using MathNet.Numerics.IntegralTransforms;

namespace IcpRisk.Numerics.Tests.Distributions;

/// <summary>
/// Distribution of the sum of A independent lognormal cases of mean 1, by the A-th power of the discrete Fourier transform
/// of the severity on 2²⁰ cells. Positions are circular, so the cells need only span the sum's spread.
/// </summary>
internal sealed class CompoundReference
{
    private const int Cells = 1 << 20;
    private readonly double[] _cdf = new double[Cells];
    private readonly double _width;
    private readonly long _first;

    public CompoundReference(int cases, double cv)
    {
        var severity = ShiftedLognormal.Matching(cv, ShiftedLognormal.SkewnessOf(cv));
        Sd = cv * Math.Sqrt(cases);
        var lowest = Math.Max(0, cases - 9 * Sd);
        var highest = cases + 12 * Sd + Math.Exp(severity.Mu + 5.7 * severity.Sigma);
        _width = (highest - lowest) / Cells;
        _first = (long)(lowest / _width);
        var f = new Complex[Cells];
        var before = 0.0;
        for (var i = 0; i < Cells; i++)
        {
            var cdf = TestNormals.Cdf((Math.Log((i + 0.5) * _width) - severity.Mu) / severity.Sigma);
            f[i] = cdf - before;
            before = cdf;
        }

        Fourier.Forward(f, FourierOptions.AsymmetricScaling);
        for (var i = 0; i < Cells; i++)
            f[i] = Power(f[i], cases);
        Fourier.Inverse(f, FourierOptions.AsymmetricScaling);
        var sum = 0.0;
        for (var i = 0; i < Cells; i++)
            _cdf[i] = sum += f[(_first + i) % Cells].Real;
    }

    public double Sd { get; }

    /// <summary>The p-quantile; each cell's mass is spread over it.</summary>
    public double Quantile(double p)
    {
        var i = Array.BinarySearch(_cdf, p);
        i = i < 0 ? ~i : i;
        var below = i == 0 ? 0 : _cdf[i - 1];
        return (_first + i - 0.5 + (p - below) / (_cdf[i] - below)) * _width;
    }

    /// <summary>P(sum ≤ x).</summary>
    public double Cdf(double x)
    {
        var position = x / _width + 0.5 - _first;
        var i = (int)Math.Clamp(Math.Floor(position), 0, Cells - 1);
        var below = i == 0 ? 0 : _cdf[i - 1];
        return Math.Clamp(below + (_cdf[i] - below) * (position - i), 0, 1);
    }

    private static Complex Power(Complex x, int n)
    {
        var result = Complex.One;
        for (; n > 0; n >>= 1, x *= x)
        {
            if ((n & 1) == 1)
                result *= x;
        }

        return result;
    }
}
