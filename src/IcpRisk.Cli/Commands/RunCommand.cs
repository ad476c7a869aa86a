using System.CommandLine;
using System.Globalization;
using IcpRisk.Analysis;
using IcpRisk.Analysis.Measures;
using IcpRisk.Analysis.Measures.Grammar;
using IcpRisk.Cli.Output;
using IcpRisk.Cli.Parsing;
using IcpRisk.Numerics.Sampling;
using IcpRisk.Parquet;
using IcpRisk.Scenarios;
using IcpRisk.Scenarios.Portfolio;
using IcpRisk.Simulation;
using IcpRisk.Simulation.Output;

namespace IcpRisk.Cli.Commands;

/// <summary><c>icprisk run</c>: simulates a scenario, writes the dataset, prints the summary.</summary>
internal sealed class RunCommand : ScenarioCommand
{
    private readonly Option<long?> _trials = TypedOptions.Count("--trials", "How many trials; the scenario's number where left out.", 1, uint.MaxValue);
    private readonly Option<long?> _seed = TypedOptions.Count("--seed", "The seed; the scenario's where left out.", 0, long.MaxValue);
    private readonly Option<long?> _threads = TypedOptions.Count("--threads", "Threads; one a core where left out. No value depends on it.", 1, 1024);
    private readonly Option<(long Sets, long Trials)?> _nested = TypedOptions.Nested(
        "--nested", "Sets of parameters by trials in each: tells what is due to parameters and what to the process. Takes the place of --trials.");

    private readonly Option<string?> _out = new("--out") { Description = "Directory for the dataset; without it no file is written.", HelpName = "DIR" };
    private readonly Option<OutputLevel?> _level = TypedOptions.OneOf(
        "--level", "How fine the files are: a row a trial, or also a row a trial and year.",
        ("trials", OutputLevel.Trials), ("trial-years", OutputLevel.TrialYears));

    private readonly Option<ParquetProfile?> _profile = TypedOptions.OneOf(
        "--profile", "What the files are tuned for: every reader, size, or speed.",
        ("compat", ParquetProfile.Compat), ("compact", ParquetProfile.Compact), ("fast", ParquetProfile.Fast));

    private readonly Option<SamplingMethod?> _sampling = TypedOptions.OneOf(
        "--sampling", "How drivers are spread over trials; the scenario's way where left out.",
        ("plain", SamplingMethod.Plain), ("latin_hypercube", SamplingMethod.LatinHypercube), ("sobol", SamplingMethod.Sobol));

    private readonly Option<long?> _memory = TypedOptions.Bytes("--memory", "Memory for exact quantiles (1GiB where left out); columns past it are binned.");
    private readonly MeasureOptions _measures = new();
    private readonly Option<bool> _risk = TypedOptions.Flag(
        "--risk", "Adds the provider's risk: TVaR from 75 to 99.9 %, losses by return period, ruin by year, shortfall, present values.");

    private readonly Option<long?> _reserves = TypedOptions.Count("--reserves", "With --risk: pounds that losses may eat up before there is ruin; none where left out.", 0, 1_000_000_000_000);
    private readonly Option<string?> _until = new("--until")
    {
        Description = "Doubles the trials until a measure is known so well, at 95 %: 'tvar99.5(provider.cumulative) +- 1 %' of its value, or +- £5k. Takes the place of --trials.",
        HelpName = "goal",
    };

    private readonly Option<long?> _maxTrials = TypedOptions.Count("--max-trials", "With --until: the most trials (10m where left out).", 1, uint.MaxValue);
    private readonly Option<bool> _force = TypedOptions.Flag("--force", "Replaces a dataset that is there.");
    private readonly Option<bool> _json = TypedOptions.Flag("--json", "Prints the summary as JSON instead of tables.");
    private readonly Option<bool> _quiet = TypedOptions.Flag("--quiet", "No progress and no tables.");

    public RunCommand(Terminal terminal)
        : base(terminal, "run", "Simulates a scenario: writes every trial as Parquet, prints the distributions.")
    {
        foreach (var option in new Option[] { _trials, _nested, _seed, _sampling, _threads, _out, _level, _profile, _memory, _measures.Measure, _measures.Given, _risk, _reserves, _until, _maxTrials, _force, _json, _quiet })
        {
            Add(option);
        }
    }

    protected override int Execute(ParseResult parsed, CancellationToken cancel)
    {
        NeedDirectory(parsed);
        if (parsed.GetResult(_nested) is { Implicit: false } && parsed.GetResult(_trials) is { Implicit: false })
        {
            throw new WrongUseException("--nested says how many trials there are: leave --trials out");
        }

        if (PortfolioScenario.IsPortfolio(Input(parsed)))
        {
            RunPortfolio(parsed, cancel);
            return ExitCode.Good;
        }

        var scenario = Load(parsed);
        Warn(scenario);

        var settings = scenario.Terms.Simulation;
        var options = new RunOptions
        {
            Trials = parsed.GetValue(_trials) ?? settings.Trials,
            Seed = parsed.GetValue(_seed) ?? settings.Seed,
            Threads = (int)(parsed.GetValue(_threads) ?? 0),
            Sampling = Sampling(parsed, settings),
        };
        if (parsed.GetValue(_memory) is { } memory)
        {
            options = options with { Memory = memory };
        }

        if (parsed.GetValue(_nested) is var (sets, trials))
        {
            options = options with { Trials = sets * trials, TrialsPerSet = trials };
            if (options.Sampling != SamplingOptions.Plain)
            {
                throw new WrongUseException("--nested splits spread of plain trials only: leave sampling plain, and antithetic and importance out of the scenario");
            }
        }

        var measures = _measures.Read(parsed, scenario, Risk(parsed, scenario));
        var precision = Seek(parsed, scenario, ref options, cancel);
        NeedMemory(scenario, options, measures);
        var (path, quiet) = (parsed.GetValue(_out), parsed.GetValue(_quiet));
        using var directory = path is null ? null : DatasetDirectory.Begin(path, parsed.GetValue(_force));
        var (level, profile) = (parsed.GetValue(_level) ?? OutputLevel.Trials, parsed.GetValue(_profile) ?? ParquetProfile.Compat);
        if (options.TrialsPerSet > 1 && !DatasetRun.IsExact(scenario, options))
        {
            throw new WrongUseException("--nested keeps the columns of the summary whole: allow it more by --memory");
        }

        var run = new DatasetRun(scenario, options, directory, level, profile, measures);
        RunResult result;
        using (ProgressReport.Start(run.Simulator.Progress, Terminal, TimeProvider.System, quiet))
        {
            result = run.Run(cancel);
        }

        if (directory is null)
        {
            cancel.ThrowIfCancellationRequested();
        }

        if (parsed.GetValue(_json))
        {
            Terminal.Write(SummaryFiles.ToJson(result.Summary));
        }
        else if (!quiet)
        {
            Terminal.Write(SummaryText.Of(result.Summary, options, Terminal.IsAscii)
                + (precision is null ? ConvergenceTable.Of(result.Summary.Convergence, Terminal.IsAscii) : PrecisionTable.Of(precision, Terminal.IsAscii))
                + RunFooter.Text(result, options.Trials, run.Simulator.Threads, path, Terminal.IsAscii));
        }

        if (precision is { IsMet: false })
        {
            Terminal.Error.WriteLine("--until was not reached within --max-trials");
        }

        return ExitCode.Good;
    }

    private void RunPortfolio(ParseResult parsed, CancellationToken cancel)
    {
        foreach (var option in new Option[] { _nested, _sampling }.Where(o => parsed.GetResult(o) is { Implicit: false }))
        {
            throw new WrongUseException($"{option.Name} is for scenarios: a portfolio is drawn plainly, and not nested");
        }

        var portfolio = PortfolioScenario.Load(Input(parsed), Overrides(parsed));
        var options = new RunOptions
        {
            Trials = parsed.GetValue(_trials) ?? portfolio.Terms.Simulation.Trials,
            Seed = parsed.GetValue(_seed) ?? portfolio.Terms.Simulation.Seed,
            Threads = (int)(parsed.GetValue(_threads) ?? 0),
        };
        if (parsed.GetValue(_memory) is { } memory)
        {
            options = options with { Memory = memory };
        }

        using var directory = parsed.GetValue(_out) is { } path ? DatasetDirectory.Begin(path, parsed.GetValue(_force)) : null;
        PortfolioRunner.Run(
            Terminal, portfolio, options, directory, parsed.GetValue(_level) ?? OutputLevel.Trials,
            parsed.GetValue(_profile) ?? ParquetProfile.Compat, parsed.GetValue(_json), parsed.GetValue(_quiet), cancel);
    }

    private IReadOnlyList<string> Risk(ParseResult parsed, Scenario scenario)
    {
        if (!parsed.GetValue(_risk))
        {
            return parsed.GetResult(_reserves) is { Implicit: false } ? throw new WrongUseException("--reserves is about --risk") : [];
        }

        return RiskMeasures.Of(scenario.Time.Years, parsed.GetValue(_reserves) ?? 0);
    }

    private Precision? Seek(ParseResult parsed, Scenario scenario, ref RunOptions options, CancellationToken cancel)
    {
        if (parsed.GetValue(_until) is not { } text)
        {
            return parsed.GetResult(_maxTrials) is { Implicit: false } ? throw new WrongUseException("--max-trials is about --until") : null;
        }

        if (parsed.GetResult(_trials) is { Implicit: false } || options.TrialsPerSet > 1 || options.Sampling.Method == SamplingMethod.LatinHypercube)
        {
            throw new WrongUseException("--until finds the number of trials itself: leave --trials and --nested out, and Latin hypercubes, which a longer run does not extend");
        }

        try
        {
            var goal = MeasureParser.Goal(text, MeasureColumns.Of(scenario), "+-");
            if (!(goal.Value > 0))
            {
                throw new WrongUseException($"--until {text}: a precision is above 0");
            }

            var most = parsed.GetValue(_maxTrials) ?? 10_000_000;
            NeedMemory(scenario, options with { Trials = most }, new MeasureSet([goal.Measure]));
            var found = Precision.Seek(
                scenario, options, goal, most, progress => ProgressReport.Start(progress, Terminal, TimeProvider.System, parsed.GetValue(_quiet)), cancel);
            options = options with { Trials = found.Trials };
            return found;
        }
        catch (MeasureException wrong)
        {
            throw new WrongUseException($"--until {wrong.Message}");
        }
    }

    private SamplingOptions Sampling(ParseResult parsed, SimulationTerms settings)
    {
        var sampling = SamplingOptions.Of(settings);
        return parsed.GetValue(_sampling) is { } method ? sampling with { Method = method } : sampling;
    }

    private static void NeedMemory(Scenario scenario, RunOptions options, MeasureSet? measures)
    {
        var bytes = StatisticsSink.Bytes(Summary.Keys(scenario).Count, options.Trials, options.Sampling)
            + (measures is null ? 0 : MeasureSink.Bytes(measures, options, keepAll: false));
        if (options.Sampling.NeedsWholeColumns && (bytes > options.Memory || options.Trials > Array.MaxLength))
        {
            throw new WrongUseException(string.Create(
                CultureInfo.InvariantCulture,
                $"trials that are weighted or depend on one another are kept whole for the summary: allow --memory {(bytes >> 20) + 1}MiB, or run fewer trials"));
        }
    }

    private void NeedDirectory(ParseResult result)
    {
        foreach (var option in new Option[] { _level, _profile, _force })
        {
            if (result.GetResult(option) is { Implicit: false } && result.GetResult(_out) is null)
            {
                throw new WrongUseException($"{option.Name} is about files: it needs --out DIR");
            }
        }
    }
}
