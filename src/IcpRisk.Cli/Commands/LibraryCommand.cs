using System.CommandLine;
using IcpRisk.Cli.Parsing;
using IcpRisk.Documents;
using IcpRisk.Scenarios.Describe;
using IcpRisk.Scenarios.Library;

namespace IcpRisk.Cli.Commands;

/// <summary><c>icprisk library</c>: the terms that scenarios may extend by name.</summary>
internal sealed class LibraryCommand : VerbCommand
{
    private readonly Argument<string?> _name = new("NAME")
    {
        Description = "One of them, to print as YAML; without it, all are listed.", Arity = ArgumentArity.ZeroOrOne,
    };

    public LibraryCommand(Terminal terminal)
        : base(terminal, "library", "Lists the terms that scenarios may extend by name, or prints one as YAML.") => Add(_name);

    protected override int Execute(ParseResult parsed, CancellationToken cancel)
    {
        if (parsed.GetValue(_name) is not { } name)
        {
            var page = new TextPage(Terminal.IsAscii);
            var table = new TextTable("name", "terms") { WordsAtEnd = 1 };
            foreach (var known in TermLibrary.All.Keys)
            {
                table.Add(known, TermLibrary.About(known));
            }

            page.Table(table);
            Terminal.Write(page.ToString());
            return ExitCode.Good;
        }

        if (!TermLibrary.All.TryGetValue(name, out var yaml))
        {
            var hint = Names.Nearest(name, TermLibrary.All.Keys) is { } nearest ? $", did you mean {nearest}?" : string.Empty;
            throw new WrongUseException($"the library has no terms {name}{hint}; icprisk library lists what there is");
        }

        // What is printed is a file to be kept: it stays as it is, whatever the terminal shows.
        Terminal.Write(yaml);
        return ExitCode.Good;
    }
}
