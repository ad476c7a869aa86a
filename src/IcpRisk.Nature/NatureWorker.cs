using IcpRisk.Nature.Agreement;
using IcpRisk.Nature.Kernel;
using IcpRisk.Nature.Sampling;
using IcpRisk.Numerics.Lanes;
using IcpRisk.Numerics.Sampling;
using IcpRisk.Numerics.Statistics;
using IcpRisk.Paths;

namespace IcpRisk.Nature;

/// <summary>One thread's share of nature: its working memory and how it draws. Not thread-safe.</summary>
/// <param name="engine">Nature, compiled.</param>
/// <param name="sampler">How it is drawn; of this engine.</param>
/// <param name="capacity">Trials of a tile, at most.</param>
/// <param name="checks">What to compare with theory, as a rule <see cref="NatureEngine.Checks"/>; null for nothing.</param>
/// <param name="trialsPerSet">
/// Trials that share what is drawn once (uncertain figures and once-a-trial drivers): 1 of a plain run, more of a nested one.
/// </param>
public sealed class NatureWorker(
    NatureEngine engine, NatureSampler sampler, int capacity, NatureChecks? checks = null, long trialsPerSet = 1)
{
    private readonly ZeroMeanSums _sums = new(checks?.Statistics ?? 0, engine.Years);
    private readonly Workspace _work = new(engine.Rows, capacity, trialsPerSet);
    private readonly ImportanceMixture? _mixture = sampler.NewMixture(capacity);

    /// <summary>Independent trials from a seed.</summary>
    public NatureWorker(NatureEngine engine, ulong seed, int capacity, NatureChecks? checks = null, long trialsPerSet = 1)
        : this(engine, new NatureSampler(engine, TrialPoints.Plain(seed)), capacity, checks, trialsPerSet)
    {
    }

    /// <summary>Fills every kept row of the tile, in vectors of <typeparamref name="L"/>.</summary>
    public void Fill<L>(PathTile path)
        where L : struct, ILanes<L> => engine.Fill<L>(_work, Sampler, _mixture, path, IsChecking || IsNested ? checks : null, _sums, IsChecking, Record);

    /// <summary>How the tiles filled from now on are drawn; it moves trials as the first one does, or none.</summary>
    public NatureSampler Sampler { get; set; } = sampler;

    /// <summary>Keeps what the drivers of one trial do; null for none.</summary>
    public SurpriseRecord? Record { get; set; }

    /// <summary>
    /// Whether the tiles filled from now on are compared with theory. What is drawn once a set of a nested run always is, by
    /// the first trial of the set.
    /// </summary>
    public bool IsChecking { get; set; } = checks is not null;

    private bool IsNested { get; } = trialsPerSet > 1;

    /// <summary>The comparisons of the tiles filled since the last call: those of one granule, for a tree.</summary>
    public double[] TakeChecks() => _sums.Take();

    /// <summary>Fills every kept row of the tile at the widest width there is.</summary>
    public void Fill(PathTile path)
    {
        var pass = new Pass(this, path);
        Wide.Run(ref pass);
    }

    private readonly struct Pass(NatureWorker worker, PathTile path) : ILanePass
    {
        public void Run<L>()
            where L : struct, ILanes<L> => worker.Fill<L>(path);
    }
}
