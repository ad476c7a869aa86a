using IcpRisk.Analysis.Measures;
using IcpRisk.Contracts.Outcomes;
using IcpRisk.Numerics.Statistics;
using IcpRisk.Simulation;

namespace IcpRisk.Analysis.Variants;

/// <summary>A measure of a variant beside the same of the first.</summary>
/// <param name="Variant">Name of the variant.</param>
/// <param name="Measure">The question.</param>
/// <param name="Estimate">Its answer.</param>
/// <param name="Difference">The answer less the first variant's, with the paired error; null of the first.</param>
public sealed record ComparedMeasure(string Variant, Measure Measure, Estimate Estimate, Estimate? Difference)
{
    // Of the greater of the two answers: sums in another order differ by less, and have errors as small.
    private const double Rounding = 1e-9;

    /// <summary>Whether the difference is for the better: true, false, or null where chance or rounding explains it or no side is bad.</summary>
    public bool? IsBetter => Difference is { } d && Measure.LessIsBetter is { } less && (d.Lower > 0 || d.Upper < 0) && !IsRounding(d.Value)
        ? d.Upper < 0 == less : null;

    private bool IsRounding(double difference) =>
        Math.Abs(difference) <= Rounding * Math.Max(Math.Abs(Estimate.Value), Math.Abs(Estimate.Value - difference));
}

/// <summary>How a figure of a variant fares against that of the first, trial by trial.</summary>
/// <param name="Variant">Name of the variant.</param>
/// <param name="Figure">The figure: what stands in a measure's brackets.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Better">Share of trials in which it is better.</param>
/// <param name="Worse">Share in which it is worse; in the rest it is the same.</param>
/// <param name="Gain">By how much it is better where it is, on average.</param>
/// <param name="Loss">By how much it is worse where it is.</param>
public sealed record Contest(string Variant, string Figure, string Unit, Estimate Better, Estimate Worse, Estimate Gain, Estimate Loss);

/// <summary>Several variants on the same draws.</summary>
/// <param name="Measures">By variant, then by measure.</param>
/// <param name="Contests">Of variants from the second on.</param>
/// <param name="Passes">How often paths were sampled.</param>
public sealed record Comparison(IReadOnlyList<ComparedMeasure> Measures, IReadOnlyList<Contest> Contests, int Passes)
{
    /// <summary>Runs and compares.</summary>
    /// <param name="variants">The first is what others are held against.</param>
    /// <param name="options">How to run.</param>
    /// <param name="watch">Shows progress; null for none.</param>
    /// <param name="cancel">Ends it.</param>
    public static Comparison Of(
        IReadOnlyList<Variant> variants, RunOptions options, Func<RunProgress, IDisposable?>? watch = null, CancellationToken cancel = default)
    {
        var run = new VariantRun(variants, options, keepAll: true);
        var sinks = new MeasureSink[variants.Count];
        run.Run((i, sink) => sinks[i] = sink, watch, cancel);
        var measures = new List<ComparedMeasure>();
        var contests = new List<Contest>();
        var first = Answers(sinks[0]);
        for (var v = 0; v < variants.Count; v++)
        {
            var answers = v == 0 ? first : Answers(sinks[v]);
            for (var m = 0; m < answers.Count; m++)
            {
                var (measure, estimate, influence) = answers[m];
                measures.Add(new ComparedMeasure(variants[v].Name, measure, estimate, v == 0 ? null : Difference(
                    estimate.Value - first[m].Estimate.Value, influence, first[m].Influence, options.Sampling.Clusters)));
            }

            contests.AddRange(v == 0 ? [] : Fought(variants[v].Name, sinks[0], sinks[v], options.Sampling.Clusters));
        }

        return new Comparison(measures, contests, run.Passes);
    }

    /// <summary>A difference of estimates from the same trials.</summary>
    /// <param name="value">The difference.</param>
    /// <param name="influence">Influences on the one.</param>
    /// <param name="other">Influences on the other.</param>
    /// <param name="clusters">Which trials depend on one another.</param>
    public static Estimate Difference(double value, double[] influence, double[] other, TrialClusters? clusters) =>
        MeasureInfluence.Error(value, influence.Zip(other, (a, b) => a - b).ToArray(), clusters);

    private static List<(Measure Measure, Estimate Estimate, double[] Influence)> Answers(MeasureSink sink) =>
        [.. sink.Results().Select((r, m) => (
            r.Measure, r.Estimate, MeasureInfluence.Of(r.Measure, r.Estimate, sink.Values(sink.Set.SeriesOf(m)).Span, sink.TrialWeights.Span)))];

    // Figures that have a bad side; a condition or an excess is no figure of its own.
    private static IEnumerable<Contest> Fought(string name, MeasureSink first, MeasureSink other, TrialClusters? clusters)
    {
        var set = other.Set;
        foreach (var (measure, m) in set.Measures.Select((m, i) => (m, i))
            .Where(x => x.m.Kind is MeasureKind.Mean or MeasureKind.Sd or MeasureKind.Quantile or MeasureKind.Var or MeasureKind.Tvar && x.m.Series.Bad != BadSide.Neither)
            .DistinctBy(x => set.SeriesOf(x.i)))
        {
            var sign = measure.Series.Bad == BadSide.Low ? 1 : -1;
            var a = first.Values(first.Set.SeriesOf(m)).Span;
            var b = other.Values(set.SeriesOf(m)).Span;
            var gains = new double[a.Length];
            for (var i = 0; i < gains.Length; i++)
            {
                gains[i] = sign * (b[i] - a[i]);
            }

            var weights = Both(first.TrialWeights.Span, other.TrialWeights.Span);
            var open = measure.Text.IndexOf('(', StringComparison.Ordinal);
            yield return new Contest(
                name, measure.Text[(open + 1)..^1], measure.Unit, Share(gains, weights, clusters), Share([.. gains.Select(g => -g)], weights, clusters),
                Mean(gains, weights, clusters), Mean([.. gains.Select(g => -g)], weights, clusters));
        }
    }

    // Trials that count in both.
    private static double[] Both(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var weights = new double[a.Length];
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = b[i] == 0 ? 0 : a[i];
        }

        return weights;
    }

    private static Estimate Share(double[] gains, double[] weights, TrialClusters? clusters) => Estimated(
        MeasureKind.Probability, [.. gains.Select(g => g > 0 ? 1.0 : 0)], weights, clusters);

    private static Estimate Mean(double[] gains, double[] weights, TrialClusters? clusters) => Estimated(
        MeasureKind.Mean, gains, [.. gains.Select((g, i) => g > 0 ? weights.Length == 0 ? 1 : weights[i] : 0)], clusters);

    private static Estimate Estimated(MeasureKind kind, double[] values, double[] weights, TrialClusters? clusters) =>
        MeasureEstimator.Of(new Measure(string.Empty, kind, new Measures.Grammar.Number(0), 0, string.Empty, LossSide.Low), values, weights, clusters);
}
