using IcpRisk.Documents;

namespace IcpRisk.Contracts.Value;

/// <summary>
/// The planned value of the contract, nominal, for full years (a part year is scaled by its exposure): one sum that grows,
/// a list by year, or funding streams that grow apart.
/// </summary>
public sealed record ValueTerms : IChecked
{
    [In(Unit.Money, Min = 0, MinExclusive = true)]
    [Doc("Value of contract year 1.")]
    public double? Year1 { get; init; }

    [In(Unit.Share, Min = -0.5, Max = 1)]
    [Doc("Growth of the value into each year from the year before; the figure of year 1 is not used.")]
    public Yearly? Uplift { get; init; }

    [Doc("The uplift built up from its parts, instead of one figure.")]
    public BuildUpTerms? BuildUp { get; init; }

    [In(Unit.Money, Min = 0)]
    [Doc("Value of every year, instead of year_1 and an uplift.")]
    public Yearly? ByYear { get; init; }

    [Doc("Funding streams, instead of one value; the contract value is their sum.")]
    public Keyed<StreamTerms> Streams { get; init; } = Keyed<StreamTerms>.Empty;

    [In(Unit.Money, Min = 0)]
    [Doc("Transformation funding added to the value, by year; it does not grow by the uplift.")]
    public Yearly? Transformation { get; init; }

    public void Check(Checks checks)
    {
        var ways = (Year1 is null ? 0 : 1) + (ByYear is null ? 0 : 1) + (Streams.Count == 0 ? 0 : 1);
        if (ways != 1)
            checks.Error("", "the value is given in exactly one way", null, "year_1, by_year or streams");
        if (Uplift is not null && BuildUp is not null)
            checks.Error(nameof(BuildUp), "the uplift is given as one figure or by its parts, not both");
        if (ByYear is not null && (Uplift is not null || BuildUp is not null))
            checks.Error(nameof(ByYear), "a value given for every year has no uplift");
    }
}

/// <summary>One funding stream of the value: a commissioner's budget, a grant.</summary>
public sealed record StreamTerms
{
    [Required]
    [In(Unit.Money, Min = 0)]
    [Doc("Value of contract year 1.")]
    public double Year1 { get; init; }

    [In(Unit.Share, Min = -1, Max = 1)]
    [Doc("Growth into each year from the year before. Default: the uplift of the whole value.")]
    public Yearly? Uplift { get; init; }

    [Doc("The commissioner or funder that pays the stream. Default: all commissioners by their shares.")]
    public string? Payer { get; init; }
}

/// <summary>Whether a part of the uplift follows the plan.</summary>
public enum FromPlan
{
    None,
    Planned,
}

/// <summary>
/// Uplift of a year: (1 + population)(1 + need)(1 + inflation)(1 + other)(1 − efficiency) − 1. Inflation is gross of the
/// efficiency requirement, which stands on its own here, so that neither is counted twice.
/// </summary>
public sealed record BuildUpTerms
{
    [Doc("planned: the value grows with the planned list; none: it does not.")]
    public FromPlan Population { get; init; }

    [Doc("planned: the value grows with planned need a head; none: it does not.")]
    public FromPlan Need { get; init; }

    [In(Unit.Share, Min = -0.5, Max = 1)]
    [Doc("Inflation allowed, before the efficiency requirement.")]
    public Yearly Inflation { get; init; } = 0;

    [In(Unit.Share, Min = -0.5, Max = 1)]
    [Doc("Any other growth allowed.")]
    public Yearly Other { get; init; } = 0;

    [In(Unit.Share, Min = 0, Max = 0.5)]
    [Doc("Efficiency requirement (QIPP included), taken off each year.")]
    public Yearly Efficiency { get; init; } = 0;
}
