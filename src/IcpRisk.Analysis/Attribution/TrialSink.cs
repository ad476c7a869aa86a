using IcpRisk.Analysis.Measures;
using IcpRisk.Contracts.Outcomes;
using IcpRisk.Numerics.Lanes;
using IcpRisk.Paths;
using IcpRisk.Simulation;

namespace IcpRisk.Analysis.Attribution;

/// <summary>Keeps one trial: chosen columns, year by year.</summary>
internal sealed class TrialSink : ISimulationSink
{
    private readonly OutcomeColumn[] _columns;
    private readonly long _trial;
    private readonly double[][] _years;

    /// <param name="columns">Columns that have years.</param>
    /// <param name="trial">The trial, from 0.</param>
    /// <param name="years">Contract years.</param>
    public TrialSink(OutcomeColumn[] columns, long trial, int years)
    {
        (_columns, _trial) = (columns, trial);
        _years = [.. columns.Select(_ => new double[years])];
    }

    /// <summary>By column and year.</summary>
    public IReadOnlyList<IReadOnlyList<double>> Years => _years;

    public IEnumerable<RowId> Rows => _columns.RowsRead();

    public IEnumerable<OutcomeColumn> Columns => _columns.Where(c => c.Row is null);

    public void Take<L>(PathTile path, OutcomeTile outcomes)
        where L : struct, ILanes<L>
    {
        if (_trial < path.FirstTrial || _trial >= path.FirstTrial + path.Count)
        {
            return;
        }

        var block = new TileBlock(_columns);
        block.Begin(path, outcomes);
        Span<double> values = stackalloc double[PathTile.MaxTrials];
        values = values[..path.Count];
        for (var c = 0; c < _columns.Length; c++)
        {
            for (var y = 1; y <= _years[c].Length; y++)
            {
                block.Read(_columns[c].Name, y, values);
                _years[c][y - 1] = values[(int)(_trial - path.FirstTrial)];
            }
        }
    }

    public void EndGranule(long granule)
    {
    }

    public bool TryWork() => false;
}
