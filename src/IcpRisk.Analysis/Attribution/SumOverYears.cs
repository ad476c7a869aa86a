using IcpRisk.Analysis.Measures.Grammar;
using IcpRisk.Contracts.Outcomes;
using IcpRisk.Paths;

namespace IcpRisk.Analysis.Attribution;

/// <summary>A flow added up over all contract years, each year's counted by a factor: 1, or what a pound of it is worth at the start.</summary>
/// <param name="Column">The flow, which has a value in each year.</param>
/// <param name="Factors">One a year, from year 1.</param>
internal sealed record SumOverYears(OutcomeColumn Column, IReadOnlyList<double> Factors) : Expression
{
    public override string Unit => Column.Unit;

    public override BadSide Bad => Column.Bad;

    public override IEnumerable<OutcomeColumn> Columns => [Column];

    /// <summary>The plain sum.</summary>
    public static SumOverYears Plain(OutcomeColumn column, int years) => new(column, [.. Enumerable.Repeat(1.0, years)]);

    public override void Evaluate(ITrialBlock block, int year, Span<double> into)
    {
        Span<double> next = stackalloc double[PathTile.MaxTrials];
        next = next[..into.Length];
        into.Clear();
        for (var y = 1; y <= Factors.Count; y++)
        {
            block.Read(Column.Name, y, next);
            for (var i = 0; i < into.Length; i++)
            {
                into[i] += Factors[y - 1] * next[i];
            }
        }
    }
}
