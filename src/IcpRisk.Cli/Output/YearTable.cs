using IcpRisk.Numerics.Statistics;
using IcpRisk.Scenarios.Describe;

namespace IcpRisk.Cli.Output;

/// <summary>One column of outcomes by contract year and over the term; below each line its standard errors.</summary>
internal static class YearTable
{
    /// <summary>The measures shown, in order: name in the summary's rows, level, heading.</summary>
    internal static readonly (string Measure, double Level, string Head)[] Spread =
    [
        ("planned", 0, "planned"), ("mean", 0, "mean"), ("sd", 0, "sd"),
        ("quantile", 0.05, "5 %"), ("quantile", 0.5, "50 %"), ("quantile", 0.95, "95 %"),
    ];

    private static readonly (string Measure, double Level, string Head)[] Tail =
    [
        ("var", 0.95, "VaR\n95 %"), ("tvar", 0.95, "TVaR\n95 %"), ("var", 0.995, "VaR\n99.5 %"), ("tvar", 0.995, "TVaR\n99.5 %"),
    ];

    public static void Write(
        TextPage page, Figures figures, int years, string column, string title, string chanceHead, Func<int, Figures, Estimate?> chance)
    {
        int[] lines = [.. Enumerable.Range(1, years), 0];
        var scale = MoneyScale.Of(lines.SelectMany(y => Spread.Concat(Tail).Select(m => figures.Find(column, y, m.Measure, m.Level)?.Value ?? 0)));
        var withChance = lines.Any(y => chance(y, figures) is not null);
        page.Heading($"{title}, {scale.Name}");
        var table = new TextTable([
            "year", .. Spread.Select(m => m.Head), .. withChance ? new[] { chanceHead } : [], .. Tail.Select(m => m.Head)]);
        foreach (var year in lines)
        {
            Estimate?[] spread = [.. Spread.Select(m => figures.Find(column, year, m.Measure, m.Level))];
            Estimate?[] tail = [.. Tail.Select(m => figures.Find(column, year, m.Measure, m.Level))];
            var probability = chance(year, figures);
            table.Add([
                year == 0 ? "term" : $"{year}", .. spread.Select(e => Value(e, scale)),
                .. withChance ? new[] { Share(probability) } : [], .. tail.Select(e => Value(e, scale))]);
            table.Add([
                string.Empty, .. spread.Select(e => Error(e, scale)),
                .. withChance ? new[] { ShareError(probability) } : [], .. tail.Select(e => Error(e, scale))]);
        }

        page.Table(table);
    }

    internal static string Value(Estimate? estimate, MoneyScale scale) => estimate is { } e ? scale.Format(e.Value) : string.Empty;

    /// <summary>The standard error; nothing for a figure that has none.</summary>
    internal static string Error(Estimate? estimate, MoneyScale scale) =>
        estimate is { StandardError: not (0 or double.NaN) } e ? scale.Error(e.StandardError) : string.Empty;

    internal static string Share(Estimate? estimate) =>
        estimate is { } e ? $"{MoneyScale.Number(e.Value * 100, 1)} %" : string.Empty;

    internal static string ShareError(Estimate? estimate) =>
        estimate is { StandardError: not (0 or double.NaN) } e ? MoneyScale.Error(e.StandardError * 100, 1) : string.Empty;
}
