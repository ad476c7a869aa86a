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
}

/// <summary>Morbidity on the log scale: a trend whose slope is uncertain, and an AR(1) around it.</summary>
public sealed record MorbidityTerms : IChecked
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

    public void Check(Checks checks) => StartChecks.Check(Start, Persistence, nameof(Persistence), checks);
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
