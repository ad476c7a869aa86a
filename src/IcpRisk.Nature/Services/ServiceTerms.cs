using IcpRisk.Documents;
using IcpRisk.Nature.Volatility;

namespace IcpRisk.Nature.Services;

/// <summary>Where care is given.</summary>
public enum Setting
{
    Acute,
    Community,
    MentalHealth,
    PrimaryCare,
    Prescribing,
    SocialCare,
    Other,
}

/// <summary>Whether the provider's budget covers a service.</summary>
public enum Scope
{
    [Doc("The provider bears its cost.")]
    In,

    [Doc("The commissioner goes on paying for it.")]
    Out,
}

/// <summary>A service line: activity and cost in contract year 1, and how they are planned to grow.</summary>
public sealed record ServiceTerms : IChecked
{
    [Doc("Where the care is given.")]
    public Setting Setting { get; init; } = Setting.Other;

    [Doc("Whether the provider's budget covers it.")]
    public Scope Scope { get; init; } = Scope.In;

    [Doc("Activity in contract year 1: contacts, admissions, items or packages, as its unit cost counts them.")]
    [In(Unit.Count, Min = 0)]
    public required Planned<Figure> Activity { get; init; }

    [Doc("Yearly growth of activity a head from year 2 on, over and above demography and morbidity.")]
    [In(Unit.Share, Min = -0.5, Max = 0.5)]
    public Planned<Yearly> Growth { get; init; } = Planned<Yearly>.Same(Yearly.Of(0));

    [Doc("Cost of one unit of activity in contract year 1.")]
    [In(Unit.Money, Min = 0)]
    public required Planned<Figure> UnitCost { get; init; }

    [Doc("Yearly inflation of this service over the general one, from year 2 on.")]
    [In(Unit.Share, Min = -0.5, Max = 0.5)]
    public Planned<Yearly> RelativeInflation { get; init; } = Planned<Yearly>.Same(Yearly.Of(0));

    [Doc("Share of its cost that does not follow activity within the year.")]
    [In(Unit.Share, Min = 0, Max = 1)]
    public Figure Fixed { get; init; } = 0;

    [Doc("Share of the gap between fixed capacity and activity that is closed each year; the rest is stranded, or a reserve.")]
    [In(Unit.Share, Min = 0, Max = 1)]
    public Figure FixedRelease { get; init; } = 0.5;

    [Doc("Coefficient of variation of what one case costs; 0 means that every case costs the same.")]
    [In(Unit.Number, Min = 0, Max = 100)]
    public Figure CaseCv { get; init; } = 0;

    [Doc("Skewness of what one case costs; a lognormal's, cv³ + 3 cv, where left out.")]
    [In(Unit.Number, Min = 0, MinExclusive = true, Max = 1e6)]
    public Figure? CaseSkewness { get; init; }

    [Doc("Classes of people by what they use in a year, from which case_cv and case_skewness follow. Default: as stated.")]
    public Keyed<PersonTerms>? Persons { get; init; }

    [Doc("Variance of yearly activity over its mean, where it differs from the volatility risk's.")]
    [In(Unit.Number, Min = 1, Max = 1e6)]
    public Figure? Dispersion { get; init; }

    [Doc("Use a head by cohort relative to other cohorts; the cohort's need where left out.")]
    [In(Unit.Number, Min = 0)]
    public Keyed<Figure> Use { get; init; } = Keyed<Figure>.Empty;

    [Doc("The list that uses it: a name of population.exposures; the whole list where left out.")]
    public string? Exposure { get; init; }

    public void Check(Checks checks)
    {
        if (Persons is not { } persons)
        {
            return;
        }

        if (persons.Count == 0)
        {
            checks.Error(nameof(Persons), "at least one class of people is needed");
        }

        // A rounding error above 1 is no person too many.
        if (persons.Values.Sum(p => p.Share.Mean) is > 1 + 1e-9 and var all)
        {
            checks.Error(nameof(Persons), "classes have more people than the list", NumberText.Format(all, Unit.Share), "together at most 100 %");
        }

        foreach (var (property, stated) in new[] { (nameof(CaseCv), CaseCv.Constant is not 0), (nameof(CaseSkewness), CaseSkewness is not null) })
        {
            if (stated)
            {
                checks.Error(property, "this follows from persons; give one or the other");
            }
        }
    }
}

/// <summary>A row of a table of use: how much one person of a cohort uses a service relative to other cohorts.</summary>
public sealed record UseRow
{
    [Doc("Name of the service.")]
    public required string Service { get; init; }

    [Doc("Name of the cohort.")]
    public required string Cohort { get; init; }

    [Doc("Relative use a head.")]
    [In(Unit.Number, Min = 0)]
    public required Figure Use { get; init; }
}

/// <summary>Overheads of the provider, nominal by year.</summary>
public sealed record OverheadTerms
{
    [Doc("Management of the contract, by year.")]
    [In(Unit.Money, Min = 0)]
    public Yearly Management { get; init; } = Yearly.Of(0);

    [Doc("Setting up, by year.")]
    [In(Unit.Money, Min = 0)]
    public Yearly Mobilisation { get; init; } = Yearly.Of(0);

    [Doc("Running old and new services side by side, by year.")]
    [In(Unit.Money, Min = 0)]
    public Yearly DoubleRunning { get; init; } = Yearly.Of(0);

    [Doc("Changing how care is given: redesign, training, systems, by year.")]
    [In(Unit.Money, Min = 0)]
    public Yearly Transformation { get; init; } = Yearly.Of(0);

    [Doc("Value added tax that cannot be recovered, by year.")]
    [In(Unit.Money, Min = 0)]
    public Yearly IrrecoverableVat { get; init; } = Yearly.Of(0);
}

/// <summary>The commissioner's allocation for the services of the contract.</summary>
public sealed record AllocationTerms
{
    [Doc("The allocation by year.")]
    [Shorthand]
    [In(Unit.Money, Min = 0)]
    public required Planned<Yearly> Planned { get; init; }
}
