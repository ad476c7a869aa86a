using IcpRisk.Documents;

namespace IcpRisk.Nature.Epidemiology;

/// <summary>Epidemiological and demographic risk: the make-up and the health of the list differ from forecast.</summary>
public sealed record EpidemiologicalRisk : RiskTerms
{
    [Doc("Standard deviation of a year's surprise in each cohort's share of the list, log scale; surprises accumulate.")]
    [In(Unit.Share, Min = 0, Max = 0.2)]
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

    public virtual void Check(Checks checks)
    {
        StartChecks.Check(Start, Persistence, nameof(Persistence), checks);
        SlopeChecks.Check(Trend.Plan, nameof(Trend), checks);
        SlopeChecks.Check(Trend.Expect, nameof(Trend), checks);
    }
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

/// <summary>What the exponential of a slope asks of its distribution.</summary>
internal static class SlopeChecks
{
    // Need is divided by the mean of exp(slope · years): without one, every trial would be divided by what the tail makes of it.
    public static void Check(Figure slope, string property, Checks checks)
    {
        if (slope.Distribution is { Kind: "lognormal" or "gamma" or "student_t" or "generalised_pareto" } heavy
            && double.IsPositiveInfinity(heavy.Greatest)
            && !(heavy.Kind == "generalised_pareto" && heavy["shape"] < 0))
        {
            checks.Error(
                property, "over the years its upper tail outweighs all else: growth has no mean, or one ruled by the tail", slope.ToString(),
                "a distribution that ends above, such as a triangular, or greatest beside its parameters");
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
