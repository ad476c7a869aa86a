namespace IcpRisk.Paths;

/// <summary>The plan as a path of its own: what every row would be if the year went as the contract was priced.</summary>
/// <remarks>Contracts are compiled against it; with all risks off and expected equal to planned every trial equals it.</remarks>
public sealed class PlanPath(TimeAxis time, IReadOnlyDictionary<RowId, double[]> rows)
{
    public TimeAxis Time { get; } = time;

    public IEnumerable<RowId> Rows => rows.Keys;

    public bool Has(RowId row) => rows.ContainsKey(row);

    /// <summary>The planned value in contract year <paramref name="year"/> (from 1), in the row's unit.</summary>
    /// <exception cref="KeyNotFoundException">The plan has no such row.</exception>
    public double Value(RowId row, int year) => rows[row][year - 1];

    public double Value(Quantity quantity, int year) => Value(new RowId(quantity), year);

    /// <summary>The items that have a row of this quantity (cohorts, services, metrics), in the scenario's order.</summary>
    public IEnumerable<string> Items(Quantity quantity) =>
        rows.Keys.Where(r => r.Quantity == quantity && r.Item.Length > 0).Select(r => r.Item);
}
