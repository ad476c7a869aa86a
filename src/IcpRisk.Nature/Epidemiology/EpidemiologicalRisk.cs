using IcpRisk.Documents;

namespace IcpRisk.Nature.Epidemiology;

/// <summary>Epidemiological and demographic risk: the make-up and the health of the list differ from forecast.</summary>
public sealed record EpidemiologicalRisk : RiskTerms
{
    [Doc("Standard deviation of a year's surprise in each cohort's share of the list, log scale; surprises accumulate.")]
    [In(Unit.Share, Min = 0, Max = 1)]
    public Figure MixSd { get; init; } = 0;

    [Doc("Morbidity: need a head within a cohort.")]
    public MorbidityTerms Morbidity { get; init; } = new();

    [Doc("Groups of services or cohorts whose need a head goes its own way, in place of general morbidity.")]
    public Keyed<NeedGroupTerms> NeedGroups { get; init; } = Keyed<NeedGroupTerms>.Empty;

    [Doc("Long-term conditions: how many people have them, and how much more care they use.")]
    public Keyed<ConditionTerms> Conditions { get; init; } = Keyed<ConditionTerms>.Empty;

    [Doc("Shock years: something that happens in some years and changes the use of some services.")]
    public Keyed<ShockTerms> Shocks { get; init; } = Keyed<ShockTerms>.Empty;
}

/// <summary>Morbidity on the log scale: a trend whose slope is uncertain, and an AR(1) around it.</summary>
public record MorbidityTerms : IChecked
{
    [Doc("Standard deviation of next year's surprise, log scale.")]
    [In(Unit.Share, Min = 0, Max = 1)]
    public Figure Sd { get; init; } = 0;

    [Doc("Share of a surprise that is still there a year later.")]
    [In(Unit.Number, Min = 0, Max = 1)]
    public Figure Persistence { get; init; } = 0;

    [Doc("Whether surprises start at zero in year 0 or at their long-run spread.")]
    public Start Start { get; init; } = Start.Zero;

    [Doc("Yearly growth of need a head, log scale; as a distribution its spread is the uncertainty of the slope.")]
    [In(Unit.Share, Min = -0.5, Max = 0.5)]
    public Planned<Figure> Trend { get; init; } = Planned<Figure>.Same(0);

    public virtual void Check(Checks checks) => StartChecks.Check(Start, Persistence, nameof(Persistence), checks);
}

/// <summary>A need group: morbidity of some services, or of some cohorts.</summary>
public sealed record NeedGroupTerms : MorbidityTerms
{
    [Doc("Services whose use follows this group.")]
    public IReadOnlyList<string> Services { get; init; } = [];

    [Doc("Cohorts whose use of any service follows this group.")]
    public IReadOnlyList<string> Cohorts { get; init; } = [];

    public override void Check(Checks checks)
    {
        base.Check(checks);
        if (Services.Count == 0 == (Cohorts.Count == 0))
        {
            checks.Error(nameof(Services), "a need group is one of services or one of cohorts", allowed: "services or cohorts");
        }
    }
}

/// <summary>What holds between a start and a persistence.</summary>
internal static class StartChecks
{
    public static void Check(Start start, Figure persistence, string property, Checks checks)
    {
        // A random walk has no long-run distribution; nor has a persistence that may come as near to one as it likes.
        if (start == Start.Stationary && (persistence.Mean >= 1 || persistence.Distribution is not null))
        {
            checks.Error(property, "a process that starts stationary needs a constant persistence below 1", persistence.ToString());
        }
    }
}

/// <summary>Where an autoregressive process starts.</summary>
public enum Start
{
    [Doc("At zero in year 0: year 1 has one year's surprise.")]
    Zero,

    [Doc("At its long-run distribution: the same spread in every year.")]
    Stationary,
}
