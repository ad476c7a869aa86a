using System.CommandLine;
using IcpRisk.Analysis.Attribution;
using IcpRisk.Analysis.Measures;
using IcpRisk.Analysis.Measures.Grammar;
using IcpRisk.Cli.Output;
using IcpRisk.Cli.Parsing;
using IcpRisk.Parquet;
using IcpRisk.Scenarios;
using IcpRisk.Scenarios.Portfolio;
using IcpRisk.Simulation;
using IcpRisk.Simulation.Output;

namespace IcpRisk.Cli.Commands;

/// <summary><c>icprisk attribute</c>: which risks a result comes from, who bears them, and what its tail is made of.</summary>
internal sealed class AttributeCommand : ScenarioCommand
{
    private const long Trials = 20_000;
    private readonly Option<long?> _trials = TypedOptions.Count(
        "--trials", "How many trials of each run; 20,000 where left out, or the scenario's number where that is less.", 100, int.MaxValue);

    private readonly Option<long?> _seed = TypedOptions.Count("--seed", "The seed; the scenario's where left out.", 0, long.MaxValue);
    private readonly Option<long?> _threads = TypedOptions.Count("--threads", "Threads; one a core where left out. No value depends on it.", 1, 1024);
    private readonly Option<string[]> _measure = new("--measure")
    {
        Description = "A measure to attribute: tvar99.5(provider.cumulative), variance(commissioner_spend[3]). May be given several times.",
        HelpName = "measure",
        DefaultValueFactory = _ => [],
    };

    private readonly Option<string?> _by = new("--by")
    {
        Description = "Whom to attribute to: risks, drivers, switches, or groups as 'demand=utilisation,volatility;price=efficiency.inflation*'; risks where left out.",
        HelpName = "grouping",
    };

    private readonly Option<long?> _orders = TypedOptions.Count(
        "--orders", "Orders sampled where groups are more than 8, an even number; 32 where left out.", 4, 100_000);

    private readonly Option<string?> _ruin = new("--ruin")
    {
        Description = "What ruin is, for the nearest path to it: 'provider_surplus < -£20m'. The contract's end where left out, or the worst 1 %.",
        HelpName = "condition",
    };

    private readonly Option<string?> _given = new("--given")
    {
        Description = "Measures are of the trials in which this holds with everything on: 'list_growth < 0 and year <= 3'.",
        HelpName = "condition",
    };

    private readonly Option<string?> _out = new("--out") { Description = "Directory for the files; without it no file is written.", HelpName = "DIR" };
    private readonly Option<ParquetProfile?> _profile = TypedOptions.OneOf(
        "--profile", "What the files are tuned for: every reader, size, or speed.",
        ("compat", ParquetProfile.Compat), ("compact", ParquetProfile.Compact), ("fast", ParquetProfile.Fast));

    private readonly Option<long?> _memory = TypedOptions.Bytes("--memory", "Memory for the columns in hand and the bootstrap (1GiB where left out).");
    private readonly Option<bool> _force = TypedOptions.Flag("--force", "Replaces what is there.");
    private readonly Option<bool> _json = TypedOptions.Flag("--json", "Prints JSON instead of tables.");
    private readonly Option<bool> _quiet = TypedOptions.Flag("--quiet", "No progress and no tables.");

    public AttributeCommand(Terminal terminal)
        : base(terminal, "attribute", "Tells which risks a result comes from, who bears them, and what its tail is made of.")
    {
        foreach (var option in new Option[] { _measure, _by, _orders, _ruin, _given, _trials, _seed, _threads, _out, _profile, _memory, _force, _json, _quiet })
        {
            Add(option);
        }
    }

    protected override int Execute(ParseResult parsed, CancellationToken cancel)
    {
        foreach (var option in new Option[] { _profile, _force }.Where(o => parsed.GetResult(o) is { Implicit: false } && parsed.GetResult(_out) is null))
        {
            throw new WrongUseException($"{option.Name} is about files: it needs --out DIR");
        }

        if (PortfolioScenario.IsPortfolio(Input(parsed)))
        {
            throw new WrongUseException("attribute is for scenarios: of a portfolio, icprisk run tells each place's part of the pot's risk");
        }

        var scenario = Load(parsed);
        Warn(scenario);

        if (Players.RisksOn(scenario).Count == 0)
        {
            throw new WrongUseException("every risk of the scenario is off: there is nothing to attribute");
        }

        var options = new RunOptions
        {
            Trials = parsed.GetValue(_trials) ?? Math.Min(Trials, scenario.Terms.Simulation.Trials),
            Seed = parsed.GetValue(_seed) ?? scenario.Terms.Simulation.Seed,
            Threads = (int)(parsed.GetValue(_threads) ?? 0),
            Memory = parsed.GetValue(_memory) ?? 1L << 30,
        };
        var quiet = parsed.GetValue(_quiet);
        var measures = Measures(parsed, scenario);
        var players = PlayersOf(parsed, scenario);
        var columns = MeasureColumns.Of(scenario);
        var attribution = Attribution(scenario, options, measures, players, MeasureOptions.Condition(parsed, _ruin, columns), Orders(parsed, players), MeasureOptions.Condition(parsed, _given, columns));
        using var directory = parsed.GetValue(_out) is { } path ? DatasetDirectory.Begin(path, parsed.GetValue(_force)) : null;
        AttributionResult result;
        using (ProgressReport.Start(attribution.Progress, Terminal, TimeProvider.System, quiet))
        {
            try
            {
                result = attribution.Run(cancel);
            }
            catch (MeasureException tooFew)
            {
                throw new WrongUseException($"--given {tooFew.Message}");
            }
        }

        if (directory is not null)
        {
            AttributionFiles.Write(result, directory, parsed.GetValue(_profile) ?? ParquetProfile.Compat, cancel);
        }

        if (parsed.GetValue(_json))
        {
            Terminal.Write(AttributionFiles.ToJson(result));
        }
        else if (!quiet)
        {
            Terminal.Write(AttributionText.Of(result, directory?.Path, Terminal.IsAscii));
        }

        return ExitCode.Good;
    }

    private IReadOnlyList<Measure> Measures(ParseResult parsed, Scenario scenario)
    {
        var asked = parsed.GetValue(_measure) ?? [];
        var set = MeasureOptions.Read(asked.Length > 0 ? asked : AttributionRun.Default, null, MeasureColumns.Of(scenario));
        return set.Measures.FirstOrDefault(m => m.Kind == MeasureKind.ReturnPeriod) is { } period
            ? throw new WrongUseException($"--measure {period.Text}: a return period has no value where nothing is at risk; attribute prob(…) instead")
            : set.Measures;
    }

    private Players PlayersOf(ParseResult parsed, Scenario scenario)
    {
        if (parsed.GetValue(_by) is not { } by || by.Trim() == "risks")
        {
            return Players.Risks(scenario);
        }

        try
        {
            return Players.Groups(Grouping.Read(by, Grouping.Switches(scenario)));
        }
        catch (GroupingException wrong)
        {
            throw new WrongUseException($"--by: {wrong.Message}");
        }
    }

    private int Orders(ParseResult parsed, Players players)
    {
        if (parsed.GetValue(_orders) is not { } orders)
        {
            return AttributionRun.DefaultOrders;
        }

        return players.Count <= Players.MostCounted
            ? throw new WrongUseException($"--orders: {players.Count} groups are counted out, no order is sampled")
            : orders % 2 == 0 ? (int)orders : throw new WrongUseException($"--orders {orders}: each order comes with its reverse, so the number is even");
    }

    private static AttributionRun Attribution(
        Scenario scenario, RunOptions options, IReadOnlyList<Measure> measures, Players players, Condition? ruin, int orders, Condition? given)
    {
        try
        {
            return new AttributionRun(scenario, options, measures, players, ruin, orders, given);
        }
        catch (InvalidOperationException tooMuch)
        {
            throw new WrongUseException($"{tooMuch.Message}: allow more by --memory, or run fewer trials");
        }
    }
}
