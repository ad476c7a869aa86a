using System.Globalization;
using System.Text.Json;
using IcpRisk.Analysis;
using IcpRisk.Analysis.Variants;
using IcpRisk.Numerics.Statistics;
using IcpRisk.Scenarios.Describe;
using IcpRisk.Simulation;

namespace IcpRisk.Cli.Output;

/// <summary>A comparison in tables, as JSON, and as a table for a file.</summary>
internal static class CompareText
{
    public static string Of(Comparison comparison, RunOptions options, string? given, bool ascii)
    {
        var page = new TextPage(ascii);
        var first = comparison.Measures[0].Variant;
        page.Words(string.Create(
            CultureInfo.InvariantCulture,
            $"{options.Trials:#,0} trials, seed {options.Seed}, the same draws for all; paths sampled {(comparison.Passes == 1 ? "once" : $"{comparison.Passes} times")}{(given is null ? string.Empty : $", given {given}")}. Differences are to {first}, with paired intervals; (+) is better, (-) worse, where chance does not explain it."));
        foreach (var measure in comparison.Measures.GroupBy(m => m.Measure.Text))
        {
            page.Heading(measure.Key);
            var table = new TextTable(string.Empty, "value", "error", $"less {first}", "error", "95 % interval", string.Empty);
            foreach (var (variant, of, estimate, difference) in measure)
            {
                var row = measure.First(m => m.Variant == variant);
                table.Add(variant, UnitText.Value(estimate.Value, of.Unit), UnitText.Error(estimate, of.Unit),
                    difference is { } d ? UnitText.Value(d.Value, of.Unit) : string.Empty,
                    difference is { } e ? UnitText.Error(e, of.Unit) : string.Empty,
                    difference is { } i ? UnitText.Interval(i, of.Unit) : string.Empty,
                    row.IsBetter switch { true => "(+)", false => "(-)", _ => string.Empty });
            }

            page.Table(table);
        }

        foreach (var contest in comparison.Contests.GroupBy(c => c.Figure))
        {
            page.Heading($"{contest.Key}, trial by trial against {first}");
            var table = new TextTable(string.Empty, "better in", "by on average", "worse in", "by on average", "the same in");
            foreach (var c in contest)
            {
                table.Add(c.Variant, UnitText.Value(c.Better.Value, "share"), UnitText.Value(c.Gain.Value, c.Unit),
                    UnitText.Value(c.Worse.Value, "share"), UnitText.Value(c.Loss.Value, c.Unit), UnitText.Value(1 - c.Better.Value - c.Worse.Value, "share"));
            }

            page.Table(table);
        }

        return page.ToString();
    }

    public static string Json(Comparison comparison, RunOptions options, string? given) => JsonSerializer.Serialize(
        new
        {
            options.Trials,
            options.Seed,
            Given = given,
            comparison.Passes,
            Measures = comparison.Measures.Select(m => new { m.Variant, Measure = m.Measure.Text, m.Measure.Unit, m.Estimate, m.Difference, m.IsBetter }),
            Contests = comparison.Contests,
        },
        SummaryFiles.Json) + "\n";

    public static VariantTable Table(Comparison comparison) => new VariantTable()
        .Text("variant", "name of the variant", comparison.Measures.Select(m => m.Variant))
        .Text("measure", "the measure, as asked", comparison.Measures.Select(m => m.Measure.Text))
        .Text("unit", "unit of the figures", comparison.Measures.Select(m => m.Measure.Unit))
        .Estimates(string.Empty, "see unit", "the estimate", [.. comparison.Measures.Select(m => m.Estimate)])
        .Estimates("difference_", "see unit", "the estimate less that of the first variant, with the paired error; NaN of the first", [.. comparison.Measures.Select(m => m.Difference ?? Estimate.Unknown)]);
}
