namespace IcpRisk.Numerics.Statistics;

/// <summary>Shares of trials at or below the true p-quantile that the sample does not rule out: Low to High, about p.</summary>
/// <remarks>
/// The interval of the quantile is every value whose share of trials at or below it lies in there: Woodruff's interval
/// (J. Am. Stat. Assoc. 47, 1952), the inversion of a test of the distribution function (Francisco and Fuller, Ann. Stat. 19,
/// 1991). It runs from the least outcome whose share reaches Low to the least whose share exceeds High. Both ends are
/// outcomes, and outcomes of equal value need no care. An end is infinite where no share, or all of it, is not ruled out.
/// </remarks>
internal readonly record struct ShareInterval(double Low, double High)
{
    /// <summary>
    /// Trials beyond a quantile, on the side that has fewer, below which their number is too far from normal: the usual
    /// five.
    /// </summary>
    public const double Few = 5;

    /// <summary>p ± reach·error.</summary>
    public static ShareInterval About(double probability, double error, double reach) =>
        new(probability - (reach * error), probability + (reach * error));

    /// <summary>What the ranks of <see cref="BinomialRanks"/> bracket among so many independent trials.</summary>
    /// <param name="probability">p.</param>
    /// <param name="trials">Rounded to whole trials, at least one.</param>
    public static ShareInterval Binomial(double probability, double trials)
    {
        var count = trials > 1 ? (long)Math.Round(trials) : 1;
        var (lower, upper) = BinomialRanks.Of(count, probability);
        return new((double)lower / count, (upper - 1.0) / count);
    }

    /// <summary>Independent trials whose share beyond the quantile would have this error; of these, those beyond.</summary>
    public static (double Trials, double Beyond) Worth(double probability, double error)
    {
        var trials = probability * (1 - probability) / (error * error);
        return (trials, trials * Math.Min(probability, 1 - probability));
    }

    /// <summary>
    /// The part of the trials equal to a quantile that belongs beyond it, so that the share beyond is 1 − p: a square error of
    /// the share is taken as much between that of the trials beyond and that of those beyond or equal. Errors else jump from
    /// trial to trial, to 0 where none is beyond the quantile.
    /// </summary>
    /// <param name="probability">p.</param>
    /// <param name="beyond">Share of weight beyond the quantile.</param>
    /// <param name="reaching">Share of weight beyond it or equal, above <paramref name="beyond"/>.</param>
    public static double PartBeyond(double probability, double beyond, double reaching) =>
        reaching > beyond ? Math.Clamp((1 - probability - beyond) / (reaching - beyond), 0, 1) : 0;

    /// <summary>The interval of the quantile of each request among trials that count alike.</summary>
    public static (double Lower, double Upper)[] Ends(ReadOnlySpan<double> values, ReadOnlySpan<QuantileRequest> requests, ReadOnlySpan<ShareInterval> shares)
    {
        long n = values.Length;
        var ranks = new long[2 * requests.Length];
        for (var i = 0; i < requests.Length; i++)
        {
            var low = Math.Clamp((long)Math.Ceiling(Quantiles.Target(shares[i].Low, n)), 0, n);
            var high = Math.Clamp((long)Math.Floor(Quantiles.Limit(shares[i].High, n)), 0, n) + 1;
            (ranks[2 * i], ranks[(2 * i) + 1]) = requests[i].FromAbove ? (n + 1 - high, n + 1 - low) : (low, high);
        }

        var found = new double[ranks.Length];
        OrderStatistics.Select(values, Array.ConvertAll(ranks, r => Math.Clamp(r, 1, n)), found);
        var ends = new (double, double)[requests.Length];
        for (var i = 0; i < ends.Length; i++)
        {
            ends[i] = (
                ranks[2 * i] < 1 ? double.NegativeInfinity : found[2 * i],
                ranks[(2 * i) + 1] > n ? double.PositiveInfinity : found[(2 * i) + 1]);
        }

        return ends;
    }

    /// <summary>The interval of the quantile of each request among weighted trials.</summary>
    public static (double Lower, double Upper)[] Ends(WeightedOrder order, ReadOnlySpan<QuantileRequest> requests, ReadOnlySpan<ShareInterval> shares)
    {
        var ends = new (double, double)[requests.Length];
        for (var i = 0; i < ends.Length; i++)
        {
            var (low, high) = shares[i];
            ends[i] = requests[i].FromAbove
                ? (high >= 1 ? double.NegativeInfinity : order.ExceedingFromAbove(high), low <= 0 ? double.PositiveInfinity : order.QuantileFromAbove(low))
                : (low <= 0 ? double.NegativeInfinity : order.Quantile(low), high >= 1 ? double.PositiveInfinity : order.Exceeding(high));
        }

        return ends;
    }
}
