using IcpRisk.Documents;

namespace IcpRisk.Contracts.Failure;

/// <summary>What counts as a breach, at the end of a contract year.</summary>
public enum BreachTest
{
    [Doc("net worth below balance.minimum_net_worth")]
    MinimumNetWorth,

    [Doc("current assets below balance.current_ratio times current liabilities")]
    CurrentRatio,

    [Doc("cash below zero")]
    Cash,
}

/// <summary>What the replacement's price is worked from.</summary>
public enum ReplacementBasis
{
    [Doc("the cost of the services in scope as it turns out")]
    Actual,

    [Doc("the cost of the services in scope as planned")]
    Planned,
}

/// <summary>What replacement care costs commissioners.</summary>
public sealed record ReplacementTerms
{
    [Shorthand]
    [In(Unit.Share, Min = -1, MinExclusive = true)]
    [Doc("What it costs beyond the services' own cost.")]
    public double Premium { get; init; }

    [Doc("actual or planned.")]
    public ReplacementBasis Of { get; init; }
}

/// <summary>What commissioners are compensated for.</summary>
public enum CompensatedFor
{
    [Doc("the cost of recommissioning")]
    Recommissioning,

    [Doc("what the replacement costs beyond the services' own cost, in every year that is left")]
    Premium,
}

/// <summary>A provider that bears losses up to an amount and then may leave.</summary>
public sealed record WalkAwayTerms
{
    [Required]
    [Shorthand]
    [In(Unit.Money, Min = 0)]
    [Doc("Losses that the provider side bears over the term; commissioners bear what exceeds them, and it leaves.")]
    public double After { get; init; }

    [In(Unit.Money, Min = 0)]
    [Doc("What it pays commissioners when it has left.")]
    public double Exit { get; init; }
}

/// <summary>How the contract may end before its term, and what that costs whom.</summary>
public sealed record FailureTerms
{
    [Doc("What counts as a breach. Default: minimum_net_worth and current_ratio, as far as balance has them.")]
    public IReadOnlyList<BreachTest>? Breach { get; init; }

    [Setting]
    [In(Unit.Years, Min = 0, Max = 10)]
    [Doc("Full contract years between the year of the breach and termination; 0: the next year is without the provider.")]
    public int Notice { get; init; }

    [In(Unit.Money, Min = 0)]
    [Doc("What commissioners spend on recommissioning in the first year without the provider, nominal.")]
    public double RecommissioningCost { get; init; }

    [Doc("The price of replacement care. Default: its actual cost.")]
    public ReplacementTerms Replacement { get; init; } = new();

    [Doc("What the provider compensates commissioners for, out of its net worth and its guarantee. Default: recommissioning.")]
    public IReadOnlyList<CompensatedFor> Compensation { get; init; } = [CompensatedFor.Recommissioning];

    [Doc("Losses that the provider bears before it leaves. Default: it does not leave of its own accord.")]
    public WalkAwayTerms? WalkAway { get; init; }
}
