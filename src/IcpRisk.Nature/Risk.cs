namespace IcpRisk.Nature;

/// <summary>The risks of an integrated-care contract; every driver belongs to exactly one.</summary>
public enum Risk
{
    PopulationSize,
    Epidemiological,
    Utilisation,
    Volatility,
    Efficiency,
    Quality,
    Baseline,
}

/// <summary>Names of the risks as scenarios write them.</summary>
public static class RiskNames
{
    public static IReadOnlyList<Risk> All { get; } = Enum.GetValues<Risk>();

    /// <summary>The key under <c>risks:</c>.</summary>
    public static string Key(Risk risk) => risk switch
    {
        Risk.PopulationSize => "population_size",
        Risk.Epidemiological => "epidemiological",
        Risk.Utilisation => "utilisation",
        Risk.Volatility => "volatility",
        Risk.Efficiency => "efficiency",
        Risk.Quality => "quality",
        Risk.Baseline => "baseline",
        _ => throw new ArgumentOutOfRangeException(nameof(risk)),
    };

    /// <summary>The risk in words.</summary>
    public static string Words(Risk risk) => risk switch
    {
        Risk.PopulationSize => "population size",
        Risk.Epidemiological => "epidemiological and demographic",
        Risk.Baseline => "baseline data",
        _ => Key(risk),
    };

    public static RiskTerms Terms(this RisksTerms risks, Risk risk) => risk switch
    {
        Risk.PopulationSize => risks.PopulationSize,
        Risk.Epidemiological => risks.Epidemiological,
        Risk.Utilisation => risks.Utilisation,
        Risk.Volatility => risks.Volatility,
        Risk.Efficiency => risks.Efficiency,
        Risk.Quality => risks.Quality,
        Risk.Baseline => risks.Baseline,
        _ => throw new ArgumentOutOfRangeException(nameof(risk)),
    };
}
