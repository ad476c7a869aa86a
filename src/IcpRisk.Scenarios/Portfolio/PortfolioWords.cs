using System.Globalization;
using IcpRisk.Contracts.Pot;
using IcpRisk.Paths;
using IcpRisk.Scenarios.Describe;

namespace IcpRisk.Scenarios.Portfolio;

/// <summary>A portfolio told back in plain words.</summary>
public static class PortfolioWords
{
    /// <param name="portfolio">The portfolio.</param>
    /// <param name="ascii">Whether the output knows ASCII only.</param>
    public static string Of(PortfolioScenario portfolio, bool ascii)
    {
        var (terms, page) = (portfolio.Terms, new TextPage(ascii));
        var title = terms.Title.Length > 0 ? terms.Title : terms.Name;
        page.Line(title);
        page.Line(new string('=', title.Length));
        page.Line($"Portfolio {terms.Name}, hash {portfolio.Hash[..12]}.");
        var time = portfolio.Time;
        page.Line(string.Create(
            CultureInfo.InvariantCulture, $"{portfolio.Places.Count} places; {time.Years} contract {(time.Years == 1 ? "year" : "years")} from {portfolio.Places[0].Scenario.Terms.Term.Starts:d MMMM yyyy}."));
        Places(page, portfolio);
        page.Heading("The pot");
        foreach (var sentence in PotWords.Of(terms.Pot, terms.Places.Values.Any(p => p.Share is not null)))
        {
            page.Words("  " + sentence, 2);
        }

        page.Heading("What places have in common: share of each surprise");
        if (terms.Systemic.Count == 0)
        {
            page.Line("  nothing: places are independent");
        }

        foreach (var (name, share) in terms.Systemic)
        {
            page.Line(string.Create(CultureInfo.InvariantCulture, $"  {name}: {share * 100:0.##} %"));
        }

        page.Gap();
        page.Line("Each place in full: icprisk describe with its scenario.");
        return page.ToString();
    }

    private static void Places(TextPage page, PortfolioScenario portfolio)
    {
        var scale = MoneyScale.Of(portfolio.Places.Select(p => p.Scenario.Contract.PlannedTerm("contract_value")));
        page.Heading($"Places, money over the term in {scale.Name}, as planned");
        var table = new TextTable("place", "scenario", "list in\nyear 1", "value", "cost", "surplus", "share of the\npot in year 1");
        for (var p = 0; p < portfolio.Places.Count; p++)
        {
            var (name, scenario) = (portfolio.Places[p].Name, portfolio.Places[p].Scenario);
            table.Add(
                name, scenario.Terms.Name, scenario.Plan.Value(new RowId(Quantity.ListSize), 1).ToString("#,0", CultureInfo.InvariantCulture),
                scale.Format(scenario.Contract.PlannedTerm("contract_value")), scale.Format(scenario.Contract.PlannedTerm("provider_cost")),
                scale.Format(scenario.Contract.PlannedTerm("provider_surplus")),
                string.Create(CultureInfo.InvariantCulture, $"{portfolio.Pot.Shares(1)[p] * 100:0.0} %"));
        }

        page.Table(table, 2);
    }
}
