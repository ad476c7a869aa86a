using IcpRisk.Paths;

namespace IcpRisk.Contracts.Settlement;

/// <summary>The rows of a path that a contract reads, numbered in the order they were asked for.</summary>
internal sealed class RowTable
{
    private readonly List<RowId> _rows = [];

    public IReadOnlyList<RowId> Rows => _rows;

    /// <summary>The number of a row.</summary>
    public int Read(RowId row)
    {
        var at = _rows.IndexOf(row);
        if (at >= 0)
            return at;
        _rows.Add(row);
        return _rows.Count - 1;
    }

    public int Read(Quantity quantity, string item = "") => Read(new RowId(quantity, item));
}
