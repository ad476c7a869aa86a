using System.Globalization;
using IcpRisk.Analysis.Portfolio;
using IcpRisk.Contracts.Pot;
using IcpRisk.Numerics.Statistics;
using IcpRisk.Scenarios.Describe;
using IcpRisk.Scenarios.Portfolio;
using IcpRisk.Simulation;

namespace IcpRisk.Cli.Output;

/// <summary>The summary of a portfolio's run in tables: the pot, its places, and what the pot diversifies away.</summary>
internal static class PortfolioText
{
    private const int Bins = 16;
    private static readonly StatisticKey Surplus = new("provider_surplus", 0);

    public static string Of(PortfolioSummary summary, RunOptions options, bool ascii)
    {
        var (portfolio, page) = (summary.Portfolio, new TextPage(ascii));
        var (terms, years) = (portfolio.Terms, portfolio.Time.Years);
        var figures = new Figures(summary.Rows());
        page.Line(terms.Title.Length > 0 ? $"{terms.Name}: {terms.Title}" : terms.Name);
        page.Line(string.Create(
            CultureInfo.InvariantCulture,
            $"hash {portfolio.Hash[..12]}, {portfolio.Places.Count} places, {options.Trials:#,0} trials, seed {options.Seed}, {years} contract {(years == 1 ? "year" : "years")}"));
        page.Words("VaR and TVaR are of the loss: of surplus with its sign turned, of spend as it is. ± is one standard error.");
        if (!summary.Statistics.IsExact)
        {
            page.Words("Quantiles and VaR come from fine bins, as the columns did not fit in memory, and nothing is said of diversification; --memory allows more.");
        }

        YearTable.Write(page, figures, years, "provider_surplus", "Surplus of all places", "chance\nof loss", (year, f) =>
            f.Find("provider_surplus", year, "prob_below_zero"));
        YearTable.Write(page, figures, years, "commissioner_spend", "Commissioners' spend in all places", "chance over\nallocations", (year, f) =>
            f.Find("exceeds_allocation", year, "prob_above_zero"));
        Places(page, figures, portfolio);
        Diversified(page, summary);
        HistogramText.Write(page, summary.Statistics.Bins(Surplus, Bins), options.Trials);
        page.Line();
        foreach (var (place, check) in portfolio.Pot.Places.Zip(summary.SelfChecks))
        {
            page.Words($"Self-check of {place}: {check.Words}.");
        }

        return page.ToString();
    }

    private static void Places(TextPage page, Figures figures, PortfolioScenario portfolio)
    {
        var names = portfolio.Pot.Places;
        var scale = MoneyScale.Of(names.SelectMany(p => YearTable.Spread.Select(m => figures.Find(PotColumns.Surplus(p), 0, m.Measure, m.Level)?.Value ?? 0)));
        page.Heading($"Places over the term, by their own contract and after the pot, {scale.Name}");
        var table = new TextTable(["place", string.Empty, .. YearTable.Spread.Select(m => m.Head), "chance\nof loss"]);
        foreach (var place in names)
        {
            Add(place, "own", PotColumns.Surplus(place));
            Add(string.Empty, "pot", PotColumns.Position(place));
        }

        page.Table(table);

        void Add(string place, string what, string column)
        {
            Estimate?[] cells = [.. YearTable.Spread.Select(m => figures.Find(column, 0, m.Measure, m.Level))];
            var chance = figures.Find(column, 0, "prob_below_zero");
            table.Add([place, what, .. cells.Select(e => YearTable.Value(e, scale)), YearTable.Share(chance)]);
            table.Add([string.Empty, string.Empty, .. cells.Select(e => YearTable.Error(e, scale)), YearTable.ShareError(chance)]);
        }
    }

    private static void Diversified(TextPage page, PortfolioSummary summary)
    {
        if (summary.Diversified.Count == 0)
        {
            return;
        }

        var names = summary.Portfolio.Pot.Places;
        foreach (var row in summary.Diversified.Where(r => r.Measure.Level is 0 or 0.995))
        {
            var scale = MoneyScale.Of([row.Sum.Value]);
            page.Heading($"What the pot diversifies away: {Words(row.Measure)}, {scale.Name}");
            var table = new TextTable("place", "alone", "part of\nthe pot's", "diversified\naway", "after\nthe pot");
            foreach (var (place, risk) in names.Zip(row.Places))
            {
                Add(place, risk.Alone, risk.InPot, risk.DiversifiedAway, risk.AfterPot);
            }

            Add("all", row.Sum, row.Pot, row.DiversifiedAway, null);
            page.Table(table);

            void Add(string name, Estimate alone, Estimate part, Estimate away, Estimate? after)
            {
                table.Add(name, scale.Format(alone.Value), scale.Format(part.Value), YearTable.Share(away), YearTable.Value(after, scale));
                table.Add(
                    string.Empty, YearTable.Error(alone, scale), YearTable.Error(part, scale), YearTable.ShareError(away), YearTable.Error(after, scale));
            }
        }

        page.Heading("Correlations of the places' surpluses over the term");
        var matrix = new TextTable(["place", .. names]);
        for (var i = 0; i < names.Count; i++)
        {
            matrix.Add([names[i], .. summary.Correlations[i].Take(i + 1).Select(c => MoneyScale.Number(c, 2))]);
        }

        page.Table(matrix);
    }

    private static string Words(ShortfallMeasure measure) => measure.Level == 0
        ? "standard deviation of the surplus over the term"
        : string.Create(CultureInfo.InvariantCulture, $"mean shortfall below the mean in the worst {(1 - measure.Level) * 100:0.##} % of trials");
}
