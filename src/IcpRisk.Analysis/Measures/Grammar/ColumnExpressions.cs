using IcpRisk.Contracts.Outcomes;
using IcpRisk.Paths;

namespace IcpRisk.Analysis.Measures.Grammar;

/// <summary>A bare number.</summary>
internal sealed record Number(double Value) : Expression
{
    public override void Evaluate(ITrialBlock block, int year, Span<double> into) => into.Fill(Value);
}

/// <summary>The contract year in turn.</summary>
internal sealed record YearNumber : Expression
{
    public override string Unit => "year";

    public override void Evaluate(ITrialBlock block, int year, Span<double> into) => into.Fill(year);
}

/// <summary>An expression of one column.</summary>
internal abstract record OfColumn(OutcomeColumn Column) : Expression
{
    public override string Unit => Column.Unit;

    public override BadSide Bad => Column.Bad;

    public override IEnumerable<OutcomeColumn> Columns => [Column];
}

/// <summary>A column in a contract year, over the term (0), or in the year in turn (−1).</summary>
internal sealed record ColumnAt(OutcomeColumn Column, int Year) : OfColumn(Column)
{
    /// <summary>For <see cref="Year"/>: the year that any, all, min or max has in hand.</summary>
    public const int InTurn = -1;

    public override void Evaluate(ITrialBlock block, int year, Span<double> into) =>
        block.Read(Column.Name, Year == InTurn ? year : Year, into);
}

/// <summary>A column over several years: their sum, or their mean of what does not add up.</summary>
internal sealed record ColumnOver(OutcomeColumn Column, int From, int To, bool IsMean) : OfColumn(Column)
{
    public override void Evaluate(ITrialBlock block, int year, Span<double> into)
    {
        Years.Sum(block, Column.Name, From, To, into);
        if (IsMean)
        {
            foreach (ref var value in into)
            {
                value /= To - From + 1;
            }
        }
    }
}

/// <summary>A flow from year 1 to a year, or to the year in turn (<see cref="ColumnAt.InTurn"/>).</summary>
internal sealed record Cumulated(OutcomeColumn Column, int To) : OfColumn(Column)
{
    public override void Evaluate(ITrialBlock block, int year, Span<double> into) =>
        Years.Sum(block, Column.Name, 1, To == ColumnAt.InTurn ? year : To, into);
}

/// <summary>How much a column has grown on the year before, as a share of it; from year 2.</summary>
internal sealed record Growth(OutcomeColumn Column, int Year) : OfColumn(Column)
{
    public override string Unit => "share";

    public override void Evaluate(ITrialBlock block, int year, Span<double> into)
    {
        var at = Year == ColumnAt.InTurn ? year : Year;
        Span<double> before = stackalloc double[PathTile.MaxTrials];
        block.Read(Column.Name, at, into);
        block.Read(Column.Name, at - 1, before[..into.Length]);
        for (var i = 0; i < into.Length; i++)
        {
            into[i] = (into[i] / before[i]) - 1;
        }
    }
}

/// <summary>Years added up in their order, so that the sum has the same bits everywhere.</summary>
file static class Years
{
    public static void Sum(ITrialBlock block, string column, int from, int to, Span<double> into)
    {
        Span<double> next = stackalloc double[PathTile.MaxTrials];
        next = next[..into.Length];
        block.Read(column, from, into);
        for (var year = from + 1; year <= to; year++)
        {
            block.Read(column, year, next);
            for (var i = 0; i < into.Length; i++)
            {
                into[i] += next[i];
            }
        }
    }
}
