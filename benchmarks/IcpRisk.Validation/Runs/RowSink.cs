using IcpRisk.Contracts.Outcomes;
using IcpRisk.Numerics.Lanes;
using IcpRisk.Paths;
using IcpRisk.Simulation;

namespace IcpRisk.Validation.Runs;

/// <summary>Keeps rows of nature, trial by trial.</summary>
internal sealed class RowSink(IReadOnlyList<RowId> rows, int years, int trials) : ISimulationSink
{
    /// <summary>By row, year (index 0 is year 1) and trial.</summary>
    public double[][][] Values { get; } =
        [.. rows.Select(_ => Enumerable.Range(0, years).Select(_ => new double[trials]).ToArray())];

    public IEnumerable<RowId> Rows => rows;

    public IEnumerable<OutcomeColumn> Columns => [];

    public void Take<L>(PathTile path, OutcomeTile outcomes)
        where L : struct, ILanes<L>
    {
        for (var r = 0; r < rows.Count; r++)
        {
            for (var year = 1; year <= years; year++)
                path.Row(path.Layout.Slot(rows[r]), year)[..path.Count].CopyTo(Values[r][year - 1].AsSpan((int)path.FirstTrial));
        }
    }

    public void EndGranule(long granule)
    {
    }

    public bool TryWork() => false;
}
