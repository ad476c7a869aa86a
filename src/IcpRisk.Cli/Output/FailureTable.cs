using IcpRisk.Numerics.Statistics;
using IcpRisk.Scenarios.Describe;

namespace IcpRisk.Cli.Output;

/// <summary>Of a contract that can end early: the chance that it has been breached and terminated by each year, and what that costs.</summary>
internal static class FailureTable
{
    private static readonly (string Measure, double Level, string Head)[] Cost =
    [
        ("mean", 0, "mean"), ("sd", 0, "sd"), ("quantile", 0.5, "50 %"), ("quantile", 0.95, "95 %"), ("var", 0.99, "VaR\n99 %"), ("tvar", 0.99, "TVaR\n99 %"),
    ];

    private static readonly (string Column, string Words)[] Lines =
    [
        ("cost_replacement", "replacement"), ("cost_recommissioning", "recommissioning"), ("compensation", "compensation"), ("failure_cost", "cost of failure"),
    ];

    /// <summary>Nothing where the contract has no terms of failure.</summary>
    public static void Write(TextPage page, Figures figures, int years)
    {
        if (figures.Find("breach_year", 0, "prob_above_zero") is null)
        {
            return;
        }

        page.Heading("Failure: chance of it by the end of the year");
        var table = new TextTable(["year", "breach", "terminated"]);
        foreach (var year in Enumerable.Range(1, years).Append(0))
        {
            var breach = figures.Find(year == 0 ? "breach_year" : "is_breach", year, "prob_above_zero");
            var terminated = figures.Find(year == 0 ? "termination_year" : "is_terminated", year, "prob_above_zero");
            table.Add([year == 0 ? "term" : $"{year}", YearTable.Share(breach), YearTable.Share(terminated)]);
            table.Add([string.Empty, YearTable.ShareError(breach), YearTable.ShareError(terminated)]);
        }

        page.Table(table);
        var scale = MoneyScale.Of(Lines.SelectMany(l => Cost.Select(m => figures.Find(l.Column, 0, m.Measure, m.Level)?.Value ?? 0)));
        page.Heading($"What failure costs commissioners over the term, {scale.Name}");
        var costs = new TextTable([string.Empty, .. Cost.Select(m => m.Head)]);
        foreach (var (column, words) in Lines)
        {
            Estimate?[] cells = [.. Cost.Select(m => figures.Find(column, 0, m.Measure, m.Level))];
            costs.Add([words, .. cells.Select(e => YearTable.Value(e, scale))]);
            costs.Add([string.Empty, .. cells.Select(e => YearTable.Error(e, scale))]);
        }

        page.Table(costs);
    }
}
