using IcpRisk.Contracts.Outcomes;
using IcpRisk.Numerics.Statistics;
using IcpRisk.Scenarios;
using IcpRisk.Simulation;

namespace IcpRisk.Analysis;

/// <summary>One column of outcomes, described: in a contract year, or over the term (year 0).</summary>
public sealed record SummaryColumn(StatisticKey Key, OutcomeColumn Column, DistributionSummary Distribution, double Planned);

/// <summary>
/// What a run says in short: provider and commissioner by year and over the term, incentives, transfers, the chance of
/// exceeding the allocation; each figure with its standard error and 95 % interval.
/// </summary>
public sealed class Summary
{
    /// <summary>Columns summarised in every year and over the term.</summary>
    private static readonly string[] Main = ["provider_surplus", "commissioner_spend"];

    /// <summary>Columns summarised over the term only.</summary>
    private static readonly string[] Term =
        ["provider_surplus_pv", "commissioner_spend_pv", "incentive_earned", "gain_loss_transfer", "exceeds_allocation", "deficit_years"];

    private Summary(Scenario scenario, IReadOnlyList<SummaryColumn> columns, StatisticsSink statistics, SamplingOptions sampling)
    {
        Sampling = sampling;
        Scenario = scenario;
        Columns = columns;
        Statistics = statistics;
    }

    public Scenario Scenario { get; }

    public IReadOnlyList<SummaryColumn> Columns { get; }

    /// <summary>How its trials were drawn.</summary>
    public SamplingOptions Sampling { get; }

    /// <summary>Trials that would tell a mean as well, were they all to count alike: (Σw)²/Σw².</summary>
    public double EffectiveTrials => Columns[0].Distribution.EffectiveCount;

    /// <summary>The columns kept, for histograms.</summary>
    public StatisticsSink Statistics { get; }

    /// <summary>What a run has to keep for a summary.</summary>
    public static IReadOnlyList<StatisticKey> Keys(Scenario scenario)
    {
        var there = scenario.Contract.Columns.Select(c => c.Name).ToHashSet();
        var keys = new List<StatisticKey>();
        foreach (var column in Main.Where(there.Contains))
        {
            keys.AddRange(Enumerable.Range(0, scenario.Time.Years + 1).Select(y => new StatisticKey(column, y)));
        }

        keys.AddRange(Term.Where(there.Contains).Select(c => new StatisticKey(c, 0)));
        if (there.Contains("exceeds_allocation"))
        {
            keys.AddRange(Enumerable.Range(1, scenario.Time.Years).Select(y => new StatisticKey("exceeds_allocation", y)));
        }

        return keys;
    }

    /// <summary>Summarises a finished run.</summary>
    /// <param name="scenario">What was run.</param>
    /// <param name="statistics">What was kept.</param>
    /// <param name="threads">Threads to work on.</param>
    /// <param name="sampling">How its trials were drawn.</param>
    public static Summary Of(Scenario scenario, StatisticsSink statistics, int threads, SamplingOptions sampling)
    {
        var keys = statistics.Keys;
        var columns = new SummaryColumn[keys.Count];
        Parallel.For(0, keys.Count, new ParallelOptions { MaxDegreeOfParallelism = threads }, k =>
        {
            var column = scenario.Contract.Columns.First(c => c.Name == keys[k].Column);
            var planned = keys[k].Year == 0
                ? scenario.Contract.PlannedTerm(column.Name)
                : scenario.Contract.PlannedValue(column.Name, keys[k].Year);
            columns[k] = new SummaryColumn(keys[k], column, statistics.Summarise(keys[k], Options(column)), planned);
        });
        return new Summary(scenario, columns, statistics, sampling);
    }

    /// <summary>The summary of a column, or null where the contract does not settle it.</summary>
    public SummaryColumn? Find(string column, int year) =>
        Columns.FirstOrDefault(c => c.Key == new StatisticKey(column, year));

    private static SummaryOptions Options(OutcomeColumn column) => new()
    {
        Side = column.Bad == BadSide.Low ? LossSide.Low : LossSide.High,
        Quantiles = [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99],
        Levels = [0.75, 0.9, 0.95, 0.99, 0.995],
        Thresholds = [new Threshold(0, ThresholdSide.Below), new Threshold(0, ThresholdSide.Above)],
    };
}
