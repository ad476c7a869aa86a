using IcpRisk.Contracts.Outcomes;
using IcpRisk.Paths;

namespace IcpRisk.Analysis.Measures;

/// <summary>What columns read of nature.</summary>
internal static class ColumnRows
{
    /// <summary>The rows of those columns that are nature's; contracts' have none.</summary>
    public static IEnumerable<RowId> RowsRead(this IEnumerable<OutcomeColumn> columns) =>
        columns.Where(c => c.Row is not null).Select(c => c.Row!.Value);
}
