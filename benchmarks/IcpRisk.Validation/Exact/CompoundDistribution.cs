using System.Numerics;
using MathNet.Numerics.IntegralTransforms;

namespace IcpRisk.Validation.Exact;

/// <summary>
/// The total of a random number of cases, by its generating function P(φ(t)) on a grid: severity to multiples of
/// <see cref="Width"/> so that its mean stays, Fourier transform, P of it, and back. Shares no code with the samplers.
/// </summary>
/// <remarks>
/// Positions are circular, so the cells need only span the total's spread, and a single case from beyond it wraps around.
/// What the cells' width does is measured by doubling it.
/// </remarks>
internal sealed class CompoundDistribution
{
    private readonly double[] _mass;
    private readonly double[] _cdf;
    private readonly long _first;

    /// <param name="number">The number of cases.</param>
    /// <param name="severity">What a case costs.</param>
    /// <param name="width">Width of a cell, in the severity's unit.</param>
    /// <param name="bits">2^bits cells.</param>
    public CompoundDistribution(Number number, Severity severity, double width, int bits)
    {
        (Width, Mean) = (width, number.Mean * severity.Mean);
        Sd = Math.Sqrt(number.Mean * (severity.Square + ((number.Dispersion - 1) * severity.Mean * severity.Mean)));
        var cells = 1 << bits;
        // Nine standard deviations below the mean there is nothing; without a variance the grid begins at 0.
        _first = double.IsFinite(Sd) ? (long)(Math.Max(0, Mean - (9 * Sd)) / width) : 0;
        var f = Discretise(severity, width, cells);
        Fourier.Forward(f, FourierOptions.AsymmetricScaling);
        for (var i = 0; i < cells; i++)
            f[i] = number.Generate(1 - f[i]);
        Fourier.Inverse(f, FourierOptions.AsymmetricScaling);
        _mass = new double[cells];
        _cdf = new double[cells];
        var sum = 0.0;
        for (var i = 0; i < cells; i++)
        {
            _mass[i] = f[(_first + i) % cells].Real;
            _cdf[i] = sum += _mass[i];
        }
    }

    public double Width { get; }

    /// <summary>Exact, not from the grid.</summary>
    public double Mean { get; }

    /// <summary>Exact, not from the grid: √(m(E X² + (φ − 1)(E X)²)), φ the number's variance over its mean; may be infinite.</summary>
    public double Sd { get; }

    /// <summary>The p-quantile; each cell's mass is spread over it.</summary>
    public double Quantile(double p)
    {
        var i = Array.BinarySearch(_cdf, p);
        i = i < 0 ? ~i : i;
        var below = i == 0 ? 0 : _cdf[i - 1];
        return (_first + i - 0.5 + ((p - below) / (_cdf[i] - below))) * Width;
    }

    /// <summary>Density about x, over ± 2 % of the distance between the quartiles.</summary>
    public double Density(double x)
    {
        var half = 0.02 * (Quantile(0.75) - Quantile(0.25));
        return (Cdf(x + half) - Cdf(x - half)) / (2 * half);
    }

    /// <summary>E(S − d)+ and E((S − d)+)², by the cells' masses.</summary>
    public (double Premium, double Square) StopLoss(double d)
    {
        var (premium, square) = (0.0, 0.0);
        for (var i = (int)Math.Max(0, Math.Ceiling(d / Width) - _first); i < _mass.Length; i++)
        {
            var excess = ((_first + i) * Width) - d;
            premium += excess * _mass[i];
            square += excess * excess * _mass[i];
        }

        return (premium, square);
    }

    private double Cdf(double x)
    {
        var position = (x / Width) + 0.5 - _first;
        var i = (int)Math.Clamp(Math.Floor(position), 1, _cdf.Length - 1);
        return _cdf[i - 1] + ((_cdf[i] - _cdf[i - 1]) * (position - i));
    }

    // Mass that keeps the mean: the second difference of the stop-loss premium E(X − x)+.
    private static Complex[] Discretise(Severity severity, double width, int cells)
    {
        var f = new Complex[cells];
        var (before, here) = (double.NaN, severity.StopLoss(0));
        for (var i = 0; i < cells; i++)
        {
            var after = severity.StopLoss((i + 1) * width);
            f[i] = i == 0 ? 1 - ((here - after) / width) : (before - (2 * here) + after) / width;
            (before, here) = (here, after);
        }

        return f;
    }
}
