using IcpRisk.Documents;

namespace IcpRisk.Nature.Efficiency;

/// <summary>Efficiency risk: prices rise faster, savings come later or smaller, care is bought elsewhere.</summary>
public sealed record EfficiencyRisk : RiskTerms
{
    [Doc("Programmes that avoid activity or move it to another service, and how much of their effect comes true.")]
    public Keyed<Utilisation.DemandManagementTerms> DemandManagement { get; init; } = Keyed<Utilisation.DemandManagementTerms>.Empty;

    [Doc("What transformation, mobilisation and double running cost over what was planned for them, drawn once a trial.")]
    [In(Unit.Ratio, Min = 0, Max = 10)]
    public Planned<Figure> Overrun { get; init; } = Planned<Figure>.Same(1);

    [Doc("Inflation of input prices, from year 2 on; gross, before any efficiency.")]
    public InflationTerms Inflation { get; init; } = new();

    [Doc("Inflation of single services over the general one: what surprises each has of its own.")]
    public ServiceInflationTerms ServiceInflation { get; init; } = new();

    [Doc("Planned savings and how much of them comes true.")]
    public SavingsTerms? Savings { get; init; }

    [Doc("Care that people choose to have outside the provider, paid from the budget.")]
    public OutsideUseTerms? OutsideUse { get; init; }
}

/// <summary>General inflation: a yearly rate with AR(1) surprises. Surprises act on the rate, so they accumulate in the price.</summary>
public sealed record InflationTerms
{
    [Doc("Yearly inflation the plan is priced with, from year 2 on.")]
    [Shorthand]
    [In(Unit.Share, Min = -0.5, Max = 1)]
    public Yearly Planned { get; init; } = Yearly.Of(0);

    [Doc("Yearly inflation that nature centres on; as planned where left out.")]
    [In(Unit.Share, Min = -0.5, Max = 1)]
    public Yearly? Expected { get; init; }

    [Doc("Standard deviation of next year's surprise in the rate.")]
    [In(Unit.Share, Min = 0, Max = 1)]
    public Figure Sd { get; init; } = 0;

    [Doc("Share of a surprise in the rate that is still there a year later.")]
    [In(Unit.Number, Min = 0, Max = 1)]
    public Figure Persistence { get; init; } = 0;

    [Doc("Pay awards out of line: jumps in the price level beside yearly surprises.")]
    public JumpTerms? Jumps { get; init; }
}

/// <summary>A jump in the price level that comes in a year or not, and stays.</summary>
public sealed record JumpTerms
{
    [Doc("Probability that one comes in a year. Planned inflation contains jumps at their planned mean.")]
    [In(Unit.Share, Min = 0, Max = 1)]
    public required Planned<Figure> Probability { get; init; }

    [Doc("By how much it lifts the price level. As a distribution it is drawn for each jump.")]
    [In(Unit.Share, Min = -0.5, Max = 1)]
    public required Planned<Figure> Size { get; init; }
}

/// <summary>Surprises in the price of single services, over the general ones.</summary>
public sealed record ServiceInflationTerms
{
    [Doc("Standard deviation of next year's surprise in a service's own rate.")]
    [Shorthand]
    [In(Unit.Share, Min = 0, Max = 1)]
    public Figure Sd { get; init; } = 0;

    [Doc("Share of a surprise that is still there a year later.")]
    [In(Unit.Number, Min = 0, Max = 1)]
    public Figure Persistence { get; init; } = 0;
}

/// <summary>Savings: a planned cumulative share of unit cost, of which a share is realised, perhaps late.</summary>
public sealed record SavingsTerms
{
    [Doc("Cumulative share of unit cost saved by each year, as planned.")]
    [In(Unit.Share, Min = 0, Max = 0.9)]
    public required Yearly Planned { get; init; }

    [Doc("Share of each year's planned new savings that comes true; as a distribution it is drawn each year.")]
    [In(Unit.Share, Min = 0, Max = 2)]
    public Planned<Figure> Realised { get; init; } = Planned<Figure>.Same(1);

    [Doc("Persistence of the realised share over the years, on the normal scale.")]
    [In(Unit.Number, Min = 0, Max = 1)]
    public Figure Persistence { get; init; } = 0;

    [Doc("Years by which savings come later than planned; as a distribution it is drawn once a trial.")]
    [In(Unit.Years, Min = 0, Max = 20)]
    public Planned<Figure> Delay { get; init; } = Planned<Figure>.Same(0);

    [Doc("Services that save; all in scope where left out.")]
    public IReadOnlyList<string> Services { get; init; } = [];
}

/// <summary>Care used outside the provider.</summary>
public sealed record OutsideUseTerms
{
    [Doc("Services whose care people may have elsewhere.")]
    public required IReadOnlyList<string> Services { get; init; }

    [Doc("Share of activity used outside.")]
    public required OutsideShareTerms Share { get; init; }

    [Doc("Price outside over the planned unit cost.")]
    [In(Unit.Ratio, Min = 0, Max = 10)]
    public Planned<Figure> PriceRatio { get; init; } = Planned<Figure>.Same(1);

    [Doc("Standard deviation of next year's surprise in the price outside, log scale.")]
    [In(Unit.Share, Min = 0, Max = 1)]
    public Figure PriceSd { get; init; } = 0;

    [Doc("Share of such a surprise that is still there a year later.")]
    [In(Unit.Number, Min = 0, Max = 1)]
    public Figure PricePersistence { get; init; } = 0;
}

/// <summary>The share of care used outside: a beta with persistence.</summary>
public sealed record OutsideShareTerms
{
    [Doc("Share the plan is priced with; as expected where left out.")]
    [In(Unit.Share, Min = 0, Max = 1)]
    public Figure? Planned { get; init; }

    [Doc("Mean share.")]
    [In(Unit.Share, Min = 0, Max = 1)]
    public required Figure Expected { get; init; }

    [Doc("Standard deviation of the share in any one year.")]
    [In(Unit.Share, Min = 0, Max = 0.5)]
    public Figure Sd { get; init; } = 0;

    [Doc("Persistence over the years, on the normal scale.")]
    [In(Unit.Number, Min = 0, Max = 1)]
    public Figure Persistence { get; init; } = 0.5;
}
