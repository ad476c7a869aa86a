using System.CommandLine;
using IcpRisk.Cli.Parsing;
using IcpRisk.Documents;
using IcpRisk.Scenarios;
using IcpRisk.Simulation.Output;

namespace IcpRisk.Cli.Commands;

/// <summary>A verb: what it does, with every exception turned into a message and an exit code.</summary>
internal abstract class VerbCommand : Command
{
    protected VerbCommand(Terminal terminal, string name, string description)
        : base(name, description)
    {
        Terminal = terminal;
        SetAction(Guarded);
    }

    protected Terminal Terminal { get; }

    protected abstract int Execute(ParseResult parsed, CancellationToken cancel);

    /// <summary>Says what a scenario's reader should know.</summary>
    protected void Warn(Scenario scenario)
    {
        foreach (var warning in scenario.Warnings)
        {
            Terminal.Error.WriteLine($"warning: {warning.Where}: {warning.Text}");
        }
    }

    private int Guarded(ParseResult parsed)
    {
        using var interrupt = new Interrupt();
        try
        {
            return Execute(parsed, interrupt.Token);
        }
        catch (InvalidDocumentException invalid)
        {
            return Say(invalid.Message, ExitCode.Invalid);
        }
        catch (WrongUseException wrong)
        {
            return Say(wrong.Message, ExitCode.Invalid);
        }
        catch (DatasetExistsException exists)
        {
            return Say(exists.Message, ExitCode.Invalid);
        }
        catch (OperationCanceledException)
        {
            return Say("interrupted; nothing was kept", ExitCode.Interrupted);
        }
        catch (Exception failure)
        {
            var debug = Environment.GetEnvironmentVariable("ICPRISK_DEBUG") == "1";
            return Say(debug ? failure.ToString() : OneLine(failure), ExitCode.Failed);
        }
    }

    private static string OneLine(Exception failure) => failure is IOException or UnauthorizedAccessException
        ? Flat(failure.Message)
        : $"unexpected {failure.GetType().Name}: {Flat(failure.Message)} (ICPRISK_DEBUG=1 shows where)";

    private static string Flat(string message) => string.Join(' ', message.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries));

    private int Say(string message, int exitCode)
    {
        try
        {
            Terminal.Error.WriteLine(message);
        }
        catch (IOException)
        {
            // Nobody can be told; the exit code still says it.
        }

        return exitCode;
    }
}

/// <summary>A verb on a scenario file.</summary>
internal abstract class ScenarioCommand : VerbCommand
{
    private readonly Argument<string> _input = TypedOptions.Scenario();
    private readonly Option<string[]> _set = TypedOptions.Set();

    protected ScenarioCommand(Terminal terminal, string name, string description)
        : base(terminal, name, description)
    {
        Add(_input);
        Add(_set);
    }

    /// <summary>The file named.</summary>
    protected string Input(ParseResult parsed) => parsed.GetRequiredValue(_input);

    /// <summary>What is set besides.</summary>
    protected string[] Overrides(ParseResult parsed) => parsed.GetValue(_set) ?? [];

    /// <exception cref="InvalidDocumentException">The scenario is not valid.</exception>
    protected Scenario Load(ParseResult parsed) => Scenario.Load(Input(parsed), Overrides(parsed));
}
