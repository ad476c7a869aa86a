using System.Collections.Concurrent;
using IcpRisk.Contracts.Outcomes;
using IcpRisk.Parquet;
using IcpRisk.Scenarios;
using IcpRisk.Simulation.Output;

namespace IcpRisk.Simulation.Tests.Runs;

/// <summary>The scenarios that come with the engine, and runs of them.</summary>
internal static class Shipped
{
    private static readonly ConcurrentDictionary<string, Scenario> Loaded = [];

    public static Scenario Scenario(string name) => Loaded.GetOrAdd(
        name, n => Scenarios.Scenario.Load(Path.Combine(AppContext.BaseDirectory, "scenarios", n + ".yaml")));

    /// <summary>Every column, trial by trial.</summary>
    public static Dictionary<StatisticKey, double[]> Capture(Scenario scenario, RunOptions options)
    {
        var sink = new CaptureSink(scenario, (int)options.Trials);
        new Simulator(scenario, options, sink).Run();
        return sink.Values;
    }

    /// <summary>Content hash of every column of the tables <c>trials</c> and <c>trial_years</c>.</summary>
    public static IReadOnlyDictionary<string, string> Hashes(Scenario scenario, RunOptions options)
    {
        using var folder = new TempFolder();
        using var directory = DatasetDirectory.Begin(folder.Path + "d", force: false);
        using var trials = Trials(scenario, directory, options.Trials);
        using var years = TrialYears(scenario, directory, options.Trials);
        new Simulator(scenario, options, trials, years).Run();
        return new[] { trials, years }
            .SelectMany(t => t.Hashes.Select(h => KeyValuePair.Create($"{t.Name}.{h.Key}", h.Value)))
            .ToDictionary();
    }

    public static TableSink Trials(Scenario scenario, DatasetDirectory directory, long trials) => new(
        directory, "trials", scenario.Contract.Columns.Where(c => c.Scope.HasFlag(OutcomeScope.Trial)), 0, trials, new ParquetOptions());

    public static TableSink TrialYears(Scenario scenario, DatasetDirectory directory, long trials) => new(
        directory, "trial_years",
        [.. OutcomeCatalogue.Nature, .. scenario.Contract.Columns.Where(c => c.Scope.HasFlag(OutcomeScope.TrialYear))],
        scenario.Time.Years, trials, new ParquetOptions());
}
