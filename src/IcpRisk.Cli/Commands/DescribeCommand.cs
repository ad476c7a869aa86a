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

    private readonly Option<bool> _json = TypedOptions.Flag("--json", "Prints JSON instead of text.");

    public DescribeCommand(Terminal terminal)
        : base(terminal, "describe", "Tells a scenario back in plain words: risks, contract, money by year, spreads.")
    {
        Add(_assumptions);
        Add(_json);
    }

    protected override int Execute(ParseResult parsed, CancellationToken cancel)
    {
        if (PortfolioScenario.IsPortfolio(Input(parsed)))
        {
            if (parsed.GetValue(_assumptions) || parsed.GetValue(_json))
            {
                throw new WrongUseException("a portfolio is described in words only; --assumptions and --json are for its places' scenarios");
            }

            Terminal.Write(PortfolioWords.Of(PortfolioScenario.Load(Input(parsed), Overrides(parsed)), Terminal.IsAscii));
            return ExitCode.Good;
        }

        var scenario = Load(parsed);
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
