using IcpRisk.Documents;

namespace IcpRisk.Nature.Epidemiology;

/// <summary>A long-term condition: who has it, how that develops, and how much more care it takes.</summary>
public sealed record ConditionTerms : IChecked
{
    [Doc("Share of each cohort that has it, by year; a cohort that is not named has nobody with it.")]
    [In(Unit.Share, Min = 0, Max = 1)]
    public required Keyed<Planned<Yearly>> Prevalence { get; init; }

    [Doc("How many times as much of a service a person with it uses as one without; 1 where a service is not named.")]
    [In(Unit.Number, Min = 0, Max = 1000)]
    public required Keyed<Figure> Use { get; init; }

    [Doc("Standard deviation of next year's surprise in prevalence, logit scale (of a rare condition: of its log); all cohorts share it.")]
    [In(Unit.Share, Min = 0, Max = 1)]
    public Figure Sd { get; init; } = 0;

    [Doc("Standard deviation of a surprise of each cohort's own, logit scale.")]
    [In(Unit.Share, Min = 0, Max = 1)]
    public Figure CohortSd { get; init; } = 0;

    [Doc("Share of a surprise that is still there a year later.")]
    [In(Unit.Number, Min = 0, Max = 1)]
    public Figure Persistence { get; init; } = 1;

    [Doc("Whether surprises start at zero in year 0 or at their long-run spread.")]
    public Start Start { get; init; } = Start.Zero;

    [Doc("Uncertainty of the yearly trend, logit scale, drawn once a trial; all cohorts share it.")]
    [In(Unit.Share, Min = 0, Max = 1)]
    public Figure TrendSd { get; init; } = 0;

    public void Check(Checks checks) => StartChecks.Check(Start, Persistence, nameof(Persistence), checks);
}

/// <summary>A shock: it comes in a year or not, with some severity, and may linger.</summary>
public sealed record ShockTerms : IChecked
{
    [Doc("Probability that it comes in a full year. Planned activity contains shocks at their planned mean.")]
    [In(Unit.Share, Min = 0, Max = 1)]
    public required Planned<Figure> Probability { get; init; }

    [Doc("How severe it is: rise in the use of a service whose weight is 1. As a distribution it is drawn for each shock.")]
    [In(Unit.Share, Min = 0, Max = 20)]
    public required Planned<Figure> Severity { get; init; }

    [Doc("How much of the severity each service feels; below 0 where it is used less (planned care put off).")]
    [In(Unit.Number, Min = -1, Max = 10)]
    public required Keyed<Figure> Services { get; init; }

    [Doc("Share of the effect that is still there a year later.")]
    [In(Unit.Share, Min = 0, Max = 1)]
    public Figure CarryOver { get; init; } = 0;

    public void Check(Checks checks)
    {
        if (Services.Count == 0)
        {
            checks.Error(nameof(Services), "a shock touches at least one service");
        }

        // The planned effect is divided out, so it must leave some use; 50 years are the longest term.
        var level = Probability.Plan.Mean * Severity.Plan.Mean / Math.Max(1 - CarryOver.Mean, 0.02);
        if (Services.Values.Any(weight => 1 + (weight.Mean * level) <= 0))
        {
            checks.Error(nameof(Services), "shocks as planned would leave a service no use at all");
        }
    }
}
