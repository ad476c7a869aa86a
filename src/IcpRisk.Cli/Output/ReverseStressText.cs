using System.Globalization;
using IcpRisk.Analysis.Attribution;
using IcpRisk.Scenarios.Describe;

namespace IcpRisk.Cli.Output;

/// <summary>What the worst trials looked like and the nearest path to ruin, on paper.</summary>
internal static class ReverseStressText
{
    private const int Shown = 10;

    public static void Write(TextPage page, ReverseStress stress, long seed)
    {
        page.Heading("What the worst trials looked like");
        page.Words("Quantities are means over contract years. Drivers are standard normals, so a mean is told in standard deviations and lies at the percentile Φ of it; a yearly driver without a year is that of the term, the sum of its years over √years.");
        foreach (var loss in stress.Tables.GroupBy(t => t.Loss))
        {
            Table(page, loss.Key, [.. loss]);
        }

        Ruin(page, stress.Ruin, seed);
    }

    private static void Table(TextPage page, string loss, StressTable[] levels)
    {
        page.Heading($"{loss}: {string.Join(", ", levels.Select(l => $"{Worst(l)} ({l.Trials} trials)"))}");
        var indices = new TextTable(["quantity", "all trials", "sd", .. levels.SelectMany(l => new[] { Worst(l), "in sd", "percentile" })]);
        for (var i = 0; i < levels[0].Indices.Count; i++)
        {
            var index = levels[0].Indices[i];
            indices.Add([
                index.Name, Number(index.Mean, 3), Number(index.Sd, 4),
                .. levels.SelectMany(l => new[] { Number(l.Indices[i].InTail.Value, 3), Signed(l.Indices[i].InDeviations), Percent(l.Indices[i].Percentile) })]);
        }

        page.Table(indices);
        page.Gap();
        var drivers = new TextTable(["driver", .. levels.SelectMany(l => new[] { $"{Worst(l)}\nin sd", "±", "percentile" })]);
        foreach (var driver in levels[0].Drivers.Where(d => d.Year == 0).Take(Shown))
        {
            drivers.Add([
                driver.Name,
                .. levels.Select(l => l.Drivers.First(d => d.Name == driver.Name && d.Year == 0))
                    .SelectMany(d => new[] { Signed(d.Mean.Value), Number(d.Mean.StandardError, 2), Percent(d.Percentile) })]);
        }

        page.Table(drivers);
    }

    private static void Ruin(TextPage page, RuinPath ruin, long seed)
    {
        page.Heading("The nearest path to ruin");
        var what = ruin.Asked
            ? $"Ruin: {ruin.Condition}, {ruin.Ruined} trials."
            : $"No trial was ruined as asked; of {ruin.Condition}, {ruin.Ruined} trials.";
        page.Words($"{what} The likeliest of them is trial {ruin.Trial}: {Number(ruin.Distance, 2)} standard deviations from what is expected in the {ruin.Leading} surprises that lead there (a trial at large: about {Number(Math.Sqrt(ruin.Leading), 1)}; half of the ruined: more than {Number(ruin.MedianDistance, 1)}).");
        page.Gap();
        var surprises = new TextTable("largest surprises", "year", "sd", "of the squared distance");
        foreach (var s in ruin.Surprises.Take(Shown))
        {
            surprises.Add(s.Name, s.Year == 0 ? "once" : $"{s.Year}", Signed(s.Score), Percent(s.Share));
        }

        page.Table(surprises);
        page.Gap();
        var money = ruin.Series.Select(s => s.StartsWith("provider_", StringComparison.Ordinal)).ToArray();
        var scale = MoneyScale.Of(ruin.Years.Where((_, i) => money[i]).SelectMany(y => y));
        var years = new TextTable(["year", .. ruin.Series.Select(s => s.Replace('_', '\n')), $"cumulative\nsurplus"]);
        var surplus = 0.0;
        for (var y = 0; y < ruin.Years[0].Count; y++)
        {
            surplus += ruin.Years[^1][y];
            years.Add([$"{y + 1}", .. ruin.Years.Select((s, i) => money[i] ? scale.Format(s[y]) : Number(s[y], 3)), scale.Format(surplus)]);
        }

        page.Words($"Year by year, money in {scale.Name}:");
        page.Table(years);
        page.Gap();
        page.Words(string.Create(CultureInfo.InvariantCulture, $"icprisk replay SCENARIO --trial {ruin.Trial} --seed {seed} --sampling plain tells it in full."));
    }

    private static string Number(double value, int decimals) => MoneyScale.Number(value, decimals);

    private static string Signed(double value) => (Math.Round(value, 2) > 0 ? "+" : string.Empty) + Number(value, 2);

    private static string Percent(double share) => $"{Number(100 * share, 1)} %";

    private static string Worst(StressTable table) => string.Create(CultureInfo.InvariantCulture, $"worst {100 * (1 - table.Level):0.##} %");
}
