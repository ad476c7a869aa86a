using System.CommandLine;
using IcpRisk.Analysis.Measures;
using IcpRisk.Analysis.Measures.Grammar;
using IcpRisk.Analysis.Variants;
using IcpRisk.Cli.Output;
using IcpRisk.Cli.Parsing;
using IcpRisk.Documents;
using IcpRisk.Scenarios;
using IcpRisk.Simulation;

namespace IcpRisk.Cli.Commands;

/// <summary><c>icprisk solve</c>: the figure at which a measure meets a goal, or the best of several figures.</summary>
internal sealed class SolveCommand : DecisionCommand
{
    // Contracts that settle one sample; others are sampled one by one.
    private const int Together = 9;

    private readonly Argument<string> _input = TypedOptions.Scenario();
    private readonly Option<string[]> _find = new("--find") { Description = "Path of the figure sought. Several, each with its --between, need --minimise.", HelpName = "path", DefaultValueFactory = _ => [] };
    private readonly Option<string[]> _between = new("--between") { Description = "The ends it is sought between: 0 %..5 %. Default: half and twice what the scenario has.", HelpName = "a..b", DefaultValueFactory = _ => [] };
    private readonly Option<string[]> _goals = new("--such-that")
    {
        Description = "The goal: 'p_loss(provider.cumulative) <= 10 %'. With --minimise it may be given several times.", HelpName = "goal", DefaultValueFactory = _ => [],
    };

    private readonly Option<string?> _minimise = new("--minimise") { Description = "Of all that meet the goals, the figures with the least of this measure: 'mean(commissioner.spend)'.", HelpName = "measure" };

    public SolveCommand(Terminal terminal)
        : base(terminal, "solve", "Finds the figure of a scenario at which a measure meets a goal, on the same draws.")
    {
        foreach (var symbol in new Option[] { _find, _between, _goals, _minimise })
        {
            Add(symbol);
        }

        Add(_input);
    }

    protected override int Execute(ParseResult parsed, CancellationToken cancel)
    {
        var sought = Sought(parsed);
        var (input, set) = (parsed.GetRequiredValue(_input), Set(parsed));
        var scenario = Scenario.Load(input, set);
        Warn(scenario);
        List<Axis> axes = [.. sought.Select(s => s.Axis ?? Around(s.Path, scenario))];
        var columns = MeasureColumns.Of(scenario);
        var goals = Goals(parsed, columns);
        var objective = parsed.GetValue(_minimise) is { } text ? MeasureOptions.Read([text], null, columns).Measures[0] : null;
        if (objective is null ? axes.Count > 1 || goals.Count != 1 : goals.Count == 0 && axes.Count == 0)
        {
            throw new WrongUseException(axes.Count > 1
                ? "several figures have many answers: --minimise says which is sought"
                : "solve needs one goal, --such-that 'measure <= value', or --minimise");
        }

        var options = ReadOptions(parsed, scenario.Terms.Simulation);
        List<string> asked = [.. goals.Select(g => g.Measure.Text), .. objective is null ? Array.Empty<string>() : [objective.Text]];
        IReadOnlyList<IReadOnlyList<MeasureResult>> Work(IReadOnlyList<double[]> points)
        {
            List<Variant> variants = [.. points.Select((p, i) => Variant(
                parsed, $"{i}", Scenario.Load(input, [.. set, .. axes.Zip(p, (a, v) => a.Set(v))]), asked))];
            Check(variants, options, keepAll: false);
            var results = new IReadOnlyList<MeasureResult>[points.Count];
            new VariantRun(variants, options, keepAll: false).Run((i, sink) => results[i] = sink.Results(), Watch(parsed), cancel);
            return results;
        }

        return objective is null ? Cross(parsed, axes[0], goals[0], options, Work) : Search(parsed, axes, goals, objective, options, Work);
    }

    private int Cross(
        ParseResult parsed, Axis axis, MeasureGoal goal, RunOptions options, Func<IReadOnlyList<double[]>, IReadOnlyList<IReadOnlyList<MeasureResult>>> work)
    {
        var together = axis.Path.StartsWith("contract.", StringComparison.Ordinal) ? Together : 1;
        var crossing = Crossing.Find(axis, goal.Value, together, xs => [.. work([.. xs.Select(x => (double[])[x])]).Select(r => r[0].Estimate)]);
        var told = new SolveText(axis, goal, crossing, options);
        Tell(parsed, () => told.Text(Terminal.IsAscii), told.Json, told.Table);
        return crossing.IsFound ? ExitCode.Good : ExitCode.Failed;
    }

    private int Search(
        ParseResult parsed, IReadOnlyList<Axis> axes, IReadOnlyList<MeasureGoal> goals, Measure objective, RunOptions options,
        Func<IReadOnlyList<double[]>, IReadOnlyList<IReadOnlyList<MeasureResult>>> work)
    {
        var found = ConstrainedSearch.Find(axes, at =>
        {
            var results = work([at])[0];
            return (Value(results, objective.Text), goals.Sum(g => Missed(g, Value(results, g.Measure.Text))));
        });
        var there = work([found.Values])[0];
        var told = new SearchText(axes, goals, found, there, options);
        Tell(parsed, () => told.Text(Terminal.IsAscii), told.Json, told.Table);
        return found.Converged && told.GoalsMet ? ExitCode.Good : ExitCode.Failed;
    }

    private static double Value(IReadOnlyList<MeasureResult> results, string text) => results.First(r => r.Measure.Text == text).Estimate.Value;

    internal static double Missed(MeasureGoal goal, double value)
    {
        var over = goal.Sign switch { "<=" => value - goal.Value, ">=" => goal.Value - value, _ => Math.Abs(value - goal.Value) };
        return Math.Max(0, over) / Math.Max(Math.Abs(goal.Value), goal.IsShare ? 0.01 : 1);
    }

    // A figure without ends is null: they are made from the scenario.
    private List<(string Path, Axis? Axis)> Sought(ParseResult parsed)
    {
        var (paths, ranges) = (parsed.GetValue(_find) ?? [], parsed.GetValue(_between) ?? []);
        if (paths.Length == 0 || (ranges.Length > 0 && paths.Length != ranges.Length))
        {
            throw new WrongUseException("solve needs --find path, and --between a..b for every figure or for none");
        }

        return [.. paths.Select((path, i) => (path, i >= ranges.Length ? null : Axis.Of(path, ranges[i]) ?? throw new WrongUseException(
            $"--between {ranges[i]}: write two ends in the same unit, the lower one first, such as 0 %..5 %")))];
    }

    // From half to twice what the scenario has, where that is one number above 0.
    private static Axis Around(string path, Scenario scenario)
    {
        var text = scenario.Document.Register.FirstOrDefault(e => e.Where.Path == path.Trim())?.Text ?? string.Empty;
        return text.Contains('%') && NumberText.TryParse(text, Unit.Ratio, out var share, out _) && share > 0
            ? new Axis(path.Trim(), share / 2, 2 * share, IsShare: true, 0)
            : NumberText.TryParse(text, Unit.Money, out var number, out _) && number > 0
                ? new Axis(path.Trim(), number / 2, 2 * number, IsShare: false, 0)
                : throw new WrongUseException($"--find {path}: the scenario has no number above 0 there to look around; say --between a..b");
    }

    private List<MeasureGoal> Goals(ParseResult parsed, MeasureColumns columns)
    {
        try
        {
            return [.. (parsed.GetValue(_goals) ?? []).Select(g => MeasureParser.Goal(g, columns, "<=", ">=", "="))];
        }
        catch (MeasureException wrong)
        {
            throw new WrongUseException($"--such-that {wrong.Message}");
        }
    }
}
