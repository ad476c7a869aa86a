using System.CommandLine;
using IcpRisk.Scenarios;
using IcpRisk.Scenarios.Describe;
using IcpRisk.Scenarios.Portfolio;

namespace IcpRisk.Cli.Commands;

/// <summary><c>icprisk validate</c>: says whether a scenario is valid, and what to beware of in one that is.</summary>
internal sealed class ValidateCommand(Terminal terminal)
    : ScenarioCommand(terminal, "validate", "Checks a scenario: prints what is wrong with it, all at once, or what to beware of.")
{
    private const int MostListed = 20;

    protected override int Execute(ParseResult parsed, CancellationToken cancel)
    {
        var page = new TextPage(Terminal.IsAscii);
        if (PortfolioScenario.IsPortfolio(Input(parsed)))
        {
            var portfolio = PortfolioScenario.Load(Input(parsed), Overrides(parsed));
            page.Line($"valid: {portfolio.Terms.Name}, hash {portfolio.Hash[..12]}, {portfolio.Places.Count} places");
            foreach (var place in portfolio.Places)
            {
                page.Line($"place {place.Name}");
                Tell(place.Scenario, page);
            }
        }
        else
        {
            Tell(Load(parsed), page);
        }

        Terminal.Write(page.ToString());
        return ExitCode.Good;
    }

    private static void Tell(Scenario scenario, TextPage page)
    {
        page.Line($"valid: {scenario.Terms.Name}, hash {scenario.Document.Hash[..12]}");
        foreach (var warning in scenario.Warnings)
        {
            page.Line($"warning: {warning.Where}: {warning.Text}");
        }

        foreach (var warning in scenario.Contract.Warnings())
        {
            page.Line($"warning: contract.{warning.Term}: {warning.Text}");
        }

        Unfounded(scenario, page);
    }

    private static void Unfounded(Scenario scenario, TextPage page)
    {
        var unfounded = scenario.Document.Register.Where(r => r.IsUnfounded).ToList();
        foreach (var entry in unfounded.Take(MostListed))
        {
            page.Line($"warning: {entry.Where}: {entry.Text} has neither source nor reason");
        }

        if (unfounded.Count > MostListed)
        {
            page.Line($"warning: and {unfounded.Count - MostListed} more; icprisk describe --assumptions lists them");
        }
    }
}
