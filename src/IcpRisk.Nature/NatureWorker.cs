using IcpRisk.Nature.Kernel;
using IcpRisk.Numerics.Lanes;
using IcpRisk.Numerics.Streams;
using IcpRisk.Paths;

namespace IcpRisk.Nature;

/// <summary>One thread's share of nature: its working memory and the seed. Not thread-safe.</summary>
public sealed class NatureWorker(NatureEngine engine, ulong seed, int capacity)
{
    private readonly Workspace _work = new(engine.Rows, capacity);
    private readonly Philox _philox = new(seed);

    /// <summary>Fills every kept row of the tile, in vectors of <typeparamref name="L"/>.</summary>
    public void Fill<L>(PathTile path)
        where L : struct, ILanes<L> => engine.Fill<L>(_work, _philox, path);

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
