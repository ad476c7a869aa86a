using IcpRisk.Contracts.Outcomes;
using IcpRisk.Paths;

namespace IcpRisk.Contracts.Settlement;

/// <summary>Where a contract's rows and columns are in one pair of layouts; looked up once, then reused for every tile.</summary>
internal sealed class Binding(PathLayout path, OutcomeLayout outcomes, IReadOnlyList<RowId> rows, IEnumerable<string> columns)
{
    /// <summary>Slot of each row the contract reads.</summary>
    public int[] Rows { get; } = [.. rows.Select(path.Slot)];

    /// <summary>Slot of each column it settles; −1 for those that are not kept.</summary>
    public int[] Columns { get; } = [.. columns.Select(outcomes.Find)];

    public bool Fits(PathLayout otherPath, OutcomeLayout otherOutcomes) =>
        ReferenceEquals(path, otherPath) && ReferenceEquals(outcomes, otherOutcomes);
}
