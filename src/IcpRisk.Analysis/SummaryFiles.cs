using System.Text.Json;
using System.Text.Json.Serialization;
using IcpRisk.Parquet;
using IcpRisk.Simulation.Output;

namespace IcpRisk.Analysis;

/// <summary>Writes a summary as Parquet and as JSON, from the same rows.</summary>
public static class SummaryFiles
{
    /// <summary>Infinite ends of intervals are written as named literals ("Infinity"), as JSON has no numbers for them.</summary>
    public static JsonSerializerOptions Json { get; } = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static IReadOnlyList<DatasetFile> Write(Summary summary, DatasetDirectory directory, ParquetOptions options) =>
        [WriteParquet(SummaryRows.Of(summary), directory, options), directory.WriteText("summary.json", ToJson(summary))];

    public static string ToJson(Summary summary) => JsonSerializer.Serialize(
        new
        {
            Scenario = summary.Scenario.Terms.Name,
            ScenarioHash = summary.Scenario.Document.Hash,
            Trials = summary.Columns[0].Distribution.Count,
            summary.TrialsPerSet,
            Sampling = summary.Sampling.Name,
            summary.EffectiveTrials,
            QuantilesExact = summary.Statistics.IsExact,
            Given = summary.Asked?.Given is not { } given ? null : new
            {
                Condition = given.Text,
                Share = summary.Asked.GivenShare.Value,
                summary.Asked.GivenShare.StandardError,
                summary.Asked.GivenShare.Lower,
                summary.Asked.GivenShare.Upper,
            },
            summary.Scenario.Warnings,
            SelfCheck = Told(summary.SelfCheck),
            Convergence = summary.Convergence?.Rows.Select(r => new
            {
                Measure = r.Measure.Text,
                r.Measure.Unit,
                Stages = r.Stages.Select(s => new { s.Trials, s.Estimate.Value, s.Estimate.StandardError, s.Estimate.Lower, s.Estimate.Upper }),
                r.Precision,
                r.TrialsNeeded,
                r.SeedSpread,
            }),
            Measures = SummaryRows.Of(summary).Select(Told),
        },
        Json) + "\n";

    /// <summary>A figure as it stands in JSON.</summary>
    internal static object Told(SummaryRow r) => new
    {
        r.Column,
        r.Year,
        r.Measure,
        r.Level,
        r.Unit,
        r.Estimate.Value,
        r.Estimate.StandardError,
        r.Estimate.Lower,
        r.Estimate.Upper,
    };

    /// <summary>A self-check as it stands in JSON.</summary>
    internal static object? Told(SelfCheck? check) => check is null ? null : new
    {
        check.Agrees,
        Verdict = check.Words,
        check.Trials,
        check.Sets,
        check.Compared,
        check.NotJudged,
        check.LargestZ,
        check.ChanceGives,
        Misses = check.Misses.Select(m => new { m.Name, m.Moment, m.Expected, m.Achieved, m.StandardError, m.Z }),
    };

    internal static DatasetFile WriteParquet(IReadOnlyList<SummaryRow> rows, DatasetDirectory directory, ParquetOptions options)
    {
        var schema = new ParquetSchema(
            "summary",
            [new ParquetColumn("column", ParquetType.String, "1", "outcome column that is described; empty of a measure that was asked for"),
            new ParquetColumn("year", ParquetType.Int32, "1", "contract year; 0 for the whole term"),
            new ParquetColumn("measure", ParquetType.String, "1", "planned, mean, sd, skewness, quantile, var, tvar, prob_below_zero or prob_above_zero; of a nested run also sd_parameters, sd_process, mean_by_set, prob_below_zero_by_set; or the text of a measure that was asked for; var and tvar are of the loss"),
            new ParquetColumn("level", ParquetType.Double, "1", "probability of a quantile or of a figure by set, level of a var or tvar; else 0"),
            new ParquetColumn("unit", ParquetType.String, "1", "unit of value, standard error and interval"),
            .. EstimateColumns.Of("the estimate")]);
        return EstimateColumns.Write(
            directory, "summary.parquet", schema, options,
            [
                rows.Select(r => r.Column).ToArray(),
                rows.Select(r => r.Year).ToArray(),
                rows.Select(r => r.Measure).ToArray(),
                rows.Select(r => r.Level).ToArray(),
                rows.Select(r => r.Unit).ToArray(),
            ],
            [.. rows.Select(r => r.Estimate)]);
    }
}
