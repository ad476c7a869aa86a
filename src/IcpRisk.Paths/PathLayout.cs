namespace IcpRisk.Paths;

/// <summary>Which rows a path keeps, and where: the union of what contracts and outputs asked for.</summary>
public sealed class PathLayout
{
    private readonly Dictionary<RowId, int> _slots = [];

    public PathLayout(int years, IEnumerable<RowId> rows)
    {
        Years = years;
        foreach (var row in rows)
        {
            _slots.TryAdd(row, _slots.Count);
        }

        Rows = [.. _slots.Keys];
    }

    public int Years { get; }

    public IReadOnlyList<RowId> Rows { get; }

    /// <summary>The slot of a row, or −1 where it is not kept.</summary>
    public int Find(RowId row) => _slots.TryGetValue(row, out var slot) ? slot : -1;

    /// <exception cref="KeyNotFoundException">The row is not kept.</exception>
    public int Slot(RowId row) => _slots.TryGetValue(row, out var slot)
        ? slot
        : throw new KeyNotFoundException($"The path does not keep {row}.");
}
