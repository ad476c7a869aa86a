using System.Globalization;
using System.Text.Json;
using IcpRisk.Analysis;
using IcpRisk.Analysis.Measures;
using IcpRisk.Analysis.Stress;
using IcpRisk.Analysis.Variants;
using IcpRisk.Numerics.Statistics;
using IcpRisk.Scenarios.Describe;
using IcpRisk.Simulation;

namespace IcpRisk.Cli.Output;

/// <summary>Sobol's indices in a table, as JSON, and as a table for a file.</summary>
internal static class SobolText
{
    private const int Shown = 25;

    public static string Of(IReadOnlyList<GroupIndex> indices, Measure measure, RunOptions options, bool ascii)
    {
        var page = new TextPage(ascii);
        page.Words(string.Create(
            CultureInfo.InvariantCulture,
            $"Sobol's indices of the figure in {measure.Text}: the share of its variance that each makes by itself (first), and with all it interacts with (total); {options.Trials:#,0} trials, seed {options.Seed}, {indices.Count + 2} runs."));
        page.Line();
        var table = new TextTable(string.Empty, "first", "error", "95 % interval", "total", "error", "95 % interval");
        foreach (var (group, index) in indices.Take(Shown))
        {
            table.Add(
                group.Words, Percent(index.First.Value), UnitText.Error(index.First, "share"), UnitText.Interval(index.First, "share"),
                Percent(index.Total.Value), UnitText.Error(index.Total, "share"), UnitText.Interval(index.Total, "share"));
        }

        table.Add("sum", Percent(indices.Sum(i => i.Index.First.Value)), string.Empty, string.Empty, Percent(indices.Sum(i => i.Index.Total.Value)));
        page.Table(table);
        if (indices.Count > Shown)
        {
            page.Words($"{indices.Count - Shown} with smaller totals are left out here; --json and --out have all.");
        }

        return page.ToString();
    }

    public static string Json(IReadOnlyList<GroupIndex> indices, Measure measure, RunOptions options) => JsonSerializer.Serialize(
        new { options.Trials, options.Seed, Measure = measure.Text, Indices = indices.Select(i => new { i.Group.Name, i.Index.First, i.Index.Total }) }, SummaryFiles.Json) + "\n";

    public static VariantTable Table(IReadOnlyList<GroupIndex> indices) => new VariantTable()
        .Text("input", "risk, driver, or path of an uncertain figure", indices.Select(i => i.Group.Name))
        .Estimates("first_", "share", "share of the variance that the input makes by itself", Of(indices, i => i.First))
        .Estimates("total_", "share", "share of the variance that the input makes with all it interacts with", Of(indices, i => i.Total));

    private static List<Estimate> Of(IReadOnlyList<GroupIndex> indices, Func<SobolIndex, Estimate> which) => [.. indices.Select(i => which(i.Index))];

    private static string Percent(double share) => $"{MoneyScale.Number(100 * share, 1)} %";
}
