namespace IcpRisk.Numerics.Statistics;

/// <summary>
/// Woodruff's intervals with a given error of the distribution function: from the quantile at p − half to that at
/// p + half, one order statistic further at either end, as a share of trials is a step.
/// </summary>
internal static class ClusteredQuantiles
{
    /// <param name="values">The column.</param>
    /// <param name="weights">Weights, or none.</param>
    /// <param name="requests">The quantiles.</param>
    /// <param name="found">Their values.</param>
    /// <param name="halves">Half the width of the interval of the distribution function at each.</param>
    /// <param name="reach">Standard errors in such a half.</param>
    public static Estimate[] Of(
        ReadOnlySpan<double> values, ReadOnlySpan<double> weights, QuantileRequest[] requests, Estimate[] found, double[] halves, double reach)
    {
        // From above, p counts from the greatest value down: what is the lower end of p is the upper end of the value.
        var ends = weights.IsEmpty ? Ranked(values, requests, halves) : Weighted(values, weights, requests, halves);
        var estimates = new Estimate[requests.Length];
        for (var i = 0; i < estimates.Length; i++)
        {
            var (near, far) = ends[i];
            var (lower, upper) = requests[i].FromAbove ? (far, near) : (near, far);
            var between = RankedQuantiles.Between(found[i].Value, lower, upper);
            estimates[i] = between with { StandardError = between.StandardError * (Estimate.Z95 / reach) };
        }

        return estimates;
    }

    private static (double Near, double Far)[] Ranked(ReadOnlySpan<double> values, QuantileRequest[] requests, double[] halves)
    {
        long n = values.Length;
        var ranks = new long[2 * requests.Length];
        var inside = new long[ranks.Length];
        for (var i = 0; i < ranks.Length; i++)
        {
            var (p, fromAbove) = requests[i / 2];
            var rank = i % 2 == 0 ? (long)Math.Floor(n * (p - halves[i / 2])) : (long)Math.Ceiling(n * (p + halves[i / 2])) + 1;
            ranks[i] = Math.Clamp(rank, 0, n + 1);
            var clamped = Math.Clamp(rank, 1, n);
            inside[i] = fromAbove ? n + 1 - clamped : clamped;
        }

        var found = new double[ranks.Length];
        OrderStatistics.Select(values, inside, found);
        var ends = new (double, double)[requests.Length];
        for (var i = 0; i < ends.Length; i++)
        {
            var sign = requests[i].FromAbove ? -1.0 : 1.0;
            ends[i] = (
                ranks[2 * i] < 1 ? sign * double.NegativeInfinity : found[2 * i],
                ranks[(2 * i) + 1] > n ? sign * double.PositiveInfinity : found[(2 * i) + 1]);
        }

        return ends;
    }

    private static (double Near, double Far)[] Weighted(
        ReadOnlySpan<double> values, ReadOnlySpan<double> weights, QuantileRequest[] requests, double[] halves)
    {
        var order = WeightedOrder.Of(values, weights);
        var ends = new (double, double)[requests.Length];
        for (var i = 0; i < ends.Length; i++)
        {
            var (p, fromAbove) = requests[i];
            ends[i] = (WeightedQuantiles.End(order, p - halves[i], fromAbove), WeightedQuantiles.End(order, p + halves[i], fromAbove));
        }

        return ends;
    }
}
