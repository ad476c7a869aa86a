using IcpRisk.Documents;
using IcpRisk.Numerics.Distributions.Cases;

namespace IcpRisk.Nature.Volatility;

/// <summary>Volatility risk: chance variation of counts and of what a case costs, and the few very dear cases.</summary>
public sealed record VolatilityRisk : RiskTerms
{
    [Doc("Variance of yearly activity over its mean, given everything else; 1 is Poisson.")]
    [In(Unit.Number, Min = 1, Max = 1e6)]
    public Figure Dispersion { get; init; } = 1;

    [Doc("High-cost cases by the service they belong to, on top of its activity.")]
    public Keyed<HighCostTerms> HighCost { get; init; } = Keyed<HighCostTerms>.Empty;
}

/// <summary>Cases above a threshold; the service's unit cost and case variation are then those of the cases below it.</summary>
public sealed record HighCostTerms : IChecked
{
    [Doc("Cases expected in contract year 1; they move with the service's expected activity.")]
    [In(Unit.Count, Min = 0, Max = 10_000)]
    public required Planned<Figure> Cases { get; init; }

    [Doc("The threshold, in prices of year 1: every case costs more.")]
    [In(Unit.Money, Min = 0, MinExclusive = true)]
    public required double Above { get; init; }

    [Doc("What a case costs, given that it is above the threshold.")]
    public required SeverityTerms Severity { get; init; }

    /// <summary>Severity of a case, in prices of year 1.</summary>
    public ICaseTail ToTail() => Severity.Pareto is { } pareto
        ? new ParetoTail(Above, pareto.Alpha)
        : new LognormalTail(Above, Severity.Lognormal!.Mean, Severity.Lognormal.Cv);

    public void Check(Checks checks)
    {
        if (Severity.Pareto is null == Severity.Lognormal is null)
        {
            checks.Error(nameof(Severity), "exactly one kind is needed", allowed: "pareto or lognormal");
        }
    }
}

/// <summary>Severity of a case above the threshold: exactly one kind.</summary>
public sealed record SeverityTerms
{
    [Doc("Pareto: P(X > x) = (threshold / x)^alpha.")]
    public ParetoTerms? Pareto { get; init; }

    [Doc("Lognormal, cut off below the threshold.")]
    public LognormalTerms? Lognormal { get; init; }
}

/// <summary>Pareto tail index.</summary>
public sealed record ParetoTerms
{
    [Doc("Tail index; above 1, so that the mean exists.")]
    [In(Unit.Number, Min = 1, MinExclusive = true, Max = 1000)]
    public required double Alpha { get; init; }
}

/// <summary>A lognormal whose part above the threshold is the severity.</summary>
public sealed record LognormalTerms
{
    [Doc("Mean of the whole lognormal, before the cut.")]
    [In(Unit.Money, Min = 0, MinExclusive = true)]
    public required double Mean { get; init; }

    [Doc("Coefficient of variation of the whole lognormal, before the cut.")]
    [In(Unit.Number, Min = 0, MinExclusive = true, Max = 100)]
    public required double Cv { get; init; }
}
