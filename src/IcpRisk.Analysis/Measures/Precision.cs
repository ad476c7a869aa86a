using IcpRisk.Numerics.Statistics;
using IcpRisk.Scenarios;
using IcpRisk.Simulation;

namespace IcpRisk.Analysis.Measures;

/// <summary>A measure after so many trials.</summary>
/// <param name="Trials">Trials run.</param>
/// <param name="Estimate">The measure.</param>
public sealed record Stage(long Trials, Estimate Estimate);

/// <summary>
/// How many trials a measure needs to be known to a wanted precision: they are doubled, in whole granules from
/// <see cref="First"/> on, until its interval is within it. The schedule is fixed, so that the number found, and a run of it,
/// are the same for any threads.
/// </summary>
/// <param name="Goal">The measure with +- and half the width of its 95 % interval: a per cent is of the value.</param>
/// <param name="Stages">What was found on the way.</param>
/// <param name="IsMet">Whether the last one is precise enough.</param>
public sealed record Precision(MeasureGoal Goal, IReadOnlyList<Stage> Stages, bool IsMet)
{
    /// <summary>Trials of the first stage.</summary>
    public const long First = 4096;

    /// <summary>Trials of the last stage.</summary>
    public long Trials => Stages[^1].Trials;

    /// <summary>Trials that the precision would take, from the last stage: an interval narrows with their root.</summary>
    public double Needed
    {
        get
        {
            var excess = Half(Stages[^1].Estimate) / Wanted(Stages[^1].Estimate);
            return Trials * excess * excess;
        }
    }

    /// <summary>Runs the stages.</summary>
    /// <param name="scenario">What is run.</param>
    /// <param name="options">How; its trials are not looked at.</param>
    /// <param name="goal">The measure and its precision.</param>
    /// <param name="most">Trials of the last stage at most.</param>
    /// <param name="watch">Shows progress; null for none.</param>
    /// <param name="cancel">Ends it.</param>
    public static Precision Seek(
        Scenario scenario, RunOptions options, MeasureGoal goal, long most, Func<RunProgress, IDisposable?>? watch = null, CancellationToken cancel = default)
    {
        var stages = new List<Stage>();
        for (var trials = Math.Min(First, most); ; trials = Math.Min(2 * trials, most))
        {
            var of = options with { Trials = trials };
            var sink = new MeasureSink(new MeasureSet([goal.Measure]), of);
            var simulator = new Simulator(scenario, of, sink);
            using (watch?.Invoke(simulator.Progress))
            {
                simulator.Run(cancel);
            }

            stages.Add(new Stage(trials, sink.Results()[0].Estimate));
            var found = new Precision(goal, stages, IsMet: false);
            var isMet = found.Half(stages[^1].Estimate) <= found.Wanted(stages[^1].Estimate);
            if (isMet || trials == most)
            {
                return found with { IsMet = isMet };
            }
        }
    }

    // An end that is infinite, or an error that is not known, is never precise enough.
    private double Half(Estimate e) => double.IsNaN(e.StandardError) ? double.PositiveInfinity : Math.Max(e.Upper - e.Value, e.Value - e.Lower);

    private double Wanted(Estimate e) => Goal.IsShare ? Goal.Value * Math.Abs(e.Value) : Goal.Value;
}
