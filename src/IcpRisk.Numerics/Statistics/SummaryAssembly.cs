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
    /// <remarks>
    /// The excess e is very skew, and the plain normal interval covers only 92 to 94 % of 2,000 trials. So it is moved by
    /// s·γ·(2z² + 1)/6 and widened by s·z·γ²·(z⁴ + 2z² − 3)/18, γ the sum of cubes of w·(e − mean e) over the power 3/2 of
    /// their squares: the leading Edgeworth terms of a studentised mean (Hall, "The bootstrap and Edgeworth expansion",
    /// 1992, §2.6). |γ| ≤ 1, so the interval keeps the value inside and at most doubles.
    /// </remarks>
    private static Estimate Tvar(double level, double var, ExcessSums sums, Moments moments)
    {
        var mean = sums.W1 / moments.Weight;
        var n = moments.EffectiveCount;
        var value = var + (mean / (1 - level));
        if (!(n > 1))
            return Estimate.Normal(value, double.NaN);
        var squares = sums.Q2 - (2 * mean * sums.Q1) + (mean * mean * moments.BySquare.Weight);
        var cubes = sums.C3 - (3 * mean * sums.C2) + (3 * mean * mean * sums.C1) - (mean * mean * mean * sums.C0);
        if (!(squares > 0))
            return Estimate.Normal(value, squares == 0 ? 0 : double.NaN);
        var error = Math.Sqrt(squares * (n / (n - 1))) / (moments.Weight * (1 - level));
        var skewness = Math.Clamp(cubes / (squares * Math.Sqrt(squares)), -1, 1);
        return Skewed(value, error, skewness);
    }

    /// <summary>The interval of a mean whose studentised value is skew, as told above.</summary>
    internal static Estimate Skewed(double value, double error, double skewness)
    {
        const double z = Estimate.Z95;
        var centre = value + (error * skewness * ((2 * z * z) + 1) / 6);
        var half = error * z * (1 + (skewness * skewness * ((z * z * z * z) + (2 * z * z) - 3) / 18));
        return new(value, error, centre - half, centre + half);
    }

    /// <summary>Share of weight beyond the threshold; Wilson with the number of trials that gives the weighted variance.</summary>
    internal static Estimate Probability(ExcessSums sums, Moments moments)
    {
        var share = Math.Min(sums.W0 / moments.Weight, 1);
        var squares = (sums.Q0 * (1 - (2 * share))) + (share * share * moments.BySquare.Weight);
        var count = squares > 0 && share is > 0 and < 1
            ? share * (1 - share) / squares * moments.Weight * moments.Weight
            : moments.EffectiveCount;
        return Estimate.Wilson(share, count);
    }
}
