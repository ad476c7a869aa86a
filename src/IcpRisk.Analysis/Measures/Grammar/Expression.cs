using IcpRisk.Contracts.Outcomes;

namespace IcpRisk.Analysis.Measures.Grammar;

/// <summary>
/// What a measure is of: one number a trial, or for a condition 1 where it holds and 0 where not. Two that say the same are
/// equal. Only + − × ÷ and comparisons: the same bits on every machine.
/// </summary>
public abstract record Expression
{
    /// <summary>Whether it is a condition.</summary>
    public virtual bool IsCondition => false;

    /// <summary>Unit of its values; empty of a bare number, which goes with any unit.</summary>
    public virtual string Unit => string.Empty;

    /// <summary>Which side of it hurts.</summary>
    public virtual BadSide Bad => BadSide.Neither;

    /// <summary>Columns it reads, each once or more.</summary>
    public virtual IEnumerable<OutcomeColumn> Columns => [];

    /// <summary>Works it out for a block of trials.</summary>
    /// <param name="block">The trials.</param>
    /// <param name="year">The year in turn; 0 outside of any, all, min and max.</param>
    /// <param name="into">Takes one value a trial.</param>
    public abstract void Evaluate(ITrialBlock block, int year, Span<double> into);
}
