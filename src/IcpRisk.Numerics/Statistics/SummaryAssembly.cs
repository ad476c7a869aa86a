namespace IcpRisk.Numerics.Statistics;

/// <summary>The p-quantile of the value or, from above, of −value; both are asked for and given in the value's sign.</summary>
internal readonly record struct QuantileRequest(double Probability, bool FromAbove);

/// <summary>Puts a <see cref="DistributionSummary"/> together from quantiles and sums, however these were found.</summary>
internal static class SummaryAssembly
{
    /// <summary>The quantiles asked for, then the VaR levels.</summary>
    public static QuantileRequest[] Requests(SummaryOptions options) =>
    [
        .. options.Quantiles.Select(p => new QuantileRequest(p, FromAbove: false)),
        .. options.Levels.Select(q => new QuantileRequest(q, options.Side == LossSide.Low)),
    ];

    /// <summary>The VaR of each level as a threshold of the loss, then the events.</summary>
    public static ExcessOver[] Thresholds(SummaryOptions options, ReadOnlySpan<Estimate> quantiles)
    {
        var sign = options.Side == LossSide.Low ? -1.0 : 1.0;
        var thresholds = new List<ExcessOver>();
        foreach (var var in quantiles[options.Quantiles.Count..])
            thresholds.Add(new(sign, sign * var.Value));
        thresholds.AddRange(options.Thresholds.Select(t => t.Over()));
        return [.. thresholds];
    }

    public static DistributionSummary Of(
        SummaryOptions options, Moments moments, Estimate[] quantiles, ExcessSums[] excesses, double skewnessInfluence,
        double relativeBinError)
    {
        var levels = options.Levels.Count;
        var tails = new TailEstimate[levels];
        for (var i = 0; i < levels; i++)
        {
            var value = quantiles[options.Quantiles.Count + i];
            var loss = options.Side == LossSide.Low ? -value : value;
            tails[i] = new(options.Levels[i], loss, Tvar(options.Levels[i], loss.Value, excesses[i], moments));
        }

        return new()
        {
            Count = moments.Count,
            EffectiveCount = moments.EffectiveCount,
            Min = moments.Min,
            Max = moments.Max,
            Mean = moments.MeanEstimate(),
            StandardDeviation = moments.StandardDeviationEstimate(),
            Skewness = Estimate.Normal(moments.Skewness, Math.Sqrt(skewnessInfluence) / moments.Weight),
            Quantiles = [.. options.Quantiles.Select((p, i) => new QuantileEstimate(p, quantiles[i]))],
            Tails = tails,
            Probabilities =
            [
                .. options.Thresholds.Select((t, i) => new ProbabilityEstimate(t, Probability(excesses[levels + i], moments))),
            ],
            RelativeBinError = relativeBinError,
        };
    }

    /// <summary>VaR + Σw·e / ((1 − q)·Σw): Rockafellar and Uryasev's form, at an atom equal to Acerbi and Tasche's.</summary>
    private static Estimate Tvar(double level, double var, ExcessSums sums, Moments moments)
    {
        var mean = sums.W1 / moments.Weight;
        var n = moments.EffectiveCount;
        var squares = sums.Q2 - (2 * mean * sums.Q1) + (mean * mean * moments.BySquare.Weight);
        var error = n > 1
            ? Math.Sqrt(Math.Max(squares, 0) * (n / (n - 1))) / (moments.Weight * (1 - level))
            : double.NaN;
        return Estimate.Normal(var + (mean / (1 - level)), error);
    }

    /// <summary>Share of weight beyond the threshold; Wilson with the number of trials that gives the weighted variance.</summary>
    private static Estimate Probability(ExcessSums sums, Moments moments)
    {
        var share = Math.Min(sums.W0 / moments.Weight, 1);
        var squares = (sums.Q0 * (1 - (2 * share))) + (share * share * moments.BySquare.Weight);
        var count = squares > 0 && share is > 0 and < 1
            ? share * (1 - share) / squares * moments.Weight * moments.Weight
            : moments.EffectiveCount;
        return Estimate.Wilson(share, count);
    }
}
