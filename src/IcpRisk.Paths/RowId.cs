namespace IcpRisk.Paths;

/// <summary>What a row of a path measures; <see cref="RowCatalogue"/> has the units and meanings.</summary>
public enum Quantity
{
    List,
    ListSize,
    NeedWeightedList,
    Activity,
    ActivityOutOfScope,
    ExpectedActivity,
    Cost,
    CostOutsideUse,
    CostOverheads,
    CostOutOfScope,
    PriceIndex,
    Allocation,
    Score,
    ListSizeIndex,
    NeedIndex,
    UtilisationIndex,
    VolatilityIndex,
    UnitCostIndex,
    SavingsRealised,
    RecordedList,
    RecordedListSize,
    QualityPressure,
    HighCostLayer,
}

/// <summary>
/// The name of one row of a path: a quantity and, where it has one, the item it belongs to (a cohort, service or metric).
/// An empty item means the whole: <c>Cost</c> of no item is the cost of all services in scope.
/// </summary>
public readonly record struct RowId(Quantity Quantity, string Item)
{
    public RowId(Quantity quantity)
        : this(quantity, string.Empty)
    {
    }

    public override string ToString() => Item.Length == 0 ? Quantity.ToString() : $"{Quantity}[{Item}]";
}
