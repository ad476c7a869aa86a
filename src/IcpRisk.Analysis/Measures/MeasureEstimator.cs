using IcpRisk.Numerics.Statistics;

namespace IcpRisk.Analysis.Measures;

/// <summary>Answers a measure from its series. docs/measures.md says how each is estimated and bounded.</summary>
public static class MeasureEstimator
{
    /// <summary>From the series itself.</summary>
    /// <param name="measure">The question.</param>
    /// <param name="values">One a trial, trial 0 first.</param>
    /// <param name="weights">One a trial, 0 of a trial that does not count; empty where each counts as one.</param>
    /// <param name="clusters">Which trials depend on one another; null where none do.</param>
    public static Estimate Of(Measure measure, ReadOnlySpan<double> values, ReadOnlySpan<double> weights = default, TrialClusters? clusters = null)
    {
        if (values.IsEmpty || HasNone(weights) || HasNaN(values, weights))
        {
            return Estimate.Unknown;
        }

        if (measure.IsStreamed && clusters is null)
        {
            return Of(measure, Moments.Of(values, weights));
        }

        var summary = DistributionSummary.Of(values, Options(measure), weights, clusters);
        return measure.IsStreamed
            ? Shaped(measure, measure.Kind switch
            {
                MeasureKind.Sd or MeasureKind.Variance => summary.StandardDeviation,
                MeasureKind.Mean or MeasureKind.Shortfall => summary.Mean,
                _ => summary.Probabilities[0].Probability,
            })
            : Of(measure, summary);
    }

    /// <summary>From the moments of the series, of independent trials.</summary>
    /// <param name="measure">A question that <see cref="Measure.IsStreamed"/>.</param>
    /// <param name="moments">Of the trials that count.</param>
    public static Estimate Of(Measure measure, Moments moments) => !(moments.Weight > 0) ? Estimate.Unknown : Shaped(measure, measure.Kind switch
    {
        MeasureKind.Mean => moments.MeanEstimate(),
        MeasureKind.Sd or MeasureKind.Variance => moments.StandardDeviationEstimate(),
        MeasureKind.Shortfall => moments.SkewMeanEstimate(),
        _ => moments.ShareEstimate(),
    });

    /// <summary>From a histogram of the series and its moments, of independent trials that count alike.</summary>
    public static Estimate Of(Measure measure, LogLinearHistogram histogram, Moments moments) =>
        histogram.Count == 0 ? Estimate.Unknown
        : measure.IsStreamed ? Of(measure, moments)
        : Of(measure, DistributionSummary.Of(histogram, moments with { Count = histogram.Count }, Options(measure)));

    private static Estimate Of(Measure measure, DistributionSummary summary) => measure.Kind switch
    {
        MeasureKind.Quantile => summary.Quantiles[0].Value,
        MeasureKind.Var => summary.Tails[0].Var,
        _ => summary.Tails[0].Tvar,
    };

    // What is made of a share, a mean or a standard deviation.
    private static Estimate Shaped(Measure measure, Estimate estimate) => measure.Kind switch
    {
        MeasureKind.ReturnPeriod => new Estimate(
            1 / estimate.Value, estimate.StandardError / (estimate.Value * estimate.Value), 1 / estimate.Upper, 1 / estimate.Lower),
        MeasureKind.Shortfall => estimate with { Lower = Math.Max(estimate.Lower, 0) },
        MeasureKind.Variance => new Estimate(
            estimate.Value * estimate.Value, 2 * estimate.Value * estimate.StandardError, estimate.Lower * estimate.Lower, estimate.Upper * estimate.Upper),
        _ => estimate,
    };

    private static SummaryOptions Options(Measure measure) => new()
    {
        Side = measure.Side,
        Quantiles = measure.Kind == MeasureKind.Quantile ? [measure.Level] : [],
        Levels = measure.Kind is MeasureKind.Var or MeasureKind.Tvar ? [measure.Level] : [],
        Thresholds = measure.IsStreamed ? [new Threshold(0.5, ThresholdSide.Above)] : [],
    };

    private static bool HasNone(ReadOnlySpan<double> weights) => !weights.IsEmpty && !weights.ContainsAnyExcept(0.0);

    // A quotient by zero: what it is on average cannot be said.
    private static bool HasNaN(ReadOnlySpan<double> values, ReadOnlySpan<double> weights)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (double.IsNaN(values[i]) && (weights.IsEmpty || weights[i] > 0))
            {
                return true;
            }
        }

        return false;
    }
}
