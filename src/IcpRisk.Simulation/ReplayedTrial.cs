using IcpRisk.Contracts.Outcomes;
using IcpRisk.Nature.Sampling;
using IcpRisk.Paths;

namespace IcpRisk.Simulation;

/// <summary>One trial worked again: the small tile that it stands in, and what its drivers did.</summary>
/// <param name="Path">The tile's paths.</param>
/// <param name="Outcomes">The same settled.</param>
/// <param name="Place">The trial's place in the tile.</param>
/// <param name="Record">Its drivers.</param>
public sealed record ReplayedTrial(PathTile Path, OutcomeTile Outcomes, int Place, SurpriseRecord Record)
{
    /// <summary>A row of the path in a year, from 1; NaN where it is not kept.</summary>
    public double Value(RowId row, int year) => Path.Layout.Find(row) is var slot and >= 0 ? Path.Row(slot, year)[Place] : double.NaN;

    /// <summary>An outcome in a year, from 1, money in pounds; 0 where the contract has no such column.</summary>
    public double Value(string column, int year) => Outcomes.Layout.Find(column) is var slot and >= 0
        ? InUnit(slot, Outcomes.Row(slot, year)[Place])
        : 0;

    /// <summary>An outcome over the term, money in pounds.</summary>
    public double Term(string column) => Outcomes.Layout.Slot(column) is var slot ? InUnit(slot, Outcomes.Term(slot)[Place]) : 0;

    private double InUnit(int slot, double value) =>
        Outcomes.Layout.Columns[slot].Type == OutcomeType.Money ? OutcomeTile.Pounds(value) : value;
}
