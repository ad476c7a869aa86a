using IcpRisk.Contracts.Outcomes;
using IcpRisk.Numerics.Lanes;
using IcpRisk.Paths;
using IcpRisk.Scenarios;

namespace IcpRisk.Simulation.Tests.Runs;

/// <summary>Keeps every column of every year and of the term, trial by trial.</summary>
internal sealed class CaptureSink : ISimulationSink
{
    private readonly OutcomeColumn[] _columns;
    private readonly int _years;
    private long _granules;

    public CaptureSink(Scenario scenario, int trials)
    {
        _years = scenario.Time.Years;
        _columns = [.. OutcomeCatalogue.Nature, .. scenario.Contract.Columns];
        foreach (var column in _columns)
        {
            for (var year = column.Row is null ? 0 : 1; year <= _years; year++)
            {
                Values[new StatisticKey(column.Name, year)] = new double[trials];
            }
        }
    }

    /// <summary>By column and year (0: the term); money in whole pence.</summary>
    public Dictionary<StatisticKey, double[]> Values { get; } = [];

    public long Granules => Interlocked.Read(ref _granules);

    public IEnumerable<RowId> Rows => _columns.Where(c => c.Row is not null).Select(c => c.Row!.Value);

    public IEnumerable<OutcomeColumn> Columns => _columns.Where(c => c.Row is null);

    public void Take<L>(PathTile path, OutcomeTile outcomes)
        where L : struct, ILanes<L>
    {
        foreach (var column in _columns)
        {
            for (var year = column.Row is null ? 0 : 1; year <= _years; year++)
            {
                var values = column.Row is { } row ? path.Row(path.Layout.Slot(row), year)
                    : year == 0 ? outcomes.Term(outcomes.Layout.Slot(column.Name))
                    : outcomes.Row(outcomes.Layout.Slot(column.Name), year);
                values[..path.Count].CopyTo(Values[new StatisticKey(column.Name, year)].AsSpan((int)path.FirstTrial));
            }
        }
    }

    public void EndGranule(long granule) => Interlocked.Increment(ref _granules);

    public bool TryWork() => false;
}
