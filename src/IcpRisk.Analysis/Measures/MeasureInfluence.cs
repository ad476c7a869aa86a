using IcpRisk.Numerics.Statistics;

namespace IcpRisk.Analysis.Measures;

/// <summary>
/// How much each trial moves an estimate: its influence function over the number of trials. The error of any combination of
/// estimates from the same trials is that of the combination of influences, so that what variants have in common falls out
/// of their difference (Hampel, J. Am. Stat. Assoc. 69, 1974; Binder, Int. Stat. Rev. 51, 1983).
/// </summary>
public static class MeasureInfluence
{
    /// <summary>Influences that sum to about 0; √Σφ² is the standard error of independent trials.</summary>
    /// <param name="measure">The question.</param>
    /// <param name="estimate">Its answer from these trials; of a quantile or VaR the interval gives the density there.</param>
    /// <param name="values">The series, trial 0 first.</param>
    /// <param name="weights">One a trial, or none.</param>
    public static double[] Of(Measure measure, Estimate estimate, ReadOnlySpan<double> values, ReadOnlySpan<double> weights)
    {
        var influences = new double[values.Length];
        var moments = Moments.Of(values, weights);
        var term = Term(measure, estimate, moments, values, weights);
        for (var i = 0; i < influences.Length; i++)
        {
            var weight = weights.IsEmpty ? 1 : weights[i];
            influences[i] = weight == 0 ? 0 : weight * term(values[i]) / moments.Weight;
        }

        return influences;
    }

    /// <summary>The value with the error and interval of its influences.</summary>
    /// <param name="value">The estimate, or a combination of some.</param>
    /// <param name="influences">The same combination of influences.</param>
    /// <param name="clusters">Which trials depend on one another; null where none do.</param>
    public static Estimate Error(double value, ReadOnlySpan<double> influences, TrialClusters? clusters)
    {
        var n = influences.Length;
        var count = clusters?.Count(n) ?? n;
        if (count < 2)
        {
            return Estimate.Unknown with { Value = value };
        }

        var squares = clusters is null ? Squares(influences) : Squares(Totals(influences, clusters));
        var error = Math.Sqrt(squares * ((double)count / (count - 1)));
        var reach = clusters?.Reach(n) ?? Estimate.Z95;
        return new Estimate(value, error, value - (reach * error), value + (reach * error));
    }

    private static Func<double, double> Term(Measure measure, Estimate estimate, Moments moments, ReadOnlySpan<double> values, ReadOnlySpan<double> weights)
    {
        var (mean, value) = (moments.Mean, estimate.Value);
        var sign = measure.Side == LossSide.Low ? -1 : 1;
        switch (measure.Kind)
        {
            case MeasureKind.Sd:
                var variance = moments.ByWeight.M2 / moments.Weight;
                return variance > 0 ? x => (((x - mean) * (x - mean)) - variance) / (2 * value) : _ => 0;
            case MeasureKind.ReturnPeriod:
                return x => (mean - x) / (mean * mean);
            case MeasureKind.Quantile:
                var slope = Slope(estimate, values, weights, 1);
                return x => slope * (measure.Level - (x <= value ? 1 : 0));
            case MeasureKind.Var:
                var steep = Slope(estimate, values, weights, sign);
                return x => steep * (measure.Level - (sign * x <= value ? 1 : 0));
            case MeasureKind.Tvar:
                var var = MeasureEstimator.Of(measure with { Kind = MeasureKind.Var }, values, weights).Value;
                return x => var + (Math.Max((sign * x) - var, 0) / (1 - measure.Level)) - value;
            default:
                return x => x - mean;
        }
    }

    // 1/density at the quantile: what the interval spans over the share of trials within it.
    private static double Slope(Estimate estimate, ReadOnlySpan<double> values, ReadOnlySpan<double> weights, double sign)
    {
        if (!double.IsFinite(estimate.Lower) || !double.IsFinite(estimate.Upper))
        {
            return double.NaN;
        }

        var (inside, all) = (0.0, 0.0);
        for (var i = 0; i < values.Length; i++)
        {
            var weight = weights.IsEmpty ? 1 : weights[i];
            all += weight;
            inside += sign * values[i] > estimate.Lower && sign * values[i] <= estimate.Upper ? weight : 0;
        }

        return inside > 0 ? (estimate.Upper - estimate.Lower) * all / inside : 0;
    }

    private static double[] Totals(ReadOnlySpan<double> influences, TrialClusters clusters)
    {
        var turn = clusters.ArePairs ? 2 : Numerics.Sampling.Randomisations.Count / clusters.Randomisations;
        var totals = new double[clusters.Count(influences.Length)];
        for (var i = 0; i < influences.Length; i++)
        {
            var at = i / turn;
            totals[clusters.ArePairs ? at : at % clusters.Randomisations] += influences[i];
        }

        return totals;
    }

    private static double Squares(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var v in values)
        {
            sum += v * v;
        }

        return sum;
    }
}
