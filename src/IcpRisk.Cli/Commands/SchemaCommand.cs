using System.CommandLine;
using IcpRisk.Documents;
using IcpRisk.Scenarios;

namespace IcpRisk.Cli.Commands;

/// <summary><c>icprisk schema</c>: the JSON Schema of scenario files, for editors.</summary>
internal sealed class SchemaCommand(Terminal terminal)
    : VerbCommand(terminal, "schema", "Prints the JSON Schema of scenario files, for editors.")
{
    /// <summary>What the verb prints; <c>scenarios/icprisk.schema.json</c> is the same text.</summary>
    public static string Schema => JsonSchema.For<ScenarioTerms>("icprisk.schema.json", "IcpRisk scenario");

    protected override int Execute(ParseResult parsed, CancellationToken cancel)
    {
        Terminal.Write(Schema);
        return ExitCode.Good;
    }
}
