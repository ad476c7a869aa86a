using IcpRisk.Documents;
using System.Text.Json.Serialization;
using IcpRisk.Contracts.Words;
using IcpRisk.Nature.Spread;

namespace IcpRisk.Scenarios.Describe;

/// <summary>A scenario told back: what <c>describe</c> prints, as data.</summary>
public sealed record Description
{
    public required string Name { get; init; }

    public required string Title { get; init; }

    public required string Hash { get; init; }

    public required DescribedTerm Term { get; init; }

    public required IReadOnlyList<string> Includes { get; init; }

    public required IReadOnlyList<string> Excludes { get; init; }

    public required IReadOnlyList<DescribedRisk> Risks { get; init; }

    public required IReadOnlyList<Passage> Contract { get; init; }

    public required IReadOnlyList<ContractWarning> Warnings { get; init; }

    public required IReadOnlyList<DescribedYear> Years { get; init; }

    public required IReadOnlyList<DescribedService> Services { get; init; }

    public required IReadOnlyList<DriverSpread> Spreads { get; init; }

    /// <summary>Correlations as they are used.</summary>
    public required IReadOnlyList<DescribedCorrelation> Dependence { get; init; }

    /// <summary>Degrees of freedom of the Student-t copula; null for the Gaussian.</summary>
    public required double? StudentTDegrees { get; init; }

    /// <summary>What was done to the scenario that its reader should know.</summary>
    public required IReadOnlyList<ScenarioWarning> ScenarioWarnings { get; init; }

    /// <summary>Figures that are uncertain themselves, drawn once a trial: path and distribution.</summary>
    public required IReadOnlyList<DescribedFigure> UncertainFigures { get; init; }

    /// <summary>Every name that <c>dependence</c> may use.</summary>
    public required IReadOnlyList<string> Drivers { get; init; }

    public required long Trials { get; init; }

    public required long Seed { get; init; }

    /// <summary>How trials are drawn, a sentence each; empty where the scenario does not say: then independently.</summary>
    public IReadOnlyList<string> Sampling { get; init; } = [];
}

/// <summary>When and how long: <paramref name="Exposure"/> is the share of each contract year that is covered.</summary>
public sealed record DescribedTerm(DateOnly Starts, DateOnly Ends, double Years, IReadOnlyList<double> Exposure);

/// <summary>A risk and whom it is meant for; <paramref name="Drivers"/> are those that spread something here.</summary>
public sealed record DescribedRisk(string Risk, string Words, string IntendedBearer, bool On, IReadOnlyList<string> Drivers);

/// <summary>A contract year as planned, and as it would go if every driver took its mean. GBP and people.</summary>
public sealed record DescribedYear
{
    public required int Year { get; init; }

    public required double PlannedList { get; init; }

    public required double ContractValue { get; init; }

    public required double Core { get; init; }

    public required double ActivityPayments { get; init; }

    public required double ManagementFee { get; init; }

    public required double IncentiveAvailable { get; init; }

    public required double? Allocation { get; init; }

    /// <summary>Cost in scope and overheads.</summary>
    public required double PlannedCost { get; init; }

    public required double ExpectedCost { get; init; }

    /// <summary>The provider side's surplus.</summary>
    public required double PlannedMargin { get; init; }

    public required double ExpectedMargin { get; init; }
}

/// <summary>A service in one contract year, planned and expected.</summary>
public sealed record DescribedServiceYear(
    int Year, double PlannedActivity, double ExpectedActivity, double PlannedCost, double ExpectedCost);

/// <summary>A service line by year.</summary>
public sealed record DescribedService(string Name, bool InScope, IReadOnlyList<DescribedServiceYear> Years)
{
    /// <summary>Its people; null where it says nothing of them.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DescribedPersons? Persons { get; init; }
}

/// <summary>Correlation of two drivers' surprises; its mean where it is uncertain.</summary>
public sealed record DescribedCorrelation(string One, string Other, double Correlation)
{
    /// <summary>The distribution in words; null where the correlation is certain.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Distribution { get; init; }

    /// <summary>Of a figure.</summary>
    public static DescribedCorrelation Of(string one, string other, Figure figure) =>
        new(one, other, figure.Mean) { Distribution = figure.Distribution?.ToString() };
}

/// <summary>A figure of the scenario by its path, in words.</summary>
public sealed record DescribedFigure(string Path, string Value);
