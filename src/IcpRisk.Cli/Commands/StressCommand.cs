using System.CommandLine;
using IcpRisk.Analysis.Measures;
using IcpRisk.Analysis.Measures.Grammar;
using IcpRisk.Analysis.Stress;
using IcpRisk.Analysis.Variants;
using IcpRisk.Cli.Output;
using IcpRisk.Cli.Parsing;
using IcpRisk.Documents;
using IcpRisk.Nature;
using IcpRisk.Numerics.Statistics;
using IcpRisk.Scenarios;
using IcpRisk.Scenarios.Stress;
using IcpRisk.Simulation;

namespace IcpRisk.Cli.Commands;

/// <summary><c>icprisk stress</c>: named stresses beside the base, on the same draws.</summary>
internal sealed class StressCommand : DecisionCommand
{
    private const string Base = "base";
    private const long FewTrials = 10_000;
    private static readonly string[] Usual = ["mean(provider.cumulative)", "p_loss(provider.cumulative)", "tvar99.5(provider.cumulative)", "mean(commissioner.spend)"];
    private const string Exceeds = "prob(any(exceeds_allocation > 0))";

    private enum By
    {
        Risks,
        Drivers,
    }

    private readonly Argument<string> _input = TypedOptions.Scenario();
    private readonly Option<string[]> _stresses = new("--stress")
    {
        Description = "One of the stresses by name; all where left out. May be given several times.", HelpName = "name", DefaultValueFactory = _ => [],
    };

    private readonly Option<bool> _library = TypedOptions.Flag("--library", "Adds the usual stresses of the library; a scenario without stresses of its own has them anyway.");

    private readonly Option<bool> _tornado = TypedOptions.Flag(
        "--tornado", "Instead: every driver and uncertain figure by itself at its 10 and 90 %, and what that does to one measure (the mean surplus where none is asked).");

    private readonly Option<bool> _deterministic = TypedOptions.Flag("--deterministic", "With --tornado: all else at its mean rather than as it varies, and a yearly driver moved alike in every year.");

    private readonly Option<By?> _sobol = TypedOptions.OneOf(
        "--sobol", "Instead: Sobol's first-order and total indices of one figure, by risk or by driver.", ("risks", By.Risks), ("drivers", By.Drivers));

    public StressCommand(Terminal terminal)
        : base(terminal, "stress", "Tells what named stresses do to a scenario, beside the base and on the same draws.")
    {
        Add(_input);
        Add(_stresses);
        Add(_library);
        Add(_tornado);
        Add(_deterministic);
        Add(_sobol);
        Add(Measures.Measure);
    }

    protected override int Execute(ParseResult parsed, CancellationToken cancel)
    {
        var (input, set) = (parsed.GetRequiredValue(_input), Set(parsed));
        var scenario = Scenario.Load(input, set);
        Warn(scenario);
        var options = ReadOptions(parsed, scenario.Terms.Simulation) with { SelfCheck = false };
        if (parsed.GetValue(_tornado) && parsed.GetValue(_sobol) is not null)
        {
            throw new WrongUseException("--tornado and --sobol are two things to show: one of them");
        }

        if (parsed.GetValue(_deterministic) && !parsed.GetValue(_tornado))
        {
            throw new WrongUseException("--deterministic is about a tornado: it needs --tornado");
        }

        if (parsed.GetValue(_tornado))
        {
            return RunTornado(parsed, scenario, options, cancel);
        }

        if (parsed.GetValue(_sobol) is { } by)
        {
            return RunSobol(parsed, scenario, options, by, cancel);
        }

        var stresses = Stresses(parsed, scenario, input, set);
        string[] asked = parsed.GetValue(Measures.Measure) is { Length: > 0 } measures ? measures
            : MeasureColumns.Of(scenario).Names.Contains("exceeds_allocation") ? [.. Usual, Exceeds] : Usual;
        List<Variant> variants = [Variant(parsed, Base, scenario, asked)];
        foreach (var (name, stress) in stresses)
        {
            var stressed = stress.Set.Count == 0 ? scenario : Scenario.Load(input, [.. set, .. stress.Set]);
            if (stressed.Time.Years != scenario.Time.Years)
            {
                throw new WrongUseException($"stress {name} changes the length of the term");
            }

            variants.Add(Variant(parsed, name, stressed, asked) with
            {
                Nature = NatureOptions.Full with { Moves = stress.Moves(stressed.Terms.Services.Keys, stressed.Time.Years), Bands = stress.Held },
            });
        }

        Check(variants, options, keepAll: true);
        var comparison = Comparison.Of(variants, options, Watch(parsed), cancel) with { Contests = [] };
        Tell(
            parsed, () => StressText.Of(comparison, stresses, options, parsed.GetValue(Measures.Given), Terminal.IsAscii),
            () => CompareText.Json(comparison, options, parsed.GetValue(Measures.Given)), () => CompareText.Table(comparison));
        return ExitCode.Good;
    }

    private int RunTornado(ParseResult parsed, Scenario scenario, RunOptions options, CancellationToken cancel)
    {
        var alone = parsed.GetValue(_deterministic);
        if (alone && HasTrials(parsed))
        {
            throw new WrongUseException("--deterministic leaves single cases alone to chance: leave --trials out");
        }

        var basis = Variant(parsed, Base, scenario, [OneMeasure(parsed, "--tornado")]);
        options = alone ? options with { Trials = Granule.Trials } : Few(parsed, options);
        Check(Tornado.Variants(basis, alone), options, keepAll: true);
        var (tornado, given) = (Tornado.Of(basis, options, alone, Watch(parsed), cancel), parsed.GetValue(Measures.Given));
        Tell(parsed, () => TornadoText.Of(tornado, options, given, alone, Terminal.IsAscii), () => TornadoText.Json(tornado, options, given), () => TornadoText.Table(tornado));
        return ExitCode.Good;
    }

    private int RunSobol(ParseResult parsed, Scenario scenario, RunOptions options, By by, CancellationToken cancel)
    {
        var asked = MeasureOptions.Read([OneMeasure(parsed, "--sobol")], parsed.GetValue(Measures.Given), MeasureColumns.Of(scenario));
        var measure = asked.Measures[0];
        options = by == By.Drivers ? Few(parsed, options) : options;
        var groups = by == By.Risks ? InputGroup.ByRisk(scenario) : InputGroup.ByDriver(scenario);
        if (groups.Count == 0)
        {
            throw new WrongUseException("every risk of the scenario is off: there is no variance to share out");
        }

        if (asked.Given is { } condition)
        {
            return RunSobolGiven(parsed, new SobolGiven(scenario, options, measure, condition, groups), measure, options, cancel);
        }

        var run = new SobolRun(scenario, options, measure, groups);
        CheckMemory(run.Bytes, options);
        var indices = run.Run(Watch(parsed), cancel);
        Tell(parsed, () => SobolText.Of(indices, measure, options, Terminal.IsAscii), () => SobolText.Json(indices, measure, options), () => SobolText.Table(indices));
        return ExitCode.Good;
    }

    private int RunSobolGiven(ParseResult parsed, SobolGiven run, Measure measure, RunOptions options, CancellationToken cancel)
    {
        CheckMemory(run.Bytes, options);
        GivenIndices given;
        try
        {
            given = run.Run(Watch(parsed), cancel);
        }
        catch (MeasureException tooFew)
        {
            throw new WrongUseException($"--given {tooFew.Message}");
        }

        Tell(
            parsed, () => SobolText.Of(given, measure, options, Terminal.IsAscii), () => SobolText.Json(given, measure, options),
            () => SobolText.Table(given));
        return ExitCode.Good;
    }

    private static void CheckMemory(long bytes, RunOptions options)
    {
        if (bytes > options.Memory || options.Trials > Array.MaxLength)
        {
            throw new WrongUseException($"outcomes are kept whole for this: allow --memory {(bytes >> 20) + 1}MiB, or run fewer trials");
        }
    }

    private string OneMeasure(ParseResult parsed, string option) => parsed.GetValue(Measures.Measure) is { Length: > 0 } asked
        ? asked.Length == 1 ? asked[0] : throw new WrongUseException($"{option} is of one measure")
        : Usual[0];

    // Many runs: fewer trials each, unless a number is named.
    private RunOptions Few(ParseResult parsed, RunOptions options) =>
        HasTrials(parsed) ? options : options with { Trials = Math.Min(options.Trials, FewTrials) };

    private IReadOnlyList<KeyValuePair<string, StressTerms>> Stresses(ParseResult parsed, Scenario scenario, string input, string[] set)
    {
        var own = scenario.Terms.Stresses;
        var library = own.Count == 0 || parsed.GetValue(_library) ? StressLibrary.For(input, set) : Keyed<StressTerms>.Empty;
        List<KeyValuePair<string, StressTerms>> all = [.. own, .. library.Where(s => !own.ContainsKey(s.Key))];
        var asked = parsed.GetValue(_stresses) ?? [];
        List<string> names = [.. all.Select(s => s.Key)];
        foreach (var name in asked.Where(a => !names.Contains(a)))
        {
            var hint = Names.Nearest(name, names) is { } nearest ? $", did you mean {nearest}?" : string.Empty;
            throw new WrongUseException($"--stress {name}: there is no such stress{hint}; there are {string.Join(", ", names)}");
        }

        if (all.Any(s => s.Key == Base))
        {
            throw new WrongUseException($"{Base} is the name of the scenario as it is: call the stress something else");
        }

        return [.. all.Where(s => asked.Length == 0 || asked.Contains(s.Key))];
    }
}
