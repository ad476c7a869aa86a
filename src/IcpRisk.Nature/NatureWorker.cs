using IcpRisk.Nature.Kernel;
using IcpRisk.Nature.Sampling;
using IcpRisk.Numerics.Lanes;
using IcpRisk.Numerics.Sampling;
using IcpRisk.Paths;

namespace IcpRisk.Nature;

/// <summary>One thread's share of nature: its working memory and how it draws. Not thread-safe.</summary>
/// <param name="engine">Nature.</param>
/// <param name="sampler">How it is drawn; of this engine.</param>
/// <param name="capacity">Trials of a tile.</param>
public sealed class NatureWorker(NatureEngine engine, NatureSampler sampler, int capacity)
{
    private readonly Workspace _work = new(engine.Rows, capacity);
    private readonly ImportanceMixture? _mixture = sampler.NewMixture(capacity);

    /// <summary>Independent trials from a seed.</summary>
    public NatureWorker(NatureEngine engine, ulong seed, int capacity)
        : this(engine, new NatureSampler(engine, TrialPoints.Plain(seed)), capacity)
    {
    }

    /// <summary>Fills every kept row of the tile, in vectors of <typeparamref name="L"/>.</summary>
    public void Fill<L>(PathTile path)
        where L : struct, ILanes<L> => engine.Fill<L>(_work, sampler, _mixture, path);

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
