using System.Runtime.InteropServices;
using IcpRisk.Numerics.Lanes;
using IcpRisk.Numerics.Maths;

namespace IcpRisk.Numerics.Distributions;

/// <summary>
/// A weighted sample as a distribution: every draw is one of its values, with probability proportional to its weight. The
/// quantile is a step function of one normal, so mean and spread are those of the sample and nothing is assumed between
/// its values. The steps are where the cumulative weight is reached, from whichever end is nearer; their CDF error is rounding.
/// </summary>
public sealed class StepQuantile
{
    private readonly double[] _values;
    private readonly double[] _weights;
    private readonly SortedThresholds _steps;

    /// <param name="sample">Values and weights in any order; weights ≥ 0, one of them above 0.</param>
    /// <exception cref="ArgumentException">A value is not finite, a weight is negative or not finite, or no weight is positive.</exception>
    public StepQuantile(IEnumerable<(double Value, double Weight)> sample)
    {
        var all = sample.ToList();
        if (all.Any(p => !double.IsFinite(p.Value) || !double.IsFinite(p.Weight) || p.Weight < 0))
            throw new ArgumentException("Values are finite, weights finite and 0 or more.", nameof(sample));
        var points = all.Where(p => p.Weight > 0).GroupBy(p => p.Value).OrderBy(g => g.Key)
            .Select(g => (Value: g.Key, Weight: g.Sum(p => p.Weight))).ToArray();
        if (points.Length == 0)
            throw new ArgumentException("A sample needs a value with a positive weight.", nameof(sample));
        _values = [.. points.Select(p => p.Value)];
        _weights = [.. points.Select(p => p.Weight)];
        var above = new double[points.Length];
        for (var k = points.Length - 2; k >= 0; k--)
            above[k] = above[k + 1] + _weights[k + 1];
        var steps = new double[points.Length - 1];
        var below = 0.0;
        for (var k = 0; k < steps.Length; k++)
        {
            below += _weights[k];
            var total = below + above[k];
            steps[k] = below < above[k] ? Scalar.NormalQuantile(below / total) : -Scalar.NormalQuantile(above[k] / total);
        }

        _steps = new SortedThresholds(steps);
    }

    /// <summary>The different values, rising.</summary>
    public IReadOnlyList<double> Values => _values;

    /// <summary>The weight of each of <see cref="Values"/>.</summary>
    public IReadOnlyList<double> Weights => _weights;

    /// <summary>E[f(X)], a weighted mean.</summary>
    public double Mean(Func<double, double> f)
    {
        var (sum, weights) = (0.0, 0.0);
        for (var k = 0; k < _values.Length; k++)
        {
            sum += _weights[k] * f(_values[k]);
            weights += _weights[k];
        }

        return sum / weights;
    }

    /// <summary>Quantiles at standard normals <paramref name="z"/>.</summary>
    public void Fill<L>(ReadOnlySpan<double> z, Span<double> x) where L : struct, ILanes<L>
    {
        var trials = TrialRows.Trials(z, x);
        ref readonly var source = ref MemoryMarshal.GetReference(z);
        ref var target = ref MemoryMarshal.GetReference(x);
        ref var values = ref MemoryMarshal.GetArrayDataReference(_values);
        for (var i = 0; i < trials; i += L.Width)
            L.Store(L.Gather(ref values, _steps.Below(L.Load(in source, i))), ref target, i);
    }

    /// <summary>The quantile at one normal.</summary>
    public double At(double z) =>
        _values[BitConverter.DoubleToInt64Bits(_steps.Below(new Lanes1(z)).Value)];
}
