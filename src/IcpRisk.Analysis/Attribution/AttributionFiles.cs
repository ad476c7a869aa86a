using System.Text.Json;
using IcpRisk.Numerics.Streams;
using IcpRisk.Parquet;
using IcpRisk.Simulation.Output;

namespace IcpRisk.Analysis.Attribution;

/// <summary>Writes an attribution as Parquet and as JSON, from the same rows.</summary>
public static class AttributionFiles
{
    /// <summary>Columns of the table, each once: for the file and for docs/attribution.md.</summary>
    public static ParquetSchema Schema { get; } = new(
        "attribution",
        [new ParquetColumn("table", ParquetType.String, "1", "measure (parts of a measure), bearing (who bears a risk), euler (parts of a TVaR), stress (what the worst trials looked like), ruin (the likeliest ruined trial)"),
        new ParquetColumn("subject", ParquetType.String, "1", "what is attributed or looked at: the measure, the risk, the loss, what ruin is"),
        new ParquetColumn("item", ParquetType.String, "1", "whom to: risk or group, account, side or term, component, driver or quantity with its [year]; empty of the whole"),
        new ParquetColumn("figure", ParquetType.String, "1", "what the figure is; docs/attribution.md has the list"),
        new ParquetColumn("level", ParquetType.Double, "1", "level of a tail; else 0"),
        new ParquetColumn("unit", ParquetType.String, "1", "unit of value, standard error and interval"),
        .. EstimateColumns.Of("the estimate; NaN where there is none")]);

    private static object? Given(AttributionResult result) =>
        result.Given is { } given ? new { Condition = given.Condition.Text, given.Trials } : null;

    public static string ToJson(AttributionResult result) => JsonSerializer.Serialize(
        new
        {
            Scenario = result.Scenario.Terms.Name,
            ScenarioHash = result.Scenario.Document.Hash,
            result.Options.Trials,
            result.Options.Seed,
            result.Runs,
            Resamples = Resamples.Count,
            result.Measures.FirstOrDefault()?.Orders,
            Given = Given(result),
            Bearers = result.Bearing.Select(b => new
            {
                Risk = b.Name,
                Intended = AttributionRows.Intended(b.Intended),
                b.BetaSum,
                b.Verdict,
                Parties = b.Accounts.Zip(b.Parties, (a, words) => new { Party = a.Name, a.IsSide, Words = words }),
            }),
            Ruin = new
            {
                result.Stress.Ruin.Condition,
                result.Stress.Ruin.Asked,
                result.Stress.Ruin.Ruined,
                result.Stress.Ruin.Trial,
                result.Stress.Ruin.Distance,
                result.Stress.Ruin.Leading,
                result.Stress.Ruin.MedianDistance,
            },
            Figures = AttributionRows.Of(result).Select(r => new
            {
                r.Table,
                r.Subject,
                r.Item,
                r.Figure,
                r.Level,
                r.Unit,
                r.Estimate.Value,
                r.Estimate.StandardError,
                r.Estimate.Lower,
                r.Estimate.Upper,
            }),
        },
        SummaryFiles.Json) + "\n";

    /// <summary>Writes the files and the manifest.</summary>
    public static IReadOnlyList<DatasetFile> Write(AttributionResult result, DatasetDirectory directory, ParquetProfile profile, CancellationToken cancel)
    {
        var options = new ParquetOptions
        {
            Profile = profile,
            Metadata =
            [
                new("icprisk.scenario", result.Scenario.Terms.Name),
                new("icprisk.scenario_hash", result.Scenario.Document.Hash),
                new("icprisk.seed", result.Options.Seed.ToString()),
                new("icprisk.stream_layout", Philox.StreamLayoutVersion.ToString()),
                new("icprisk.engine", DatasetRun.Version()),
            ],
        };
        List<DatasetFile> files =
        [
            Table(AttributionRows.Of(result), directory, options),
            directory.WriteText("attribution.json", ToJson(result)),
            directory.WriteText("scenario.yaml", result.Scenario.Document.ResolvedYaml),
        ];
        cancel.ThrowIfCancellationRequested();
        directory.Commit(
            new
            {
                Format = "icprisk-attribution 1",
                Scenario = result.Scenario.Terms.Name,
                ScenarioHash = result.Scenario.Document.Hash,
                result.Options.Seed,
                StreamLayout = Philox.StreamLayoutVersion,
                Engine = DatasetRun.Version(),
                result.Options.Trials,
                result.Runs,
                Given = Given(result),
                Files = files,
            },
            SummaryFiles.Json);
        return files;
    }

    private static DatasetFile Table(IReadOnlyList<AttributionRow> rows, DatasetDirectory directory, ParquetOptions options) => EstimateColumns.Write(
        directory, "attribution.parquet", Schema, options,
        [
            rows.Select(r => r.Table).ToArray(),
            rows.Select(r => r.Subject).ToArray(),
            rows.Select(r => r.Item).ToArray(),
            rows.Select(r => r.Figure).ToArray(),
            rows.Select(r => r.Level).ToArray(),
            rows.Select(r => r.Unit).ToArray(),
        ],
        [.. rows.Select(r => r.Estimate)]);
}
