using IcpRisk.Documents;
using IcpRisk.Nature.Epidemiology;

namespace IcpRisk.Nature.Utilisation;

/// <summary>Utilisation risk: services are used more or less often than forecast by the list as it is.</summary>
public sealed record UtilisationRisk : RiskTerms, IChecked
{
    [Doc("Standard deviation of next year's surprise in a service's activity, log scale.")]
    [In(Unit.Share, Min = 0, Max = 1)]
    public Figure Sd { get; init; } = 0;

    [Doc("Share of a surprise that is still there a year later.")]
    [In(Unit.Number, Min = 0, Max = 1)]
    public Figure Persistence { get; init; } = 0;

    [Doc("Whether surprises start at zero in year 0 or at their long-run spread.")]
    public Start Start { get; init; } = Start.Zero;

    [Doc("Uncertainty of each service's growth rate, log scale a year, drawn once a trial.")]
    [In(Unit.Share, Min = 0, Max = 1)]
    public Figure TrendSd { get; init; } = 0;

    [Doc("Correlation of surprises between any two services that `dependence` does not name; as a distribution it is drawn once a trial.")]
    [In(Unit.Number, Min = 0, Max = 1, MaxExclusive = true)]
    public Figure Correlation { get; init; } = 0;

    [Doc("Correlation of growth-rate errors between any two services that `dependence` does not name; as a distribution it is drawn once a trial.")]
    [In(Unit.Number, Min = 0, Max = 1, MaxExclusive = true)]
    public Figure TrendCorrelation { get; init; } = 0;

    [Doc("Figures of single services that differ from those above.")]
    public Keyed<ServiceUtilisation> Services { get; init; } = Keyed<ServiceUtilisation>.Empty;

    public void Check(Checks checks)
    {
        StartChecks.Check(Start, Persistence, nameof(Persistence), checks);
        foreach (var (name, service) in Services)
        {
            StartChecks.Check(Start, service.Persistence ?? Persistence, $"{nameof(Services)}.{name}", checks);
        }
    }
}

/// <summary>Utilisation figures of one service; what is left out is taken from the risk.</summary>
public sealed record ServiceUtilisation
{
    [Doc("Standard deviation of next year's surprise, log scale.")]
    [In(Unit.Share, Min = 0, Max = 1)]
    public Figure? Sd { get; init; }

    [Doc("Share of a surprise that is still there a year later.")]
    [In(Unit.Number, Min = 0, Max = 1)]
    public Figure? Persistence { get; init; }

    [Doc("Uncertainty of the growth rate, log scale a year.")]
    [In(Unit.Share, Min = 0, Max = 1)]
    public Figure? TrendSd { get; init; }
}
