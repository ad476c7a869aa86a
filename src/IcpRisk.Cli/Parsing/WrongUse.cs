using System.CommandLine;
using IcpRisk.Documents;

namespace IcpRisk.Cli.Parsing;

/// <summary>What is wrong with a command line, a line each.</summary>
internal static class WrongUse
{
    public static IEnumerable<string> Messages(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        var atRoot = command is RootCommand;
        var unknown = parsed.UnmatchedTokens.Select(token => Unknown(command, atRoot, token)).ToList();
        var others = parsed.Errors
            .Select(e => e.Message)
            .Where(m => !m.StartsWith("Unrecognized command or argument", StringComparison.Ordinal))
            .Select(m => m.StartsWith("Required command was not provided", StringComparison.Ordinal) ? NoVerb(command) : Own(m, command))
            .Where(m => !(atRoot && unknown.Count > 0 && m == NoVerb(command)));
        return unknown.Take(atRoot ? 1 : unknown.Count).Concat(others).Distinct();
    }

    private static string NoVerb(Command command) =>
        $"a verb is needed: {string.Join(", ", command.Subcommands.Select(c => c.Name))}; see icprisk --help";

    // Messages of the parser in the program's own words, where it has words of its own.
    private static string Own(string message, Command command)
    {
        if (message.StartsWith("Required argument 'INPUT' missing", StringComparison.Ordinal))
        {
            return $"icprisk {command.Name} needs a scenario file; see icprisk {command.Name} --help";
        }

        const string Missing = "Required argument missing for option: ";
        return message.StartsWith(Missing, StringComparison.Ordinal)
            ? $"{message[Missing.Length..].Trim('.', '\'')} needs a value"
            : message;
    }

    private static string Unknown(Command command, bool atRoot, string token)
    {
        var option = token.StartsWith('-');
        if (atRoot && !option)
        {
            var verbs = command.Subcommands.Select(c => c.Name).ToList();
            return $"icprisk has no verb {token}{Hint(token, verbs)}; there are {string.Join(", ", verbs)}";
        }

        return option
            ? $"{(atRoot ? "icprisk" : $"icprisk {command.Name}")} has no option {token}{Hint(token, command.Options.Select(o => o.Name))}"
            : $"icprisk {command.Name} does not know what to do with {token}";
    }

    private static string Hint(string token, IEnumerable<string> known) =>
        Names.Nearest(token, known) is { } nearest ? $", did you mean {nearest}?" : string.Empty;
}
