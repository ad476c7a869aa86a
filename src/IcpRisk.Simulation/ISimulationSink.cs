using IcpRisk.Contracts.Outcomes;
using IcpRisk.Numerics.Lanes;
using IcpRisk.Paths;

namespace IcpRisk.Simulation;

/// <summary>
/// Takes simulated trials while they are hot. Says before the run what it needs; takes tiles from several threads at once,
/// each of trials that no other has; tiles of one granule come in order, from one thread.
/// </summary>
public interface ISimulationSink
{
    /// <summary>Rows of the path it reads.</summary>
    IEnumerable<RowId> Rows { get; }

    /// <summary>Settled columns it reads.</summary>
    IEnumerable<OutcomeColumn> Columns { get; }

    /// <summary>Takes a tile.</summary>
    void Take<L>(PathTile path, OutcomeTile outcomes)
        where L : struct, ILanes<L>;

    /// <summary>A granule is complete: tiles of it will not come again.</summary>
    void EndGranule(long granule);

    /// <summary>Does a piece of work that is waiting (encoding, writing), if there is any.</summary>
    /// <returns>False where nothing was waiting.</returns>
    bool TryWork();
}
