using System.CommandLine;
using IcpRisk.Analysis.Measures;
using IcpRisk.Analysis.Variants;
using IcpRisk.Cli.Output;
using IcpRisk.Cli.Parsing;
using IcpRisk.Documents;
using IcpRisk.Scenarios;

namespace IcpRisk.Cli.Commands;

/// <summary><c>icprisk sweep</c>: measures over a grid of figures, and which points are efficient.</summary>
internal sealed class SweepCommand : DecisionCommand
{
    private static readonly string[] Usual = ["mean(provider.cumulative)", "p_loss(provider.cumulative)", "mean(commissioner.spend)"];
    private readonly Argument<string> _input = TypedOptions.Scenario();
    private readonly Option<string[]> _vary = new("--vary")
    {
        Description = "A figure and its values: contract.value.uplift=1 %..3 %/5 for five values, both ends included. Several make every combination.",
        HelpName = "path=a..b/n",
        DefaultValueFactory = _ => [],
    };

    private readonly Option<long?> _lhs = TypedOptions.Count("--lhs", "So many points of a Latin hypercube between the ends, in place of every combination.", 2, 1_000_000);
    private readonly Option<string[]> _frontier = new("--frontier")
    {
        Description = "Two measures: marks the points that no other beats in both.",
        HelpName = "measure measure",
        Arity = new ArgumentArity(2, 2),
        AllowMultipleArgumentsPerToken = true,
    };

    public SweepCommand(Terminal terminal)
        : base(terminal, "sweep", "Varies figures of a scenario on the same draws and tells measures at each point.")
    {
        Add(_input);
        Add(_vary);
        Add(_lhs);
        Add(_frontier);
        Add(Measures.Measure);
    }

    protected override int Execute(ParseResult parsed, CancellationToken cancel)
    {
        var axes = Axes(parsed.GetValue(_vary) ?? []);
        var frontier = parsed.GetValue(_frontier) ?? [];
        string[] asked = [.. parsed.GetValue(Measures.Measure) is { Length: > 0 } measures ? measures : frontier.Length > 0 ? [] : Usual, .. frontier];
        var (input, set) = (parsed.GetRequiredValue(_input), Set(parsed));
        var scenario = Scenario.Load(input, set);
        Warn(scenario);
        var options = ReadOptions(parsed, scenario.Terms.Simulation);
        var points = parsed.GetValue(_lhs) is { } n ? SweepDesign.LatinHypercube(axes, (int)n, options.Seed) : SweepDesign.Product(axes);
        _ = Variant(parsed, string.Empty, scenario, asked);
        var variants = new Variant[points.Count];
        try
        {
            Parallel.For(0, variants.Length, new ParallelOptions { CancellationToken = cancel }, i => variants[i] = Variant(
                parsed, $"{i + 1}", Scenario.Load(input, [.. set, .. axes.Zip(points[i], (a, v) => a.Set(v))]), asked));
        }
        catch (AggregateException wrong) when (wrong.InnerExceptions.FirstOrDefault(e => e is InvalidDocumentException or WrongUseException) is { } first)
        {
            // One point speaks for all: what is wrong with a figure is wrong with most of its values.
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(first);
        }

        Check(variants, options, keepAll: false);
        var run = new VariantRun(variants, options, keepAll: false);
        var results = new IReadOnlyList<MeasureResult>[variants.Length];
        run.Run((i, sink) => results[i] = sink.Results(), Watch(parsed), cancel);
        var sweep = new SweepText(axes, points, results, frontier.Length == 0 ? null : Efficient(results, variants[0].Measures, frontier), run.Passes, options, parsed.GetValue(Measures.Given));
        Tell(parsed, () => sweep.Text(Terminal.IsAscii), sweep.Json, sweep.Table);
        return ExitCode.Good;
    }

    private static List<Axis> Axes(string[] texts)
    {
        if (texts.Length == 0)
        {
            throw new WrongUseException("sweep needs --vary path=a..b/n");
        }

        return [.. texts.Select(t => Axis.Vary(t) ?? throw new WrongUseException(
            $"--vary {t}: write a path and its values, such as contract.value.uplift=1 %..3 %/5, both ends in the same unit, the lower one first"))];
    }

    // Measures are asked for as they are written; the set keeps each once.
    private static bool[] Efficient(IReadOnlyList<MeasureResult>[] results, MeasureSet set, string[] frontier)
    {
        var (one, other) = (Index(frontier[0]), Index(frontier[1]));
        return Frontier.Of(
            [.. results.Select(r => r[one].Estimate.Value)], [.. results.Select(r => r[other].Estimate.Value)],
            set.Measures[one].LessIsBetter ?? true, set.Measures[other].LessIsBetter ?? true);

        int Index(string text) => set.Measures.ToList().FindIndex(m => m.Text == string.Join(' ', text.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries)));
    }
}
