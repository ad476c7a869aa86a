using IcpRisk.Analysis.Measures.Grammar;
using IcpRisk.Contracts.Outcomes;
using IcpRisk.Paths;

namespace IcpRisk.Analysis.Measures;

/// <summary>The trials of a tile that was just settled. One a thread.</summary>
internal sealed class TileBlock(IReadOnlyList<OutcomeColumn> columns) : ITrialBlock
{
    private readonly Dictionary<string, OutcomeColumn> _columns = columns.ToDictionary(c => c.Name, StringComparer.Ordinal);
    private PathTile _path = null!;
    private OutcomeTile _outcomes = null!;

    public int Count => _path.Count;

    public void Begin(PathTile path, OutcomeTile outcomes) => (_path, _outcomes) = (path, outcomes);

    public void Read(string column, int year, Span<double> into)
    {
        var of = _columns[column];
        if (of.Row is { } row)
        {
            _path.Row(_path.Layout.Slot(row), year)[..into.Length].CopyTo(into);
            return;
        }

        var slot = _outcomes.Layout.Slot(column);
        (year == 0 ? _outcomes.Term(slot) : _outcomes.Row(slot, year))[..into.Length].CopyTo(into);
        if (of.Type == OutcomeType.Money)
        {
            foreach (ref var value in into)
            {
                value = OutcomeTile.Pounds(value);
            }
        }
    }
}
