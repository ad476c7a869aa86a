using IcpRisk.Contracts.Outcomes;
using IcpRisk.Numerics.Lanes;
using IcpRisk.Paths;
using IcpRisk.Simulation;

namespace IcpRisk.Analysis.Tests.Stress;

/// <summary>Asks for rows, and takes nothing.</summary>
internal sealed class Wants(IEnumerable<RowId> rows) : ISimulationSink
{
    public IEnumerable<RowId> Rows => rows;

    public IEnumerable<OutcomeColumn> Columns => [];

    public void Take<L>(PathTile path, OutcomeTile outcomes)
        where L : struct, ILanes<L>
    {
    }

    public void EndGranule(long granule)
    {
    }

    public bool TryWork() => false;
}
