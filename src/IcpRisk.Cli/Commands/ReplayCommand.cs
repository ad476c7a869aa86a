using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using IcpRisk.Analysis;
using IcpRisk.Analysis.Replays;
using IcpRisk.Cli.Output;
using IcpRisk.Cli.Parsing;
using IcpRisk.Numerics.Sampling;
using IcpRisk.Simulation;

namespace IcpRisk.Cli.Commands;

/// <summary><c>icprisk replay</c>: one trial's whole story, adding up.</summary>
internal sealed class ReplayCommand : ScenarioCommand
{
    private readonly Option<long?> _trial = TypedOptions.Count("--trial", "The trial, from 0, as the column `trial` of a dataset has it.", 0, uint.MaxValue - 1);
    private readonly Option<long?> _trials = TypedOptions.Count("--trials", "Trials of the run; the scenario's number where left out. Only Latin hypercubes depend on it.", 1, uint.MaxValue);
    private readonly Option<long?> _seed = TypedOptions.Count("--seed", "The run's seed; the scenario's where left out.", 0, long.MaxValue);
    private readonly Option<SamplingMethod?> _sampling = TypedOptions.OneOf(
        "--sampling", "How the run spread its drivers; the scenario's way where left out.",
        ("plain", SamplingMethod.Plain), ("latin_hypercube", SamplingMethod.LatinHypercube), ("sobol", SamplingMethod.Sobol));

    private readonly Option<bool> _json = TypedOptions.Flag("--json", "Prints JSON instead of text.");

    public ReplayCommand(Terminal terminal)
        : base(terminal, "replay", "Tells one trial year by year: drivers, activity, cost, every cash flow and the term that made it.")
    {
        foreach (var option in new Option[] { _trial, _trials, _seed, _sampling, _json })
        {
            Add(option);
        }
    }

    protected override int Execute(ParseResult parsed, CancellationToken cancel)
    {
        if (parsed.GetValue(_trial) is not { } trial)
        {
            throw new WrongUseException("replay needs --trial N");
        }

        var scenario = Load(parsed);
        var settings = scenario.Terms.Simulation;
        var sampling = SamplingOptions.Of(settings);
        var options = new RunOptions
        {
            Trials = parsed.GetValue(_trials) ?? Math.Max(settings.Trials, sampling.Method == SamplingMethod.LatinHypercube ? 1 : trial + 1),
            Seed = parsed.GetValue(_seed) ?? settings.Seed,
            Sampling = parsed.GetValue(_sampling) is { } method ? sampling with { Method = method } : sampling,
        };
        if (trial >= options.Trials)
        {
            throw new WrongUseException(string.Create(CultureInfo.InvariantCulture, $"--trial {trial}: the run has trials 0 to {options.Trials - 1:#,0}"));
        }

        var story = Replay.Of(scenario, options, trial);
        Terminal.Write(parsed.GetValue(_json)
            ? JsonSerializer.Serialize(new { Scenario = scenario.Terms.Name, ScenarioHash = scenario.Document.Hash, Sampling = options.Sampling.Name, Story = story, story.AddsUp }, SummaryFiles.Json) + "\n"
            : ReplayText.Of(scenario, story, Terminal.IsAscii));
        return story.AddsUp ? ExitCode.Good : ExitCode.Failed;
    }
}
