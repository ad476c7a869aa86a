using IcpRisk.Validation.Chapter;

namespace IcpRisk.Validation.Tables;

/// <summary>The tables of the chapter, in its order.</summary>
internal static class AllTables
{
    public static IReadOnlyList<Table> Tables { get; } =
    [
        CompoundTable.Table, StopLossTable.Table, TextbookTable.Table, ProcessTable.Table, MemoryTable.Table,
        DependenceTable.Table, DrawnCorrelationTable.Table, TiedEventTable.Table,
        TailTable.Tails, TailTable.Coverage, ListSizeTable.Table, ParameterTable.Table, OutsideTable.Table,
    ];
}
