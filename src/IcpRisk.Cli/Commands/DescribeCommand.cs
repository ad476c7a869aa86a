using System.CommandLine;
using IcpRisk.Cli.Parsing;
using IcpRisk.Scenarios.Describe;
using IcpRisk.Scenarios.Portfolio;

namespace IcpRisk.Cli.Commands;

/// <summary><c>icprisk describe</c>: tells a scenario back in plain words.</summary>
internal sealed class DescribeCommand : ScenarioCommand
{
    private readonly Option<bool> _assumptions = TypedOptions.Flag(
        "--assumptions", "Lists every figure with its source or reason instead, those without either first.");

    private readonly Option<bool> _payoff = TypedOptions.Flag(
        "--payoff", "Shows who has what when care costs more or less, with every kink by the term that makes it, instead.");

    private readonly Option<long?> _year = TypedOptions.Count("--year", "Contract year of --payoff; default: the last that is covered whole.", 1, 100);

    private readonly Option<bool> _json = TypedOptions.Flag("--json", "Prints JSON instead of text.");

    public DescribeCommand(Terminal terminal)
        : base(terminal, "describe", "Tells a scenario back in plain words: risks, contract, money by year, spreads.")
    {
        Add(_assumptions);
        Add(_payoff);
        Add(_year);
        Add(_json);
    }

    protected override int Execute(ParseResult parsed, CancellationToken cancel)
    {
        var (payoff, year) = (parsed.GetValue(_payoff), (int?)parsed.GetValue(_year));
        if (payoff && parsed.GetValue(_assumptions))
        {
            throw new WrongUseException("--payoff and --assumptions are two things to show: one of them");
        }

        if (!payoff && year is not null)
        {
            throw new WrongUseException("--year is about a picture: it needs --payoff");
        }

        if (PortfolioScenario.IsPortfolio(Input(parsed)))
        {
            if (payoff || parsed.GetValue(_assumptions) || parsed.GetValue(_json))
            {
                throw new WrongUseException("a portfolio is described in words only; --payoff, --assumptions and --json are for its places' scenarios");
            }

            Terminal.Write(PortfolioWords.Of(PortfolioScenario.Load(Input(parsed), Overrides(parsed)), Terminal.IsAscii));
            return ExitCode.Good;
        }

        var scenario = Load(parsed);
        if (year > scenario.Time.Years)
        {
            throw new WrongUseException($"--year {year}: the contract has {scenario.Time.Years} years");
        }

        if (payoff)
        {
            Terminal.Write(parsed.GetValue(_json) ? Describing.PayoffToJson(scenario, year) : Describing.PayoffText(scenario, year, Terminal.IsAscii));
            return ExitCode.Good;
        }

        Terminal.Write((parsed.GetValue(_assumptions), parsed.GetValue(_json)) switch
        {
            (true, true) => Describing.AssumptionsToJson(scenario),
            (true, false) => Describing.Assumptions(scenario, Terminal.IsAscii),
            (false, true) => Describing.ToJson(scenario),
            _ => Describing.Text(scenario, Terminal.IsAscii),
        });
        return ExitCode.Good;
    }
}
