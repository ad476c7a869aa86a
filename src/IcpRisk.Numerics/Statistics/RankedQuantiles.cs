namespace IcpRisk.Numerics.Statistics;

/// <summary>Quantiles of unweighted trials with the order statistics of <see cref="BinomialRanks"/> around them.</summary>
/// <remarks>The standard error is the interval's width / (2 · 1.96): a spacing of order statistics, no density needed.</remarks>
internal static class RankedQuantiles
{
    public static Estimate[] Of(ReadOnlySpan<double> values, ReadOnlySpan<QuantileRequest> requests)
    {
        var ranks = Ranks(requests, values.Length);
        var found = new double[ranks.Length];
        long count = values.Length;
        var inside = Array.ConvertAll(ranks, r => Math.Clamp(r, 1, count));
        OrderStatistics.Select(values, inside, found);
        return Estimates(ranks, found, count);
    }

    public static Estimate[] Of(LogLinearHistogram histogram, ReadOnlySpan<QuantileRequest> requests)
    {
        var ranks = Ranks(requests, histogram.Count);
        var found = Array.ConvertAll(ranks, r => histogram.OrderStatistic(Math.Clamp(r, 1, histogram.Count)));
        return Estimates(ranks, found, histogram.Count);
    }

    /// <summary>Three ranks a request: the quantile's, and those of its interval (0 or n + 1: none).</summary>
    private static long[] Ranks(ReadOnlySpan<QuantileRequest> requests, long count)
    {
        var ranks = new long[3 * requests.Length];
        for (var i = 0; i < requests.Length; i++)
        {
            var (p, fromAbove) = requests[i];
            var rank = Quantiles.Rank(p, count);
            var (lower, upper) = BinomialRanks.Of(count, p);
            ranks[3 * i] = fromAbove ? count + 1 - rank : rank;
            ranks[(3 * i) + 1] = fromAbove ? count + 1 - upper : lower;
            ranks[(3 * i) + 2] = fromAbove ? count + 1 - lower : upper;
        }

        return ranks;
    }

    private static Estimate[] Estimates(long[] ranks, double[] found, long count)
    {
        var estimates = new Estimate[ranks.Length / 3];
        for (var i = 0; i < estimates.Length; i++)
        {
            estimates[i] = Between(
                found[3 * i],
                ranks[(3 * i) + 1] < 1 ? double.NegativeInfinity : found[(3 * i) + 1],
                ranks[(3 * i) + 2] > count ? double.PositiveInfinity : found[(3 * i) + 2]);
        }

        return estimates;
    }

    /// <summary>An estimate whose error is read off its interval; off the bounded half where only one is bounded.</summary>
    internal static Estimate Between(double value, double lower, double upper)
    {
        var width = (double.IsInfinity(lower), double.IsInfinity(upper)) switch
        {
            (false, false) => (upper - lower) / 2,
            (false, true) => value - lower,
            (true, false) => upper - value,
            _ => double.NaN,
        };
        return new(value, width / Estimate.Z95, lower, upper);
    }
}
