using System.CommandLine;
using System.CommandLine.Invocation;
using IcpRisk.Cli.Commands;
using IcpRisk.Cli.Parsing;

namespace IcpRisk.Cli;

/// <summary>
/// The command line: <c>icprisk VERB INPUT</c>. Results go to standard output, progress and messages to standard error.
/// </summary>
internal static class CommandLine
{
    /// <summary>Parses and runs; never throws.</summary>
    /// <returns>0 good, 1 failed, 2 wrong use or invalid input, 130 interrupted.</returns>
    public static int Run(IReadOnlyList<string> args, Terminal terminal)
    {
        // No response files: a file name may begin with @.
        var parsed = Root(terminal).Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Action is ParseErrorAction)
        {
            foreach (var message in WrongUse.Messages(parsed))
            {
                terminal.Error.WriteLine(message);
            }

            return ExitCode.Invalid;
        }

        // Interrupts are the commands' own matter, see Interrupt; so is every exception.
        return parsed.Invoke(new InvocationConfiguration
        {
            EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null, Output = terminal.Out, Error = terminal.Error,
        });
    }

    private static RootCommand Root(Terminal terminal) => new("Monte Carlo risk of integrated-care contracts.")
    {
        new RunCommand(terminal),
        new AttributeCommand(terminal),
        new ValidateCommand(terminal),
        new CompareCommand(terminal),
        new SweepCommand(terminal),
        new SolveCommand(terminal),
        new StressCommand(terminal),
        new ChanceCommand(terminal),
        new ReplayCommand(terminal),
        new DescribeCommand(terminal),
        new LibraryCommand(terminal),
        new SchemaCommand(terminal),
    };
}

/// <summary>What the process says by its exit code.</summary>
internal static class ExitCode
{
    public const int Good = 0;

    /// <summary>Something failed on the way: a disk, a missing right.</summary>
    public const int Failed = 1;

    /// <summary>Wrong use, or an input that is not valid.</summary>
    public const int Invalid = 2;

    public const int Interrupted = 130;
}
