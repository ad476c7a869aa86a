using IcpRisk.Analysis.Attribution;
using IcpRisk.Analysis.Measures;
using IcpRisk.Nature;
using IcpRisk.Nature.Sampling;
using IcpRisk.Scenarios;
using IcpRisk.Simulation;

namespace IcpRisk.Analysis.Stress;

/// <summary>The indices of one group.</summary>
/// <param name="Group">The group.</param>
/// <param name="Index">Its indices.</param>
/// <param name="Stayed">Of a condition: the trials of each index for which no redraw met it; null without one.</param>
public sealed record GroupIndex(InputGroup Group, SobolIndex Index, (StayedTrials First, StayedTrials Total)? Stayed = null)
{
    /// <summary>The largest total first.</summary>
    internal static IReadOnlyList<GroupIndex> InOrder(IEnumerable<GroupIndex> indices) =>
        [.. indices.OrderByDescending(g => double.IsNaN(g.Index.Total.Value) ? 0 : g.Index.Total.Value).ThenBy(g => g.Group.Name, StringComparer.Ordinal)];
}

/// <summary>Trials that stay as they were drawn, since none of the redraws met the condition.</summary>
/// <param name="Share">Their share of the trials that count.</param>
/// <param name="Variance">Their share of the squared deviations: the index is wrong by no more on average, a first one too high and a total one too low.</param>
public sealed record StayedTrials(double Share, double Variance);

/// <summary>
/// Sobol's indices of the figure that a measure is of. Trials are independent; drivers' draws are addressed, so that a group
/// drawn anew leaves all others as they were. It takes two runs, and one more a group.
/// </summary>
/// <param name="scenario">The scenario.</param>
/// <param name="options">Trials, seed, threads; drawn plainly, whatever is said of sampling.</param>
/// <param name="measure">What stands in its brackets is the outcome.</param>
/// <param name="groups">What is drawn anew together.</param>
public sealed class SobolRun(Scenario scenario, RunOptions options, Measure measure, IReadOnlyList<InputGroup> groups)
{
    private readonly RunOptions _options = options with { Sampling = SamplingOptions.Plain, TrialsPerSet = 1, SelfCheck = false };

    /// <summary>Runs it takes.</summary>
    public int Runs => groups.Count + 2;

    /// <summary>Bytes of the series held at once.</summary>
    public long Bytes => 3 * _options.Trials * sizeof(double);

    /// <summary>Runs all; the largest total first.</summary>
    /// <param name="watch">Shows the progress of a run until disposed; null for none.</param>
    /// <param name="cancel">Ends it.</param>
    public IReadOnlyList<GroupIndex> Run(Func<RunProgress, IDisposable?>? watch = null, CancellationToken cancel = default)
    {
        var (a, b) = (Values(Redrawn.None), Values(InputGroup.All(groups)));
        return GroupIndex.InOrder(groups.Select(g => new GroupIndex(g, SobolIndex.Of(a, b, Values(g.Inputs)))));

        double[] Values(Redrawn redrawn)
        {
            using var sink = new SeriesSink([measure.Series], _options.Trials);
            var simulator = new Simulator(scenario, _options, NatureOptions.Full with { Redrawn = redrawn }, [sink]);
            using (watch?.Invoke(simulator.Progress))
            {
                simulator.Run(cancel);
            }

            return sink.Values[0];
        }
    }
}
