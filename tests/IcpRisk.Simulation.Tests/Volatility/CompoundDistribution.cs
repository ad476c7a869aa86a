using System.Numerics;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.IntegralTransforms;

namespace IcpRisk.Simulation.Tests.Volatility;

/// <summary>
/// The total of a negative binomial number of lognormal cases of mean 1, by its generating function P(φ(t)) on a grid:
/// severity to multiples of <see cref="Width"/> so that its mean stays, Fourier transform, P(z) = (1 + (φ − 1)(1 − z))^(−m/(φ − 1)), and back.
/// Shares no code with the samplers.
/// </summary>
/// <remarks>
/// Positions are circular, so the cells need only span the total's spread, and a single case from beyond it wraps
/// around: with odds of at most 5·10⁻⁶ in the settings of these tests. What the cells' width does is measured by doubling it.
/// </remarks>
internal sealed class CompoundDistribution
{
    private readonly double[] _cdf;
    private readonly long _first;

    /// <param name="mean">Expected cases m.</param>
    /// <param name="dispersion">Variance of the number over its mean, φ > 1.</param>
    /// <param name="cv">Coefficient of variation v of a case.</param>
    /// <param name="width">Width of a cell, in means of a case.</param>
    /// <param name="bits">2^bits cells.</param>
    public CompoundDistribution(double mean, double dispersion, double cv, double width, int bits)
    {
        (Width, Mean) = (width, mean);
        Sd = Math.Sqrt(mean * (dispersion + (cv * cv)));
        var cells = 1 << bits;
        _first = (long)(Math.Max(0, mean - (9 * Sd)) / width);
        var f = Severity(cv, width, cells);
        Fourier.Forward(f, FourierOptions.AsymmetricScaling);
        var power = -mean / (dispersion - 1);
        for (var i = 0; i < cells; i++)
        {
            f[i] = Complex.Exp(power * Complex.Log(1 + ((dispersion - 1) * (1 - f[i]))));
        }

        Fourier.Inverse(f, FourierOptions.AsymmetricScaling);
        _cdf = new double[cells];
        var sum = 0.0;
        for (var i = 0; i < cells; i++)
        {
            _cdf[i] = sum += f[(_first + i) % cells].Real;
        }
    }

    public double Width { get; }

    /// <summary>Exact, not from the grid.</summary>
    public double Mean { get; }

    /// <summary>Exact, not from the grid: √(m(φ + v²)).</summary>
    public double Sd { get; }

    /// <summary>The p-quantile; each cell's mass is spread over it.</summary>
    public double Quantile(double p)
    {
        var i = Array.BinarySearch(_cdf, p);
        i = i < 0 ? ~i : i;
        var below = i == 0 ? 0 : _cdf[i - 1];
        return (_first + i - 0.5 + ((p - below) / (_cdf[i] - below))) * Width;
    }

    /// <summary>Density about x, over ± 1 % of a standard deviation.</summary>
    public double Density(double x)
    {
        var half = 0.01 * Sd;
        return (Cdf(x + half) - Cdf(x - half)) / (2 * half);
    }

    private double Cdf(double x)
    {
        var position = (x / Width) + 0.5 - _first;
        var i = (int)Math.Clamp(Math.Floor(position), 1, _cdf.Length - 1);
        return _cdf[i - 1] + ((_cdf[i] - _cdf[i - 1]) * (position - i));
    }

    // Mass that keeps the mean: the second difference of the stop-loss premium E(X − x)+.
    private static Complex[] Severity(double cv, double width, int cells)
    {
        var sigma = Math.Sqrt(Math.Log(1 + (cv * cv)));
        var mu = -sigma * sigma / 2;
        var f = new Complex[cells];
        var (before, here) = (double.NaN, 1.0);
        for (var i = 0; i < cells; i++)
        {
            var after = StopLoss((i + 1) * width);
            f[i] = i == 0 ? 1 - ((here - after) / width) : (before - (2 * here) + after) / width;
            (before, here) = (here, after);
        }

        return f;

        double StopLoss(double x)
        {
            var k = (Math.Log(x) - mu) / sigma;
            return Normal.CDF(0, 1, sigma - k) - (x * Normal.CDF(0, 1, -k));
        }
    }
}
