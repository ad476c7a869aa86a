namespace IcpRisk.Cli.Tests;

/// <summary>The command line run in this process.</summary>
internal static class Here
{
    public static Outcome Run(params string[] args) => Run(false, args);

    public static Outcome Run(bool ascii, params string[] args)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var exit = CommandLine.Run(args, new Terminal(output, error, errorIsTerminal: false, ascii));
        return new Outcome(exit, output.ToString(), error.ToString());
    }
}

/// <summary>What came of a run of the command line.</summary>
internal sealed record Outcome(int Exit, string Out, string Error);
