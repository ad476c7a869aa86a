using IcpRisk.Analysis;
using IcpRisk.Cli.Output;
using IcpRisk.Numerics.Statistics;

namespace IcpRisk.Cli.Tests;

/// <summary>The tables of a summary from figures made up here: what is shown is what the rows say.</summary>
public sealed class SummaryTextTests
{
    private static readonly SummaryHead Head = new("harbour-care", "Care for a small harbour town", new string('a', 64), 2000, 7, 2, true);
    private static readonly HistogramBins Bins = new(-1.2e6, 0.4e6, [10, 250, 990, 740, 6], 2, 2);

    [Fact]
    public void Tables_in_Unicode() => Golden("summary.txt", SummaryText.Of(Head, Rows(), Bins, ascii: false));

    [Fact]
    public void Tables_in_ASCII()
    {
        var text = SummaryText.Of(Head with { QuantilesExact = false }, Rows(), Bins, ascii: true);
        Assert.All(text, c => Assert.True(char.IsAscii(c), $"{c}"));
        Golden("summary-ascii.txt", text);
    }

    // ICPRISK_GOLDEN=write takes what is printed now as what shall be printed; read the difference before it is committed.
    private static void Golden(string file, string text)
    {
        if (Environment.GetEnvironmentVariable("ICPRISK_GOLDEN") == "write")
        {
            File.WriteAllText(Path.Combine(Files.Root(), "tests/IcpRisk.Cli.Tests/Resources", file), text);
            return;
        }

        Assert.Equal(File.ReadAllText(Files.Resource(file)), text);
    }

    private static List<SummaryRow> Rows()
    {
        var rows = new List<SummaryRow>();
        foreach (var (column, scale) in new[] { ("provider_surplus", 1.0), ("commissioner_spend", 40.0) })
        {
            foreach (var year in new[] { 1, 2, 0 })
            {
                Money(column, year, scale * 1e5 * (year == 0 ? 3 : year));
            }
        }

        foreach (var column in new[] { "incentive_earned", "gain_loss_transfer", "provider_surplus_pv", "commissioner_spend_pv" })
        {
            Money(column, 0, 1e6);
        }

        foreach (var year in new[] { 1, 2, 0 })
        {
            rows.Add(new("provider_surplus", year, "prob_below_zero", 0, "share", Estimate.Wilson(0.25, 2000)));
            rows.Add(new("exceeds_allocation", year, "prob_above_zero", 0, "share", Estimate.Wilson(year == 1 ? 0 : 0.125, 2000)));
        }

        rows.Add(new("deficit_years", 0, "prob_above_zero", 0, "share", Estimate.Wilson(0.4, 2000)));
        rows.Add(new("deficit_years", 0, "mean", 0, "years", Estimate.Normal(0.62, 0.01)));
        return rows;

        void Money(string column, int year, double unit)
        {
            Add("planned", 0, unit, 0);
            Add("mean", 0, 0.9 * unit, unit / 100);
            Add("sd", 0, unit / 2, unit / 1000);
            Add("quantile", 0.05, -0.1 * unit, unit / 50);
            Add("quantile", 0.5, 0.9 * unit, unit / 50);
            Add("quantile", 0.95, 2 * unit, unit / 50);
            Add("var", 0.95, 0.1 * unit, unit / 50);
            Add("tvar", 0.95, 0.3 * unit, unit / 40);
            Add("var", 0.995, 0.6 * unit, unit / 30);
            Add("tvar", 0.995, 0.8 * unit, double.NaN);

            void Add(string measure, double level, double value, double error) =>
                rows.Add(new(column, year, measure, level, "GBP", Estimate.Normal(value, error)));
        }
    }
}
