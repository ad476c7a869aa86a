using System.Text.Json.Nodes;
using IcpRisk.Scenarios;
using IcpRisk.Tests;

namespace IcpRisk.Analysis.Tests.Datasets;

/// <summary>A run of a scenario that comes with the engine, and the dataset it wrote.</summary>
internal sealed class Dataset
{
    public Dataset(Scenario scenario, RunResult result, string path) => (Scenario, Result, Path) = (scenario, result, path);

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

    /// <summary>Rows of each query by DuckDB, all in one process; <c>$t</c>, <c>$y</c>, <c>$p</c> stand for the tables.</summary>
    public IReadOnlyList<IReadOnlyList<JsonObject>> Sql(IEnumerable<string> queries)
    {
        var requests = queries.Select(q => ParquetReaders.Request(
            "sql", ("sql", q.Replace("$t", $"'{Trials}'").Replace("$y", $"'{TrialYears}'").Replace("$p", $"'{PlanYears}'")))).ToList();
        return [.. ParquetReaders.Ask(requests).Select(a => a["rows"]!.AsArray().Select(r => r!.AsObject()).ToList())];
    }
}
