using IcpRisk.Analysis.Measures;
using IcpRisk.Numerics.Statistics;

namespace IcpRisk.Analysis.Attribution;

/// <summary>A measure of one kept series, worked out again and again with trials counting differently.</summary>
internal sealed class ResampledMeasure
{
    private readonly Measure _measure;
    private readonly double[] _values;
    private readonly double _centre;
    private readonly TailOrder? _order;

    /// <param name="measure">Any but a return period, which has no value where nothing is at risk.</param>
    /// <param name="values">Its series, trial 0 first.</param>
    public ResampledMeasure(Measure measure, double[] values)
    {
        (_measure, _values) = (measure, values);
        _centre = Sums(values, default, 0).First / values.Length;
        if (!measure.IsStreamed)
        {
            // The worst first: the top of a value, or the bottom of one that is bad when low.
            var losses = (double[])values.Clone();
            if (IsLow)
            {
                for (var i = 0; i < losses.Length; i++)
                {
                    losses[i] = 0 - losses[i];
                }
            }

            _order = new TailOrder(losses);
        }
    }

    private bool IsLow => _measure.Kind != MeasureKind.Quantile && _measure.Side == LossSide.Low;

    /// <summary>The measure with each trial counted so many times; NaN where no trial counts.</summary>
    public double Value(ReadOnlySpan<byte> counts)
    {
        if (_order is null)
        {
            var (weight, first, second) = Sums(_values, counts, _centre);
            var mean = first / weight;
            var variance = Math.Max(0, second - (first * mean)) / (weight - 1);
            return _measure.Kind switch
            {
                MeasureKind.Sd => Math.Sqrt(variance),
                MeasureKind.Variance => variance,
                _ => _centre + mean,
            };
        }

        var sign = IsLow ? -1 : 1;
        return sign * (_measure.Kind == MeasureKind.Tvar ? TailOrder.Mean(_order.Worst(_measure.Level, counts), _values) : Quantile(counts));
    }

    // The least loss with at least that share of weight at or below it.
    private double Quantile(ReadOnlySpan<byte> counts)
    {
        var total = 0L;
        foreach (var count in counts)
        {
            total += count;
        }

        var wanted = _measure.Level * total;
        var trials = _order!.Trials;
        var below = 0L;
        for (var k = trials.Length - 1; k >= 0; k--)
        {
            below += counts[trials[k]];
            if (below >= wanted - (1e-9 * total) && counts[trials[k]] > 0)
            {
                return _values[trials[k]];
            }
        }

        return double.NaN;
    }

    private static (double Weight, double First, double Second) Sums(ReadOnlySpan<double> values, ReadOnlySpan<byte> counts, double centre)
    {
        double weight = 0, first = 0, second = 0;
        for (var i = 0; i < values.Length; i++)
        {
            double w = counts.IsEmpty ? 1 : counts[i];
            var d = values[i] - centre;
            weight += w;
            first += w * d;
            second += w * d * d;
        }

        return (weight, first, second);
    }
}
