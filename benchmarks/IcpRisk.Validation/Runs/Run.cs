using IcpRisk.Nature.Agreement;
using IcpRisk.Numerics.Statistics;
using IcpRisk.Paths;
using IcpRisk.Scenarios;
using IcpRisk.Simulation;

namespace IcpRisk.Validation.Runs;

/// <summary>Runs of the scenarios of this chapter by the engine as it is used, on one thread.</summary>
internal static class Run
{
    /// <summary>A scenario of this chapter with values set.</summary>
    public static Scenario Scenario(string name, params FormattableString[] set) => Scenarios.Scenario.Load(
        Path.Combine(AppContext.BaseDirectory, "Scenarios", name + ".yaml"), [.. set.Select(FormattableString.Invariant)]);

    /// <summary>One row of nature in one year, trial by trial.</summary>
    public static double[] Row(Scenario scenario, RowId row, int trials, long seed, int year = 1, int trialsPerSet = 1) =>
        Rows(scenario, [row], trials, seed, trialsPerSet)[0][year - 1];

    /// <summary>Rows of nature: by row, year (index 0 is year 1) and trial.</summary>
    public static double[][][] Rows(Scenario scenario, IReadOnlyList<RowId> rows, int trials, long seed, int trialsPerSet = 1)
    {
        var sink = new RowSink(rows, scenario.Time.Years, trials);
        new Simulator(scenario, new RunOptions { Trials = trials, TrialsPerSet = trialsPerSet, Seed = seed, Threads = 1 }, sink).Run();
        return sink.Values;
    }

    /// <summary>One row of a nested run in year 1, trial by trial, and what the engine compares with theory by itself.</summary>
    public static (double[] Values, IReadOnlyList<CheckedMoment> Checks) Nested(Scenario scenario, RowId row, int trials, int trialsPerSet, long seed)
    {
        var sink = new RowSink([row], scenario.Time.Years, trials);
        var run = new Simulator(scenario, new RunOptions { Trials = trials, TrialsPerSet = trialsPerSet, Seed = seed, Threads = 1 }, sink);
        run.Run();
        return (sink.Values[0][0], run.Engine.Checks.Read(run.Checks.Result(run.CheckedGranules), run.CheckedTrials, run.CheckedSets));
    }

    /// <summary>Statistics of the settled cost in scope of year 1, in pounds.</summary>
    public static DistributionSummary Cost(Scenario scenario, int trials, long seed, SummaryOptions wanted)
    {
        var cost = new StatisticKey("cost_in_scope", 1);
        var sink = new StatisticsSink([cost], scenario.Contract.Columns, trials, 1L << 28);
        new Simulator(scenario, new RunOptions { Trials = trials, Seed = seed, Threads = 1 }, sink).Run();
        return sink.Summarise(cost, wanted);
    }
}
