using IcpRisk.Documents;

namespace IcpRisk.Nature.Population;

/// <summary>Population-size risk: the list is larger or smaller than forecast (integrated budgets overview 2018, section 3.2).</summary>
public sealed record PopulationRisk : RiskTerms
{
    [Doc("Standard deviation of the log error in the starting list, drawn once a trial.")]
    [In(Unit.Share, Min = 0, Max = 1)]
    public Figure LevelSd { get; init; } = 0;

    [Doc("Standard deviation of a year's surprise in list growth, log scale; surprises accumulate.")]
    [In(Unit.Share, Min = 0, Max = 1)]
    public Figure GrowthSd { get; init; } = 0;
}
