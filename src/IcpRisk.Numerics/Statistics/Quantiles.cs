namespace IcpRisk.Numerics.Statistics;

/// <summary>Quantiles by the inverse of the distribution function.</summary>
/// <remarks>
/// The p-quantile is the least value x whose share of trials at or below it is at least p: order statistic ⌈np⌉, type 1 of
/// Hyndman and Fan (Am. Stat. 50, 1996). It is always a simulated outcome that can be looked up; it needs no
/// interpolation across a gap that no trial has visited; weights extend it; and it is the quantile with which TVaR's
/// two definitions agree. The price is a step of one order statistic, far below sampling error.
/// <para>np is taken less 2⁻⁵⁰ of itself, so that 0.07 × 100 is 7 although the doubles' product is a little more.</para>
/// </remarks>
public static class Quantiles
{
    internal const double Slack = 1.0 / (1L << 50);

    /// <summary>⌈np⌉, at least 1: the rank of the p-quantile among n values.</summary>
    /// <param name="probability">In [0, 1].</param>
    /// <param name="count">At least 1.</param>
    public static long Rank(double probability, long count)
    {
        RefuseOutside(probability);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        return Math.Clamp((long)Math.Ceiling(Target(probability, count)), 1, count);
    }

    /// <summary>Several quantiles of a column; exact.</summary>
    /// <param name="values">Not empty, no NaN; left as it is.</param>
    /// <param name="probabilities">In [0, 1], any order.</param>
    /// <param name="results">One for each probability.</param>
    public static void Select(ReadOnlySpan<double> values, ReadOnlySpan<double> probabilities, Span<double> results)
    {
        var ranks = new long[probabilities.Length];
        for (var i = 0; i < ranks.Length; i++)
            ranks[i] = Rank(probabilities[i], values.Length);
        OrderStatistics.Select(values, ranks, results);
    }

    /// <summary>Several quantiles of a column with weights: the least x with Σ{w : value ≤ x} ≥ p·Σw.</summary>
    /// <param name="values">No NaN; left as it is.</param>
    /// <param name="weights">As many, finite, not negative, not all 0; weight 1 everywhere gives the unweighted bits.</param>
    /// <param name="probabilities">In [0, 1], any order.</param>
    /// <param name="results">One for each probability.</param>
    public static void Select(
        ReadOnlySpan<double> values, ReadOnlySpan<double> weights, ReadOnlySpan<double> probabilities,
        Span<double> results)
    {
        if (probabilities.Length != results.Length)
            throw new ArgumentException("There must be one result a probability.", nameof(results));
        var order = WeightedOrder.Of(values, weights);
        for (var i = 0; i < results.Length; i++)
        {
            RefuseOutside(probabilities[i]);
            results[i] = order.Quantile(probabilities[i]);
        }
    }

    internal static double Target(double probability, double total)
    {
        var target = probability * total;
        return target - (target * Slack);
    }

    /// <summary>The total of which a share is more than p: the other side of <see cref="Target"/>.</summary>
    internal static double Limit(double probability, double total)
    {
        var limit = probability * total;
        return limit + (limit * Slack);
    }

    private static void RefuseOutside(double probability)
    {
        if (!(probability is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(probability), probability, "A probability lies in [0, 1].");
    }
}
