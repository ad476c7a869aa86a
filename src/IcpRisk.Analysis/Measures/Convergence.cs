using IcpRisk.Numerics.Statistics;
using IcpRisk.Scenarios;
using IcpRisk.Simulation;

namespace IcpRisk.Analysis.Measures;

/// <summary>How one measure settled while trials came in.</summary>
/// <param name="Measure">The question, of the whole term.</param>
/// <param name="Stages">Answers after the first trials alone, fewest first; the last is the run's.</param>
/// <param name="Precision">Half the width of a 95 % interval that <paramref name="TrialsNeeded"/> is about, in the measure's unit.</param>
/// <param name="TrialsNeeded">Trials of this kind that would give it, from the last error: an interval narrows with their root. At least 1,000, below which errors mean little.</param>
/// <param name="SeedSpread">
/// Standard deviation of the answers of the run's eighths over what their errors state; null where eighths are not
/// independent runs.
/// </param>
public sealed record ConvergenceRow(Measure Measure, IReadOnlyList<Stage> Stages, double Precision, double TrialsNeeded, double? SeedSpread);

/// <summary>
/// Whether a run was long enough: its leading measures after a 64th, a 16th and a quarter of the trials, what more would
/// take, and what another seed would have changed. Trials are addressed by number, so the first of a run are a shorter run,
/// and each eighth of it is as good as a run from another seed.
/// </summary>
/// <param name="Rows">By measure.</param>
public sealed record Convergence(IReadOnlyList<ConvergenceRow> Rows)
{
    /// <summary>What a 95 % interval may be off by, as a share of the value; of a chance it is a tenth of that in itself.</summary>
    public const double Share = 0.01;

    /// <summary>Parts of a run that stand for other seeds.</summary>
    public const int Parts = 8;

    /// <summary>What a spread stays below by chance in 999 of 1,000 runs: root of the 99.9 % point of χ² with 7 degrees of freedom over 7.</summary>
    public const double ByChance = 1.864;

    private const long Fewest = 1000;
    private static readonly string[] Asked =
        ["mean(provider_surplus)", "p_loss(provider_surplus)", "tvar99.5(provider_surplus)", "mean(commissioner_spend)", "tvar99.5(commissioner_spend)"];

    /// <summary>Trials that are enough for every measure, two digits rounded up.</summary>
    public double TrialsNeeded
    {
        get
        {
            var most = Rows.Max(r => r.TrialsNeeded);
            if (!double.IsFinite(most))
            {
                return most;
            }

            var unit = 1.0;
            while (most / unit >= 100)
            {
                unit *= 10;
            }

            return Math.Ceiling(most / unit) * unit;
        }
    }

    /// <summary>
    /// Looks at a finished run; null where its columns were not kept whole, its trials share parameters, the first of them are
    /// no run of their own (Latin hypercubes), or they are too few.
    /// </summary>
    /// <param name="scenario">What was run.</param>
    /// <param name="statistics">What was kept of it.</param>
    /// <param name="options">How.</param>
    public static Convergence? Of(Scenario scenario, StatisticsSink statistics, RunOptions options)
    {
        var (trials, sampling) = (options.Trials, options.Sampling);
        if (!statistics.IsExact || options.TrialsPerSet > 1 || sampling.Method == Numerics.Sampling.SamplingMethod.LatinHypercube || trials < 16 * Fewest)
        {
            return null;
        }

        long[] stages = [.. new[] { trials / 64, trials / 16, trials / 4 }.Select(n => n / 32 * 32).Where(n => n >= Fewest), trials];
        var columns = Grammar.MeasureColumns.Of(scenario);
        var rows = new ConvergenceRow[Asked.Length];
        Parallel.For(0, rows.Length, m => rows[m] = Row(MeasureParser.Measure(Asked[m], columns), statistics, stages, sampling));
        return new Convergence(rows);
    }

    private static ConvergenceRow Row(Measure measure, StatisticsSink statistics, long[] stages, SamplingOptions sampling)
    {
        var values = statistics.Values(new StatisticKey(measure.Series.Columns.Single().Name, 0));
        if (measure.Kind == MeasureKind.LossProbability)
        {
            var losses = new double[values.Length];
            for (var i = 0; i < losses.Length; i++)
            {
                losses[i] = values.Span[i] < 0 ? 1 : 0;
            }

            values = losses;
        }

        var weights = statistics.Weights;
        Stage[] settled = [.. stages.Select(n => new Stage(n, After(0, (int)n)))];
        var last = settled[^1].Estimate;
        var precision = measure.Unit == "share" ? Share / 10 : Share * Math.Abs(last.Value);
        var excess = Estimate.Z95 * last.StandardError / precision;
        return new ConvergenceRow(measure, settled, precision, Math.Max(stages[^1] * excess * excess, Fewest), Spread());

        Estimate After(int from, int count) => MeasureEstimator.Of(
            measure, values.Span.Slice(from, count), weights.IsEmpty ? default : weights.Span.Slice(from, count), sampling.Clusters);

        double? Spread()
        {
            if (sampling.Clusters is { ArePairs: false })
            {
                return null;
            }

            var size = values.Length / Parts / 2 * 2;
            Estimate[] parts = [.. Enumerable.Range(0, Parts).Select(p => After(p * size, size))];
            var stated = Math.Sqrt(parts.Average(p => p.StandardError * p.StandardError));
            return stated > 0 ? Moments.Of([.. parts.Select(p => p.Value)]).StandardDeviation / stated : null;
        }
    }
}
