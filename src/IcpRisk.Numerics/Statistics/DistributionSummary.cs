namespace IcpRisk.Numerics.Statistics;

/// <summary>A quantile of the value.</summary>
public readonly record struct QuantileEstimate(double Probability, Estimate Value);

/// <summary>VaR and TVaR of the loss at a level, in the column's unit; TVaR ≥ VaR.</summary>
public readonly record struct TailEstimate(double Level, Estimate Var, Estimate Tvar);

/// <summary>The probability of an event.</summary>
public readonly record struct ProbabilityEstimate(Threshold Event, Estimate Probability);

/// <summary>The distribution of one column of outcomes, each figure with its standard error and 95 % interval.</summary>
/// <remarks>
/// Estimators and intervals are described in docs/statistics.md. All sums have fixed order: the bits depend on the values
/// (and weights) in trial order alone. Intervals take trials as independent, save for the clusters that are named.
/// </remarks>
public sealed record DistributionSummary
{
    /// <summary>Trials.</summary>
    public required long Count { get; init; }

    /// <summary>(Σw)² / Σw²; the count without weights.</summary>
    public required double EffectiveCount { get; init; }

    public required double Min { get; init; }

    public required double Max { get; init; }

    public required Estimate Mean { get; init; }

    public required Estimate StandardDeviation { get; init; }

    /// <summary>g₁; under heavy tails both it and its error are themselves very uncertain.</summary>
    public required Estimate Skewness { get; init; }

    public required IReadOnlyList<QuantileEstimate> Quantiles { get; init; }

    public required IReadOnlyList<TailEstimate> Tails { get; init; }

    public required IReadOnlyList<ProbabilityEstimate> Probabilities { get; init; }

    /// <summary>
    /// Bound on the relative error of quantiles and VaR by binning: 0 where the column was kept, 2^−(bits+1) from a
    /// histogram. It comes on top of the sampling error.
    /// </summary>
    public double RelativeBinError { get; init; }

    /// <summary>Summary of a column that was kept.</summary>
    /// <param name="values">One value a trial, trial 0 first; at least one, no NaN; left as it is.</param>
    /// <param name="options">What is wanted.</param>
    /// <param name="weights">One a trial, finite, not negative, not all 0; or none, which is weight 1.</param>
    /// <param name="clusters">Which trials depend on one another; null where none do.</param>
    public static DistributionSummary Of(
        ReadOnlySpan<double> values, SummaryOptions options, ReadOnlySpan<double> weights = default, TrialClusters? clusters = null)
    {
        options.Validate();
        if (values.IsEmpty)
            throw new ArgumentException("There are no trials.", nameof(values));
        if (!weights.IsEmpty && weights.Length != values.Length)
            throw new ArgumentException("There must be one weight a value.", nameof(weights));
        var moments = Moments.Of(values, weights);
        var requests = SummaryAssembly.Requests(options);
        var quantiles = weights.IsEmpty
            ? RankedQuantiles.Of(values, requests)
            : WeightedQuantiles.Of(values, weights, moments, requests);
        var pass = new ColumnPass(values, weights, SummaryAssembly.Thresholds(options, quantiles), moments);
        Lanes.Wide.Run(ref pass);
        var summary = SummaryAssembly.Of(options, moments, quantiles, pass.Excesses, pass.SkewnessInfluence, 0);
        return clusters is null ? summary : ClusteredSummary.Of(summary, values, weights, moments, options, clusters);
    }

    /// <summary>Summary of a column of which a histogram and the moments were kept (weight 1 throughout).</summary>
    /// <exception cref="ArgumentException">The histogram and the moments are of different numbers of trials.</exception>
    public static DistributionSummary Of(LogLinearHistogram histogram, Moments moments, SummaryOptions options)
    {
        options.Validate();
        if (histogram.Count == 0)
            throw new ArgumentException("There are no trials.", nameof(histogram));
        if (histogram.Count != moments.Count)
            throw new ArgumentException("Histogram and moments are of different numbers of trials.", nameof(moments));
        var quantiles = RankedQuantiles.Of(histogram, SummaryAssembly.Requests(options));
        var (excesses, influence) = histogram.Sums(SummaryAssembly.Thresholds(options, quantiles), moments);
        return SummaryAssembly.Of(options, moments, quantiles, excesses, influence, histogram.RelativeError);
    }
}
