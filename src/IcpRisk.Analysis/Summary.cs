using IcpRisk.Analysis.Measures;
using IcpRisk.Contracts.Outcomes;
using IcpRisk.Numerics.Statistics;
using IcpRisk.Scenarios;
using IcpRisk.Simulation;

namespace IcpRisk.Analysis;

/// <summary>One column of outcomes, described: in a contract year, or over the term (year 0).</summary>
public sealed record SummaryColumn(StatisticKey Key, OutcomeColumn Column, DistributionSummary Distribution, double Planned)
{
    /// <summary>What is due to parameters and what to the process; null unless the run is nested.</summary>
    public NestedSummary? Nested { get; init; }

    /// <summary>The same of the chance of a value below zero.</summary>
    public NestedSummary? NestedBelow { get; init; }

    /// <summary>The same of the chance of a value above zero.</summary>
    public NestedSummary? NestedAbove { get; init; }
}

/// <summary>
/// What a run says in short: provider and commissioner by year and over the term, incentives, transfers, the chances of
/// exceeding the allocation and of failure, and what failure costs; each figure with its standard error and 95 % interval.
/// </summary>
public sealed record Summary
{
    /// <summary>Columns summarised in every year and over the term.</summary>
    private static readonly string[] Main = ["provider_surplus", "commissioner_spend"];

    /// <summary>Columns summarised over the term only.</summary>
    private static readonly string[] Term =
        ["provider_surplus_pv", "commissioner_spend_pv", "incentive_earned", "gain_loss_transfer", "exceeds_allocation", "deficit_years",
            "minimum_net_worth", "breach_year", "termination_year", "cost_replacement", "cost_recommissioning", "compensation", "failure_cost"];

    /// <summary>Flags summarised in every year: of those that stay raised, the mean is the chance of first passage by the year's end.</summary>
    private static readonly string[] Yearly = ["exceeds_allocation", "is_breach", "is_terminated"];

    private Summary(
        Scenario scenario, IReadOnlyList<SummaryColumn> columns, StatisticsSink statistics, SamplingOptions sampling, SelfCheck? selfCheck, long trialsPerSet)
    {
        Sampling = sampling;
        TrialsPerSet = trialsPerSet;
        Scenario = scenario;
        SelfCheck = selfCheck;
        Columns = columns;
        Statistics = statistics;
    }

    public Scenario Scenario { get; }

    public IReadOnlyList<SummaryColumn> Columns { get; }

    /// <summary>Whether what was drawn agrees with theory; null where that was not looked at.</summary>
    public SelfCheck? SelfCheck { get; }

    /// <summary>Trials that share a set of parameters: 1 unless the run was nested.</summary>
    public long TrialsPerSet { get; }

    /// <summary>How its trials were drawn.</summary>
    public SamplingOptions Sampling { get; }

    /// <summary>Trials that would tell a mean as well, were they all to count alike: (Σw)²/Σw².</summary>
    public double EffectiveTrials => Columns[0].Distribution.EffectiveCount;

    /// <summary>The columns kept, for histograms.</summary>
    public StatisticsSink Statistics { get; }

    /// <summary>What was asked beside; null where nothing was.</summary>
    public AskedMeasures? Asked { get; init; }

    /// <summary>Whether the run was long enough; null where that was not looked at.</summary>
    public Convergence? Convergence { get; init; }

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
        foreach (var flag in Yearly.Where(there.Contains))
        {
            keys.AddRange(Enumerable.Range(1, scenario.Time.Years).Select(y => new StatisticKey(flag, y)));
        }

        return keys;
    }

    /// <summary>Summarises a finished run.</summary>
    /// <param name="scenario">What was run.</param>
    /// <param name="statistics">What was kept.</param>
    /// <param name="threads">Threads to work on.</param>
    /// <param name="sampling">How its trials were drawn.</param>
    /// <param name="selfCheck">Whether what was drawn agrees with theory.</param>
    /// <param name="trialsPerSet">Trials that share a set of parameters: 1 unless the run was nested.</param>
    public static Summary Of(
        Scenario scenario, StatisticsSink statistics, int threads, SamplingOptions sampling, SelfCheck? selfCheck = null, long trialsPerSet = 1)
    {
        var keys = statistics.Keys;
        var columns = new SummaryColumn[keys.Count];
        Parallel.For(0, keys.Count, new ParallelOptions { MaxDegreeOfParallelism = threads }, k =>
        {
            var column = scenario.Contract.Columns.First(c => c.Name == keys[k].Column);
            var planned = keys[k].Year == 0
                ? scenario.Contract.PlannedTerm(column.Name)
                : scenario.Contract.PlannedValue(column.Name, keys[k].Year);
            var summary = new SummaryColumn(keys[k], column, statistics.Summarise(keys[k], Options(column)), planned);
            columns[k] = trialsPerSet == 1 ? summary : Nested(summary, statistics.Values(keys[k]).Span, trialsPerSet);
        });
        return new Summary(scenario, columns, statistics, sampling, selfCheck, trialsPerSet);
    }

    /// <summary>The summary of a column, or null where the contract does not settle it.</summary>
    public SummaryColumn? Find(string column, int year) =>
        Columns.FirstOrDefault(c => c.Key == new StatisticKey(column, year));

    private static SummaryColumn Nested(SummaryColumn column, ReadOnlySpan<double> values, long perSet)
    {
        double[] probabilities = [0.05, 0.5, 0.95];
        var (below, above) = (new double[values.Length], new double[values.Length]);
        for (var i = 0; i < values.Length; i++)
        {
            (below[i], above[i]) = (values[i] < 0 ? 1 : 0, values[i] > 0 ? 1 : 0);
        }

        return column with
        {
            Nested = NestedVariance.Of(values, perSet, probabilities),
            NestedBelow = NestedVariance.Of(below, perSet, probabilities),
            NestedAbove = NestedVariance.Of(above, perSet, probabilities),
        };
    }

    internal static SummaryOptions Options(OutcomeColumn column) => new()
    {
        Side = column.Bad == BadSide.Low ? LossSide.Low : LossSide.High,
        Quantiles = [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99],
        Levels = [0.75, 0.9, 0.95, 0.99, 0.995],
        Thresholds = [new Threshold(0, ThresholdSide.Below), new Threshold(0, ThresholdSide.Above)],
    };
}
