using IcpRisk.Documents;
using IcpRisk.Nature.Baseline;
using IcpRisk.Nature.Dependence;
using IcpRisk.Nature.Efficiency;
using IcpRisk.Nature.Epidemiology;
using IcpRisk.Nature.Population;
using IcpRisk.Nature.Quality;
using IcpRisk.Nature.Services;
using IcpRisk.Nature.Utilisation;
using IcpRisk.Nature.Volatility;

namespace IcpRisk.Nature;

/// <summary>All that nature is made of; a scenario has these as top-level keys.</summary>
public sealed record NatureTerms
{
    /// <summary>Name of the place; part of the address of every draw that is not shared between places.</summary>
    public string Place { get; init; } = string.Empty;

    public required PopulationTerms Population { get; init; }

    public required Keyed<ServiceTerms> Services { get; init; }

    public Table<UseRow> Use { get; init; } = Table<UseRow>.Empty;

    public OverheadTerms Overheads { get; init; } = new();

    public Keyed<MetricTerms> Metrics { get; init; } = Keyed<MetricTerms>.Empty;

    public AllocationTerms? Allocation { get; init; }

    public RisksTerms Risks { get; init; } = new();

    /// <summary>Correlations by name, such as can hold together (<see cref="DependenceRepair"/>).</summary>
    public IReadOnlyList<PairTerms> Dependence { get; init; } = [];

    /// <summary>The copula of tied drivers; null for the Gaussian.</summary>
    public CopulaTerms? Copula { get; init; }
}

/// <summary>The risks, each with its drivers.</summary>
public sealed record RisksTerms
{
    [Doc("The list is larger or smaller than forecast.")]
    public PopulationRisk PopulationSize { get; init; } = new();

    [Doc("The make-up and the health of the list differ from forecast.")]
    public EpidemiologicalRisk Epidemiological { get; init; } = new();

    [Doc("Services are used more or less than forecast by the list as it is.")]
    public UtilisationRisk Utilisation { get; init; } = new();

    [Doc("Chance variation of counts and case costs.")]
    public VolatilityRisk Volatility { get; init; } = new();

    [Doc("Prices, savings, care bought elsewhere.")]
    public EfficiencyRisk Efficiency { get; init; } = new();

    [Doc("Scores of quality metrics.")]
    public QualityRisk Quality { get; init; } = new();

    [Doc("The data that the budget was built on were wrong.")]
    public BaselineRisk Baseline { get; init; } = new();
}
