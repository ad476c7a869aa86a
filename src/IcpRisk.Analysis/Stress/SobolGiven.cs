using System.Globalization;
using IcpRisk.Analysis.Measures;
using IcpRisk.Analysis.Measures.Grammar;
using IcpRisk.Nature;
using IcpRisk.Nature.Sampling;
using IcpRisk.Numerics.Statistics;
using IcpRisk.Scenarios;
using IcpRisk.Simulation;

namespace IcpRisk.Analysis.Stress;

/// <summary>Sobol's indices under a condition.</summary>
/// <param name="Given">The condition.</param>
/// <param name="Trials">Trials in which it holds.</param>
/// <param name="MostRedraws">Redraws that are tried of a trial before it stays as it was.</param>
/// <param name="Indices">By group, the largest total first.</param>
public sealed record GivenIndices(Condition Given, int Trials, int MostRedraws, IReadOnlyList<GroupIndex> Indices);

/// <summary>
/// Sobol's indices of the trials in which a condition holds: Var(E[Y | X, E] | E)/Var(Y | E) and E[Var(Y | others, E) | E]/Var(Y | E).
/// The condition ties inputs to one another, so a group is drawn anew given all others and the condition, again and again
/// until it holds: a step of Gibbs' sampler, which leaves the conditional law as it is and may be turned around.
/// </summary>
/// <remarks>
/// Of p(rest), the probability of the condition given the rest, a trial in which it holds takes 1/p redraws; over all trials of
/// the run that is one redraw a trial at most. Of K redraws at most (1 − p)^K of the trials stay as they were, on average no more than
/// 1/(e·K·P(E)): with K = 100/P(E) that is 0.4 %.
/// </remarks>
/// <param name="scenario">The scenario.</param>
/// <param name="options">Trials, seed, threads; drawn plainly, whatever is said of sampling.</param>
/// <param name="measure">What stands in its brackets is the outcome.</param>
/// <param name="given">The condition.</param>
/// <param name="groups">What is drawn anew together.</param>
public sealed class SobolGiven(Scenario scenario, RunOptions options, Measure measure, Condition given, IReadOnlyList<InputGroup> groups)
{
    /// <summary>The fewest trials that variances are made of.</summary>
    public const int Fewest = 100;

    private const double Redraws = 100;
    private readonly RunOptions _options = options with { Sampling = SamplingOptions.Plain, TrialsPerSet = 1, SelfCheck = false };

    /// <summary>Bytes of the series held at once.</summary>
    public long Bytes => GivenSink.Bytes(_options.Trials);

    /// <summary>Runs all.</summary>
    /// <param name="watch">Shows the progress of a run until disposed; null for none.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="MeasureException">The condition holds in too few trials.</exception>
    public GivenIndices Run(Func<RunProgress, IDisposable?>? watch = null, CancellationToken cancel = default)
    {
        using var sink = new GivenSink(measure.Series, given.Expression, _options.Trials);
        var simulator = new Simulator(scenario, _options, NatureOptions.Full, [sink]);
        using (watch?.Invoke(simulator.Progress))
        {
            simulator.Run(cancel);
        }

        var drawn = sink.Drawn();
        if (drawn.Length < Fewest)
        {
            throw new MeasureException(given.Text, 0, string.Create(
                CultureInfo.InvariantCulture, $"it holds in {drawn.Length} of {_options.Trials} trials, and Sobol's indices need {Fewest}"));
        }

        var most = (int)Math.Min(int.MaxValue, Math.Ceiling(Redraws * _options.Trials / drawn.Length));
        var all = Again(InputGroup.All(groups)).Values;
        return new GivenIndices(given, drawn.Length, most, GroupIndex.InOrder(groups.Select(Of)));

        GroupIndex Of(InputGroup group)
        {
            var (own, ownStayed) = Again(group.Inputs);
            var (others, othersStayed) = Again(InputGroup.AllBut(groups, group));
            return new GroupIndex(group, SobolIndex.OfPairs(drawn, own, others, all), (othersStayed, ownStayed));
        }

        (double[] Values, StayedTrials Stayed) Again(Redrawn redrawn)
        {
            sink.Begin();
            var progress = new RunProgress();
            using (watch?.Invoke(progress))
            {
                simulator.Again(redrawn, most, sink.IsWanted, progress, cancel);
            }

            return (sink.Again(), Stayed(drawn, sink.Stayed()));
        }
    }

    private static StayedTrials Stayed(double[] drawn, bool[] stayed)
    {
        var (share, part, all, mean) = (0, 0.0, 0.0, Moments.Of(drawn, default).Mean);
        for (var t = 0; t < drawn.Length; t++)
        {
            var square = (drawn[t] - mean) * (drawn[t] - mean);
            all += square;
            (share, part) = stayed[t] ? (share + 1, part + square) : (share, part);
        }

        return new StayedTrials((double)share / drawn.Length, all > 0 ? part / all : 0);
    }
}
