using IcpRisk.Documents;

namespace IcpRisk.Contracts.Indexation;

/// <summary>What the planned value is indexed to.</summary>
public enum IndexedTo
{
    [Doc("the planned uplift stands, whatever prices do")]
    Plan,

    [Doc("the value follows actual prices against planned ones")]
    Actual,
}

/// <summary>Indexation: factor 1 + share × (actual price index / planned price index − 1), between collar and cap.</summary>
public sealed record IndexationTerms
{
    [Shorthand]
    [Doc("plan or actual.")]
    public IndexedTo To { get; init; }

    [In(Unit.Share, Min = 0, Max = 1)]
    [Doc("Share of the difference in prices that is passed through.")]
    public double Share { get; init; } = 1;

    [In(Unit.Share, Min = 0)]
    [Doc("The most the factor can rise above 1. Default: no limit.")]
    public double? Cap { get; init; }

    [In(Unit.Share, Min = 0, Max = 1)]
    [Doc("The most the factor can fall below 1. Default: no limit.")]
    public double? Collar { get; init; }
}
