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

    [Doc("Share of a year's high-cost cases that are high-cost cases of the next year too. Each year's number stays Poisson.")]
    [In(Unit.Share, Min = 0, Max = 1)]
    public Figure Persistence { get; init; } = 0;

    [Doc("Correlation, on the normal scale, of what a case that stays costs with what it cost the year before; each year's costs keep their distribution. All cases are then drawn one by one. Default: a case that stays has a new cost each year.")]
    [In(Unit.Share, Min = 0, Max = 1)]
    public Figure? SeverityMemory { get; init; }

    [Doc("The part of each case's cost that a contract may pool or insure. Default: none.")]
    public CaseLayerTerms? Layer { get; init; }

    /// <summary>Severity of a case, in prices of year 1, with uncertain figures at their means.</summary>
    public ICaseTail ToTail() => Severity switch
    {
        { Pareto: { } pareto } => new ParetoTail(Above, pareto.Alpha.Mean),
        { Lognormal: { } lognormal } => new LognormalTail(Above, lognormal.Mean.Mean, lognormal.Cv.Mean),
        { GeneralisedPareto: var general } => new GeneralisedParetoTail(Above, general!.Scale.Mean, general.Shape.Mean),
    };

    public void Check(Checks checks)
    {
        object?[] kinds = [Severity.Pareto, Severity.Lognormal, Severity.GeneralisedPareto];
        if (kinds.Count(k => k is not null) != 1)
        {
            checks.Error(nameof(Severity), "exactly one kind is needed", allowed: "pareto, lognormal or generalised_pareto");
        }

        if (Layer is { } layer && layer.Above < Above)
        {
            checks.Error(nameof(Layer), "the layer begins below the threshold of high-cost cases", allowed: "above of at least the threshold");
        }
    }
}

/// <summary>The part of a case's cost between two amounts, in prices of year 1.</summary>
public sealed record CaseLayerTerms : IChecked
{
    [Doc("The attachment: cost of a case above it is in the layer. In prices of year 1.")]
    [In(Unit.Money, Min = 0, MinExclusive = true)]
    public required double Above { get; init; }

    [Doc("Cost of a case above this amount is out of the layer again. In prices of year 1. Default: no limit.")]
    [In(Unit.Money, Min = 0, MinExclusive = true)]
    public double? UpTo { get; init; }

    /// <summary>The most of a case that is in the layer.</summary>
    public double Width => UpTo is { } top ? top - Above : double.PositiveInfinity;

    /// <summary>Mean of the part of a case in the layer, which begins at the severity's threshold or above.</summary>
    public double Mean(ICaseTail tail) =>
        tail.MeanExcess(Above) - (UpTo is { } top ? tail.MeanExcess(top) : 0);

    public void Check(Checks checks)
    {
        if (UpTo <= Above)
        {
            checks.Error(nameof(UpTo), "the layer is empty", allowed: "more than above");
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

    [Doc("Generalised Pareto: P(X > x) = (1 + shape (x − threshold) / scale)^(−1/shape); exponential at shape 0.")]
    public GeneralisedParetoTerms? GeneralisedPareto { get; init; }
}

/// <summary>Pareto tail index.</summary>
public sealed record ParetoTerms
{
    [Doc("Tail index; above 1, so that the mean exists. There is a variance above 2 only.")]
    [In(Unit.Number, Min = 1, MinExclusive = true, Max = 1000)]
    public required Figure Alpha { get; init; }
}

/// <summary>A lognormal whose part above the threshold is the severity.</summary>
public sealed record LognormalTerms
{
    [Doc("Mean of the whole lognormal, before the cut.")]
    [In(Unit.Money, Min = 0, MinExclusive = true)]
    public required Figure Mean { get; init; }

    [Doc("Coefficient of variation of the whole lognormal, before the cut.")]
    [In(Unit.Number, Min = 0, MinExclusive = true, Max = 100)]
    public required Figure Cv { get; init; }
}

/// <summary>Scale and shape of a generalised Pareto above the threshold.</summary>
public sealed record GeneralisedParetoTerms
{
    [Doc("Scale: the mean excess over the threshold is scale / (1 − shape).")]
    [In(Unit.Money, Min = 0, MinExclusive = true)]
    public required Figure Scale { get; init; }

    [Doc("Shape: 1/shape is the tail index; below 0 cost has a limit. Below 1, so that the mean exists; there is a variance below 0.5 only.")]
    [In(Unit.Number, Min = -5, Max = 1, MaxExclusive = true)]
    public required Figure Shape { get; init; }
}
