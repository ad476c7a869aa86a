using IcpRisk.Numerics.Statistics;
using IcpRisk.Scenarios.Describe;

namespace IcpRisk.Cli.Output;

/// <summary>Of a nested run: how much of a column's spread is due to parameters and how much to the process, given them.</summary>
internal static class NestedTable
{
    private static readonly (string Measure, double Level, string Head)[] Money =
    [
        ("sd", 0, "sd"), ("sd_parameters", 0, "due to\nparameters"), ("sd_process", 0, "due to\nprocess"),
        ("mean_by_set", 0.05, "mean by set\n5 %"), ("mean_by_set", 0.5, "50 %"), ("mean_by_set", 0.95, "95 %"),
    ];

    private static readonly (double Level, string Head)[] Chances = [(0.05, "loss by set\n5 %"), (0.5, "50 %"), (0.95, "95 %")];

    /// <summary>Nothing where the run was not nested.</summary>
    public static void Write(TextPage page, Figures figures, int years, string column, string title)
    {
        if (figures.Find(column, 0, "sd_parameters") is null)
        {
            return;
        }

        int[] lines = [.. Enumerable.Range(1, years), 0];
        var scale = MoneyScale.Of(lines.SelectMany(y => Money.Select(m => figures.Find(column, y, m.Measure, m.Level)?.Value ?? 0)));
        var chances = figures.Find(column, 0, "prob_below_zero_by_set", 0.5) is null ? [] : Chances;
        page.Heading($"{title}: parameters and process, {scale.Name}");
        var table = new TextTable(["year", .. Money.Select(m => m.Head), .. chances.Select(c => c.Head)]);
        foreach (var year in lines)
        {
            Estimate?[] money = [.. Money.Select(m => figures.Find(column, year, m.Measure, m.Level))];
            table.Add([
                year == 0 ? "term" : $"{year}", .. money.Select(e => YearTable.Value(e, scale)),
                .. chances.Select(c => YearTable.Share(figures.Find(column, year, "prob_below_zero_by_set", c.Level)))]);
            table.Add([string.Empty, .. money.Select(e => YearTable.Error(e, scale)), .. chances.Select(_ => string.Empty)]);
        }

        page.Table(table);
    }
}
