using IcpRisk.Analysis.Measures;
using IcpRisk.Analysis.Measures.Grammar;
using IcpRisk.Contracts.Outcomes;
using IcpRisk.Numerics.Lanes;
using IcpRisk.Paths;
using IcpRisk.Simulation;

namespace IcpRisk.Analysis.Attribution;

/// <summary>Keeps series whole: one value a trial, trial 0 first.</summary>
internal sealed class SeriesSink : ISimulationSink, IDisposable
{
    private readonly IReadOnlyList<Expression> _series;
    private readonly OutcomeColumn[] _columns;
    private readonly ThreadLocal<TileBlock> _block;

    /// <param name="series">What is taken of each trial.</param>
    /// <param name="trials">Trials of the run.</param>
    public SeriesSink(IReadOnlyList<Expression> series, long trials)
    {
        _series = series;
        _columns = [.. series.SelectMany(s => s.Columns).DistinctBy(c => c.Name)];
        _block = new ThreadLocal<TileBlock>(() => new TileBlock(_columns));
        Values = [.. series.Select(_ => GC.AllocateUninitializedArray<double>((int)trials))];
    }

    /// <summary>The series, in the order asked.</summary>
    public double[][] Values { get; }

    public IEnumerable<RowId> Rows => _columns.RowsRead();

    public IEnumerable<OutcomeColumn> Columns => _columns.Where(c => c.Row is null);

    public void Take<L>(PathTile path, OutcomeTile outcomes)
        where L : struct, ILanes<L>
    {
        var block = _block.Value!;
        block.Begin(path, outcomes);
        for (var s = 0; s < _series.Count; s++)
        {
            _series[s].Evaluate(block, 0, Values[s].AsSpan((int)path.FirstTrial, path.Count));
        }
    }

    public void EndGranule(long granule)
    {
    }

    public bool TryWork() => false;

    public void Dispose() => _block.Dispose();
}
