using IcpRisk.Numerics.Statistics;
using IcpRisk.Scenarios.Describe;

namespace IcpRisk.Cli.Output;

/// <summary>What is told of the term as a whole: incentives, transfers, present values, and chances in a sentence each.</summary>
internal static class TermTable
{
    private static readonly (string Column, string Words)[] Lines =
    [
        ("incentive_earned", "incentive earned"),
        ("gain_loss_transfer", "gain/loss transfer (+ to provider)"),
        ("provider_surplus_pv", "provider surplus, present value"),
        ("commissioner_spend_pv", "commissioner spend, present value"),
    ];

    public static void Write(TextPage page, Figures figures)
    {
        var there = Lines.Where(l => figures.Find(l.Column, 0, "mean") is not null).ToList();
        var scale = MoneyScale.Of(there.SelectMany(l => YearTable.Spread.Select(m => figures.Find(l.Column, 0, m.Measure, m.Level)?.Value ?? 0)));
        page.Heading($"Over the term, {scale.Name}");
        var table = new TextTable([string.Empty, .. YearTable.Spread.Select(m => m.Head)]);
        foreach (var (column, words) in there)
        {
            Estimate?[] cells = [.. YearTable.Spread.Select(m => figures.Find(column, 0, m.Measure, m.Level))];
            table.Add([words, .. cells.Select(e => YearTable.Value(e, scale))]);
            table.Add([string.Empty, .. cells.Select(e => YearTable.Error(e, scale))]);
        }

        page.Table(table);
        if (figures.Find("exceeds_allocation", 0, "prob_above_zero") is { } over)
        {
            page.Line($"Chance that spend exceeds the allocation in any year: {WithError(over)}.");
        }

        if (figures.Find("deficit_years", 0, "prob_above_zero") is { } deficit && figures.Find("deficit_years", 0, "mean") is { } years)
        {
            page.Line($"Chance of a provider deficit in any year: {WithError(deficit)}; years in deficit on average: {MoneyScale.Number(years.Value, 2)}.");
        }
    }

    private static string WithError(Estimate estimate) => $"{YearTable.Share(estimate)} {YearTable.ShareError(estimate)}".TrimEnd();
}
