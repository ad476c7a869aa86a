using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using IcpRisk.Parquet;
using IcpRisk.Scenarios;
using IcpRisk.Simulation;
using IcpRisk.Simulation.Output;
using IcpRisk.Tests;

namespace IcpRisk.Analysis.Tests.Datasets;

/// <summary>A run of a scenario that comes with the engine, and the dataset it wrote. Made once, shared by the tests that read.</summary>
internal sealed class Dataset
{
    private static readonly ConcurrentDictionary<(string, int), Lazy<Dataset>> Made = [];

    private Dataset(Scenario scenario, RunResult result, string path) => (Scenario, Result, Path) = (scenario, result, path);

    public Scenario Scenario { get; }

    public RunResult Result { get; }

    /// <summary>Its directory, with a slash at the end.</summary>
    public string Path { get; }

    public string Trials => Path + "trials.parquet";

    /// <summary>All parts, for DuckDB.</summary>
    public string TrialYears => Path + "trial_years/*.parquet";

    public string PlanYears => Path + "plan_years.parquet";

    public JsonNode Manifest => JsonNode.Parse(File.ReadAllText(Path + "manifest.json"))!;

    public static string ScenarioPath(string name) => System.IO.Path.Combine(AppContext.BaseDirectory, "scenarios", name + ".yaml");

    public static Dataset Of(string name, int trials) => Made.GetOrAdd((name, trials), _ => new(() => Make(name, trials))).Value;

    /// <summary>Rows of each query by DuckDB, all in one process; <c>$t</c>, <c>$y</c>, <c>$p</c> stand for the tables.</summary>
    public IReadOnlyList<IReadOnlyList<JsonObject>> Sql(IEnumerable<string> queries)
    {
        var requests = queries.Select(q => ParquetReaders.Request(
            "sql", ("sql", q.Replace("$t", $"'{Trials}'").Replace("$y", $"'{TrialYears}'").Replace("$p", $"'{PlanYears}'")))).ToList();
        return [.. ParquetReaders.Ask(requests).Select(a => a["rows"]!.AsArray().Select(r => r!.AsObject()).ToList())];
    }

    private static Dataset Make(string name, int trials)
    {
        var scenario = Scenario.Load(ScenarioPath(name));
        var path = Kept.Folder.Path + $"{name}-{trials}/";
        using var directory = DatasetDirectory.Begin(path, force: false);
        var run = new DatasetRun(
            scenario, new RunOptions { Trials = trials, Seed = 3, Threads = 3 }, directory, OutputLevel.TrialYears, ParquetProfile.Compat);
        return new(scenario, run.Run(), path);
    }

    /// <summary>Where shared datasets are; taken away when the process ends.</summary>
    private static class Kept
    {
        public static TempFolder Folder { get; } = Make();

        private static TempFolder Make()
        {
            var folder = new TempFolder();
            AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Dispose();
            return folder;
        }
    }
}
