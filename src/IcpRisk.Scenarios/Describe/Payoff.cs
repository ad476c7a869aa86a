namespace IcpRisk.Scenarios.Describe;

/// <summary>
/// What one contract year pays at one cost of care or another, all else being as planned and nothing brought forward from
/// other years. GBP.
/// </summary>
public sealed record Payoff
{
    public required string Name { get; init; }

    public required string Hash { get; init; }

    public required int Year { get; init; }

    /// <summary>The income that cost is compared with, and what it is made of.</summary>
    public required double Target { get; init; }

    public required string TargetWords { get; init; }

    /// <summary>Cost of the services in scope as planned.</summary>
    public required double PlannedCost { get; init; }

    /// <summary>Gains and losses are settled on sums over years; the picture is that of a first year.</summary>
    public required bool IsCumulative { get; init; }

    /// <summary>Gains and losses are those of activity, which does not change with what care costs.</summary>
    public required bool IsOfVolume { get; init; }

    /// <summary>By rising cost. Where the payoff jumps there are two points, the last penny before and the first after.</summary>
    public required IReadOnlyList<PayoffPoint> Points { get; init; }

    /// <summary>Evenly spaced, for a picture.</summary>
    public required IReadOnlyList<PayoffPoint> Curve { get; init; }
}

/// <summary>The results of a year when care costs so much.</summary>
public sealed record PayoffPoint
{
    /// <summary>Cost of the services in scope.</summary>
    public required double Cost { get; init; }

    /// <summary>Compared cost over target.</summary>
    public required double CostOfTarget { get; init; }

    public required double ProviderSurplus { get; init; }

    public required double CommissionerSpend { get; init; }

    /// <summary>What the commissioner spends less than where cost meets the target.</summary>
    public required double CommissionerSaving { get; init; }

    public required double GainLossTransfer { get; init; }

    /// <summary>Of a further pound of cost, what the provider side bears, up to the next point; null at a jump and at the last.</summary>
    public double? ProviderBears { get; init; }

    /// <summary>What bends or jumps here.</summary>
    public IReadOnlyList<PayoffKink> Kinks { get; init; } = [];

    /// <summary>The next point is a penny away, across a jump.</summary>
    public bool JumpsHere { get; init; }
}

/// <summary>A term that makes the payoff bend, by its path in the scenario, and what it does.</summary>
public sealed record PayoffKink(string Term, string Words);
