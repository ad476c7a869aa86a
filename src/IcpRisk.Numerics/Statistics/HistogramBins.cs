namespace IcpRisk.Numerics.Statistics;

/// <summary>Counts in bins of equal width, for drawing: between the 0.1 % and 99.9 % quantiles, the rest to either side.</summary>
/// <param name="Lower">Edge of the first bin, in the column's unit.</param>
/// <param name="Width">Of a bin; 0 where the two quantiles are equal, and then there is one bin.</param>
/// <param name="Counts">Values a bin; the last bin includes its upper edge.</param>
/// <param name="Under">Values below the first bin.</param>
/// <param name="Over">Values above the last.</param>
public sealed record HistogramBins(double Lower, double Width, IReadOnlyList<long> Counts, long Under, long Over)
{
    private const double Outside = 0.001;

    /// <summary>Edge of the last bin.</summary>
    public double Upper => Lower + (Width * Counts.Count);

    /// <summary>Bins of a column that was kept.</summary>
    /// <param name="values">Not empty, no NaN.</param>
    /// <param name="bins">At least 1.</param>
    /// <param name="weights">One a value, and then counts are shares of weight times the number of values, rounded; or none.</param>
    public static HistogramBins Of(ReadOnlySpan<double> values, int bins, ReadOnlySpan<double> weights = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        Span<double> ends = stackalloc double[2];
        if (!weights.IsEmpty)
        {
            Quantiles.Select(values, weights, [Outside, 1 - Outside], ends);
            return Weighted(values, weights, bins, ends[0], ends[1]);
        }

        Quantiles.Select(values, [Outside, 1 - Outside], ends);
        var (low, high) = (ends[0], ends[1]);
        var counts = new long[high > low ? bins : 1];
        var (under, over) = (0L, 0L);
        var scale = high > low ? bins / (high - low) : 0;
        foreach (var v in values)
        {
            if (v < low)
                under++;
            else if (v > high)
                over++;
            else
                counts[Math.Min((int)((v - low) * scale), counts.Length - 1)]++;
        }

        return new(low, high > low ? (high - low) / bins : 0, counts, under, over);
    }

    private static HistogramBins Weighted(ReadOnlySpan<double> values, ReadOnlySpan<double> weights, int bins, double low, double high)
    {
        // Below, the bins, above.
        var sums = new double[(high > low ? bins : 1) + 2];
        var scale = high > low ? bins / (high - low) : 0;
        var total = 0.0;
        for (var i = 0; i < values.Length; i++)
        {
            var v = values[i];
            var bin = v < low ? 0 : v > high ? sums.Length - 1 : Math.Min((int)((v - low) * scale), sums.Length - 3) + 1;
            sums[bin] += weights[i];
            total += weights[i];
        }

        var counts = new long[sums.Length];
        for (var b = 0; b < sums.Length; b++)
            counts[b] = (long)Math.Round(sums[b] / total * values.Length);
        return new(low, high > low ? (high - low) / bins : 0, counts[1..^1], counts[0], counts[^1]);
    }

    /// <summary>Bins of a column kept as a histogram: its fine bins are shared out evenly, rounding to whole counts.</summary>
    public static HistogramBins Of(LogLinearHistogram histogram, int bins)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        var (low, high) = (histogram.Quantile(Outside), histogram.Quantile(1 - Outside));
        var edges = high > low ? bins : 1;
        var width = high > low ? (high - low) / bins : 0;
        var counts = new long[edges];
        var (before, under) = (0L, 0L);
        for (var i = 0; i <= edges; i++)
        {
            // The greatest edge is where `over` begins; a column of one value has no edges to cut at.
            var below = i == edges && width == 0
                ? histogram.Count
                : (long)Math.Round(histogram.CountBelow(i == edges ? high : low + (i * width)));
            if (i == 0)
                under = below;
            else
                counts[i - 1] = below - before;
            before = below;
        }

        return new(low, width, counts, under, histogram.Count - before);
    }
}
