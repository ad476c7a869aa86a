using System.CommandLine;
using IcpRisk.Cli.Parsing;
using IcpRisk.Documents;
using IcpRisk.Scenarios;
using IcpRisk.Scenarios.Portfolio;

namespace IcpRisk.Cli.Commands;

/// <summary><c>icprisk schema</c>: the JSON Schema of scenario files, for editors.</summary>
internal sealed class SchemaCommand : VerbCommand
{
    private readonly Option<bool> _portfolio = TypedOptions.Flag("--portfolio", "The schema of portfolio files instead.");

    public SchemaCommand(Terminal terminal)
        : base(terminal, "schema", "Prints the JSON Schema of scenario files, for editors.") => Add(_portfolio);

    /// <summary>What the verb prints; <c>scenarios/icprisk.schema.json</c> is the same text.</summary>
    public static string Schema => JsonSchema.For<ScenarioTerms>("icprisk.schema.json", "IcpRisk scenario");

    /// <summary>The same of portfolios; <c>scenarios/icprisk-portfolio.schema.json</c> is the same text.</summary>
    public static string PortfolioSchema => JsonSchema.For<PortfolioTerms>("icprisk-portfolio.schema.json", "IcpRisk portfolio");

    protected override int Execute(ParseResult parsed, CancellationToken cancel)
    {
        Terminal.Write(parsed.GetValue(_portfolio) ? PortfolioSchema : Schema);
        return ExitCode.Good;
    }
}
