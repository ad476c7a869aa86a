using IcpRisk.Documents;

namespace IcpRisk.Nature.Population;

/// <summary>Population-size risk: the list is larger or smaller than forecast (integrated budgets overview 2018, section 3.2).</summary>
public sealed record PopulationRisk : RiskTerms, IChecked
{
    [Doc("Standard deviation of the log error in the starting list, drawn once a trial.")]
    [In(Unit.Share, Min = 0, Max = 1)]
    public Figure LevelSd { get; init; } = 0;

    [Doc("Standard deviation of a year's surprise in list growth, log scale; surprises accumulate.")]
    [In(Unit.Share, Min = 0, Max = 1)]
    public Figure GrowthSd { get; init; } = 0;

    [Doc("Practices or residents who join and leave, of whom only the number is known.")]
    public MovementTerms? Movement { get; init; }

    [Doc("Practices by name that may join or leave; all others stay.")]
    public Keyed<PracticeTerms> Practices { get; init; } = Keyed<PracticeTerms>.Empty;

    public void Check(Checks checks)
    {
        // What stays must be more than nothing, or a list could vanish.
        var listed = Practices.Values.Where(p => p.Member).Sum(p => p.List);
        if (listed >= 1)
        {
            checks.Error(nameof(Practices), "the practices that may leave make up the whole list", NumberText.Format(listed, Unit.Share), "below 100 %");
        }
    }
}

/// <summary>Anonymous joining and leaving: yearly Poisson numbers, each of a size around one practice in so many.</summary>
public sealed record MovementTerms : IChecked
{
    [Doc("Practices that make up the list: one holds a share of 1/practices on average.")]
    [In(Unit.Count, Min = 2, Max = 1e6)]
    public required double Practices { get; init; }

    [Doc("Practices expected to join in a full year; the forecast contains the planned ones.")]
    [In(Unit.Number, Min = 0, Max = 1000)]
    public Planned<Figure> Joins { get; init; } = Planned<Figure>.Same(0);

    [Doc("Practices expected to leave in a full year; the forecast contains the planned ones.")]
    [In(Unit.Number, Min = 0, Max = 1000)]
    public Planned<Figure> Leaves { get; init; } = Planned<Figure>.Same(0);

    [Doc("Coefficient of variation of a practice's share of the list, which is beta distributed.")]
    [In(Unit.Number, Min = 0, MinExclusive = true, Max = 10)]
    public double SizeCv { get; init; } = 0.6;

    [Doc("Make-up of the lists that join, a share for every cohort; as the list where left out.")]
    [In(Unit.Share, Min = 0, Max = 1)]
    public Keyed<double> JoinerMix { get; init; } = Keyed<double>.Empty;

    public void Check(Checks checks)
    {
        if (SizeCv * SizeCv >= Practices - 1)
        {
            checks.Error(nameof(SizeCv), "no share of a list with this mean can vary so much", allowed: "a square below practices − 1");
        }

        if (JoinerMix.Count > 0 && Math.Abs(JoinerMix.Values.Sum() - 1) > 1e-9)
        {
            checks.Error(nameof(JoinerMix), "the shares make up the whole", NumberText.Format(JoinerMix.Values.Sum(), Unit.Share), "100 %");
        }
    }
}

/// <summary>A practice by name: a member that may leave, or an outsider that may join, and back.</summary>
public sealed record PracticeTerms
{
    [Doc("Its people as a share of the whole list in year 1.")]
    [In(Unit.Share, Min = 0, Max = 1)]
    public required double List { get; init; }

    [Doc("Whether it is a member when the term begins.")]
    public bool Member { get; init; } = true;

    [Doc("Probability that it leaves in a full year while a member.")]
    [In(Unit.Share, Min = 0, Max = 1)]
    public Planned<Figure> Leaves { get; init; } = Planned<Figure>.Same(0);

    [Doc("Probability that it joins in a full year while it is none.")]
    [In(Unit.Share, Min = 0, Max = 1)]
    public Planned<Figure> Joins { get; init; } = Planned<Figure>.Same(0);
}
