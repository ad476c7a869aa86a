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
        Indices(page, indices);
        return page.ToString();
    }

    public static string Of(GivenIndices given, Measure measure, RunOptions options, bool ascii)
    {
        var page = new TextPage(ascii);
        page.Words(string.Create(
            CultureInfo.InvariantCulture,
            $"Sobol's indices of the figure in {measure.Text}, given {given.Given.Text}: the share of its variance there that each makes by itself (first), and that is left when all else is known (total); {given.Trials:#,0} of {options.Trials:#,0} trials, seed {options.Seed}. The condition ties inputs to one another, so a first may be above its total."));
        Indices(page, given.Indices);
        var stayed = given.Indices.SelectMany(i => new[] { (i.Group, What: "first", Stayed: i.Stayed!.Value.First), (i.Group, What: "total", Stayed: i.Stayed.Value.Total) })
            .Where(s => s.Stayed.Share > 0).ToList();
        if (stayed.Count == 0)
        {
            return page.ToString();
        }

        page.Heading("Trials that stay as they were");
        page.Words(string.Create(
            CultureInfo.InvariantCulture, $"Of {given.MostRedraws:#,0} redraws none met the condition. A first is too high, a total too low, on average by their share of the squared deviations at most."));
        var table = new TextTable(string.Empty, "index", "of trials", "of squares");
        foreach (var (group, what, those) in stayed.OrderByDescending(s => s.Stayed.Variance).Take(Shown))
        {
            table.Add(group.Words, what, $"{MoneyScale.Number(100 * those.Share, 2)} %", $"{MoneyScale.Number(100 * those.Variance, 2)} %");
        }

        page.Table(table);
        return page.ToString();
    }

    private static void Indices(TextPage page, IReadOnlyList<GroupIndex> indices)
    {
        page.Line();
        var table = new TextTable(string.Empty, "first", "error", "95 % interval", "total", "error", "95 % interval");
        foreach (var (group, index) in indices.Take(Shown).Select(i => (i.Group, i.Index)))
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
    }

    public static string Json(IReadOnlyList<GroupIndex> indices, Measure measure, RunOptions options) => JsonSerializer.Serialize(
        new { options.Trials, options.Seed, Measure = measure.Text, Indices = indices.Select(i => new { i.Group.Name, i.Index.First, i.Index.Total }) }, SummaryFiles.Json) + "\n";

    public static string Json(GivenIndices given, Measure measure, RunOptions options) => JsonSerializer.Serialize(
        new
        {
            options.Trials,
            options.Seed,
            Measure = measure.Text,
            Given = given.Given.Text,
            GivenTrials = given.Trials,
            given.MostRedraws,
            Indices = given.Indices.Select(i => new { i.Group.Name, i.Index.First, i.Index.Total, FirstStayed = i.Stayed!.Value.First, TotalStayed = i.Stayed.Value.Total }),
        }, SummaryFiles.Json) + "\n";

    public static VariantTable Table(GivenIndices given) => Table(given.Indices)
        .Text("given", "the condition, as asked", given.Indices.Select(_ => given.Given.Text))
        .Number("first_stayed", "share", "trials without a redraw that meets the condition, for the first index", given.Indices.Select(i => i.Stayed!.Value.First.Share))
        .Number("first_stayed_variance", "share", "their share of squared deviations: the first index is too high by no more", given.Indices.Select(i => i.Stayed!.Value.First.Variance))
        .Number("total_stayed", "share", "trials without a redraw that meets the condition, for the total index", given.Indices.Select(i => i.Stayed!.Value.Total.Share))
        .Number("total_stayed_variance", "share", "their share of squared deviations: the total index is too low by no more", given.Indices.Select(i => i.Stayed!.Value.Total.Variance));

    public static VariantTable Table(IReadOnlyList<GroupIndex> indices) => new VariantTable()
        .Text("input", "risk, driver, or path of an uncertain figure", indices.Select(i => i.Group.Name))
        .Estimates("first_", "share", "share of the variance that the input makes by itself", Of(indices, i => i.First))
        .Estimates("total_", "share", "share of the variance that the input makes with all it interacts with", Of(indices, i => i.Total));

    private static List<Estimate> Of(IReadOnlyList<GroupIndex> indices, Func<SobolIndex, Estimate> which) => [.. indices.Select(i => which(i.Index))];

    private static string Percent(double share) => $"{MoneyScale.Number(100 * share, 1)} %";
}
