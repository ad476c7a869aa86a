namespace IcpRisk.Contracts.Outcomes;

/// <summary>Which settled columns a tile keeps, and where. Columns that nobody asked for are settled but not kept.</summary>
public sealed class OutcomeLayout
{
    private readonly Dictionary<string, int> _slots = [];

    /// <param name="years">Contract years.</param>
    /// <param name="columns">Columns to keep: all of a plan's, or those that outputs and questions need.</param>
    /// <exception cref="ArgumentException">A column that nature fills: it is not settled.</exception>
    public OutcomeLayout(int years, IEnumerable<OutcomeColumn> columns)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(years, 1);
        Years = years;
        Columns = [.. columns.DistinctBy(column => column.Name)];
        foreach (var column in Columns)
        {
            if (column.Row is { } row)
                throw new ArgumentException($"{column.Name} is row {row} of the path, not an outcome.", nameof(columns));
            _slots.Add(column.Name, _slots.Count);
        }
    }

    public int Years { get; }

    public IReadOnlyList<OutcomeColumn> Columns { get; }

    /// <summary>The slot of a column, or −1 where it is not kept.</summary>
    public int Find(string column) => _slots.GetValueOrDefault(column, -1);

    /// <exception cref="KeyNotFoundException">The column is not kept.</exception>
    public int Slot(string column) => _slots.TryGetValue(column, out var slot)
        ? slot
        : throw new KeyNotFoundException($"The tile does not keep {column}.");
}
