using System.Globalization;
using System.Text.Json;
using IcpRisk.Analysis;
using IcpRisk.Analysis.Measures;
using IcpRisk.Analysis.Variants;
using IcpRisk.Scenarios.Describe;
using IcpRisk.Simulation;

namespace IcpRisk.Cli.Output;

/// <summary>A figure that was solved for, in words, as JSON, and as a table for a file.</summary>
internal sealed class SolveText(Axis axis, MeasureGoal goal, Crossing crossing, RunOptions options)
{
    public string Text(bool ascii)
    {
        var page = new TextPage(ascii);
        var unit = goal.Measure.Unit;
        page.Words(string.Create(
            CultureInfo.InvariantCulture,
            $"{axis.Path} such that {goal.Measure.Text} {goal.Sign} {UnitText.Value(goal.Value, unit)}; {options.Trials:#,0} trials, seed {options.Seed}, the same draws throughout."));
        if (!crossing.IsFound)
        {
            page.Words($"Not found: {goal.Measure.Text} stays on one side, {UnitText.Value(crossing.Ends.From, unit)} at {axis.Text(axis.From)} and {UnitText.Value(crossing.Ends.To, unit)} at {axis.Text(axis.To)}.");
            return page.ToString();
        }

        page.Line();
        var answer = crossing.Answer;
        page.Line($"{axis.Path} = {Figure(crossing.Value)}, error {Figure(answer.StandardError)}, 95 % interval {Figure(answer.Lower)} to {Figure(answer.Upper)}");
        page.Line($"{goal.Measure.Text} = {UnitText.Value(crossing.Measured.Value, unit)} {UnitText.Error(crossing.Measured, unit)} there");
        if (goal.Sign != "=")
        {
            page.Words($"The goal holds {(crossing.HoldsAbove == (goal.Sign == "<=") ? "above" : "below")} it.");
        }

        if (crossing.Others > 0)
        {
            page.Words($"There are more answers: the measure crosses the goal at least {crossing.Others + 1} times between the ends, and this is the lowest.");
        }

        return page.ToString();
    }

    public string Json() => JsonSerializer.Serialize(
        new
        {
            options.Trials,
            options.Seed,
            axis.Path,
            Goal = new { Measure = goal.Measure.Text, goal.Sign, goal.Value, goal.Measure.Unit },
            Found = crossing.IsFound,
            crossing.Answer,
            crossing.Measured,
            crossing.Slope,
            OtherCrossings = crossing.Others,
            AtEnds = new[] { crossing.Ends.From, crossing.Ends.To },
        },
        SummaryFiles.Json) + "\n";

    public VariantTable Table() => new VariantTable()
        .Text("path", "the figure", [axis.Path])
        .Estimates(string.Empty, "see path", "the figure at which the goal is met; NaN where none was found", [crossing.Answer])
        .Estimates("measure_", goal.Measure.Unit, goal.Measure.Text, [crossing.Measured]);

    // To two digits of its error: more would be chance.
    private string Figure(double value)
    {
        var (scale, error) = (axis.IsShare ? 100 : 1, crossing.Answer.StandardError * (axis.IsShare ? 100 : 1));
        if (!double.IsFinite(value))
        {
            return MoneyScale.Number(value, 0);
        }

        var step = 0.1;
        while (error > 0 && step * 10 > error && step > 1e-9)
        {
            step /= 10;
        }

        while (step * 100 <= error)
        {
            step *= 10;
        }

        return axis.Text(double.Parse((Math.Round(value * scale / step) * step / scale).ToString("G12", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture));
    }
}

/// <summary>Several figures that were searched for.</summary>
internal sealed class SearchText(
    IReadOnlyList<Axis> axes, IReadOnlyList<MeasureGoal> goals, SearchResult found, IReadOnlyList<MeasureResult> there, RunOptions options)
{
    // A goal at its edge is met where rounding of figures alone keeps it off.
    private const double Slack = 1e-3;

    public bool GoalsMet => goals.All(g => Commands.SolveCommand.Missed(g, there.First(r => r.Measure.Text == g.Measure.Text).Estimate.Value) <= Slack);

    public string Text(bool ascii)
    {
        var page = new TextPage(ascii);
        page.Words(string.Create(
            CultureInfo.InvariantCulture, $"{options.Trials:#,0} trials, seed {options.Seed}, the same draws throughout; measures worked {found.Evaluations} times."));
        page.Line();
        for (var i = 0; i < axes.Count; i++)
        {
            page.Line($"{axes[i].Path} = {axes[i].Text(double.Parse(found.Values[i].ToString("G6", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture))}");
        }

        page.Line();
        var table = new TextTable("there", "value", "error", "goal");
        foreach (var (measure, estimate) in there)
        {
            var goal = goals.FirstOrDefault(g => g.Measure.Text == measure.Text);
            table.Add(measure.Text, UnitText.Value(estimate.Value, measure.Unit), UnitText.Error(estimate, measure.Unit),
                goal is null ? "least" : $"{goal.Sign} {UnitText.Value(goal.Value, measure.Unit)}");
        }

        page.Table(table);
        page.Words(!GoalsMet ? "No figures between the ends were found that meet the goals." : found.Converged ? string.Empty : "The search had not come to rest: the figures may not be the best.");
        return page.ToString();
    }

    public string Json() => JsonSerializer.Serialize(
        new
        {
            options.Trials,
            options.Seed,
            Figures = axes.Select((a, i) => (a.Path, found.Values[i])).ToDictionary(x => x.Path, x => x.Item2),
            Measures = there.Select(r => new { Measure = r.Measure.Text, r.Measure.Unit, r.Estimate.Value, r.Estimate.StandardError, r.Estimate.Lower, r.Estimate.Upper }),
            GoalsMet,
            found.Converged,
            found.Evaluations,
        },
        SummaryFiles.Json) + "\n";

    public VariantTable Table()
    {
        var table = new VariantTable();
        for (var i = 0; i < axes.Count; i++)
        {
            table.Number($"figure_{i + 1}", "see meaning", axes[i].Path, [found.Values[i]]);
        }

        for (var m = 0; m < there.Count; m++)
        {
            table.Estimates($"measure_{m + 1}_", there[m].Measure.Unit, there[m].Measure.Text, [there[m].Estimate]);
        }

        return table;
    }
}
