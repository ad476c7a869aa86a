using IcpRisk.Contracts;
using IcpRisk.Documents;
using IcpRisk.Nature;
using IcpRisk.Nature.Dependence;
using IcpRisk.Nature.Population;
using IcpRisk.Nature.Quality;
using IcpRisk.Nature.Services;
using IcpRisk.Paths;

namespace IcpRisk.Scenarios;

/// <summary>A scenario as a person writes it: one place, its people, services and risks, one contract, how to simulate.</summary>
public sealed record ScenarioTerms : IChecked
{
    [Doc("Version of the scenario format: 1.")]
    [In(Unit.Count, Min = 1, Max = 1)]
    [Setting]
    public required int Icprisk { get; init; }

    [Doc("Short name, for files and tables.")]
    public required string Name { get; init; }

    [Doc("What the scenario is about, in a line.")]
    public string Title { get; init; } = string.Empty;

    [Doc("When the contract starts and how long it runs.")]
    public required TermTerms Term { get; init; }

    [Doc("What the contract covers and what not, in words.")]
    public ScopeTerms Scope { get; init; } = new();

    [Doc("The list by cohort.")]
    public required PopulationTerms Population { get; init; }

    [Doc("Service lines by name.")]
    public required Keyed<ServiceTerms> Services { get; init; }

    [Doc("Relative use a head by service and cohort; a service's own `use` takes precedence, the cohort's need fills gaps.")]
    public Table<UseRow> Use { get; init; } = Table<UseRow>.Empty;

    [Doc("What the provider spends beside services.")]
    public OverheadTerms Overheads { get; init; } = new();

    [Doc("Quality metrics: what they are expected to score. What they earn is the contract's.")]
    public Keyed<MetricTerms> Metrics { get; init; } = Keyed<MetricTerms>.Empty;

    [Doc("The commissioner's allocation for the services of the contract.")]
    public AllocationTerms? Allocation { get; init; }

    [Doc("The risks and their drivers.")]
    public RisksTerms Risks { get; init; } = new();

    [Doc("How drivers hang together: a list of correlations by pairs of names, or a map with pairs, copula and repair.")]
    public DependenceTerms Dependence { get; init; } = new();

    [Doc("The contract.")]
    public required ContractTerms Contract { get; init; }

    [Doc("Named stresses, for icprisk stress.")]
    public Keyed<Stress.StressTerms> Stresses { get; init; } = Keyed<Stress.StressTerms>.Empty;

    [Doc("How to simulate.")]
    public SimulationTerms Simulation { get; init; } = new();

    /// <summary>The part that nature is made of.</summary>
    public NatureTerms ToNature() => new()
    {
        Population = Population,
        Services = Services,
        Use = Use,
        Overheads = Overheads,
        Metrics = Metrics,
        Allocation = Allocation,
        Risks = Risks,
        Dependence = Dependence.Pairs,
        Copula = Dependence.Copula,
    };

    public void Check(Checks checks)
    {
        checks.RequireYears(Term.ToTimeAxis().Years);
        CrossReferences.Check(this, checks);
    }
}

/// <summary>The contract years.</summary>
public sealed record TermTerms : IChecked
{
    [Doc("First day of contract year 1.")]
    public required DateOnly Starts { get; init; }

    [Doc("Length in years; 3.5 makes a stub of half a year.")]
    [In(Unit.Years, Min = 0, MinExclusive = true, Max = 30)]
    [Setting]
    public required double Years { get; init; }

    [Doc("Where a part of a year goes.")]
    public StubPlace Stub { get; init; } = StubPlace.Last;

    public TimeAxis ToTimeAxis()
    {
        var whole = (int)Math.Floor(Years);
        var part = Years - whole;
        List<double> exposure = [.. Enumerable.Repeat(1.0, whole)];
        if (part > 0)
        {
            exposure.Insert(Stub == StubPlace.First ? 0 : whole, part);
        }

        return new TimeAxis(Starts, exposure);
    }

    public void Check(Checks checks)
    {
        var months = Years * 12;
        if (Math.Abs(months - Math.Round(months)) > 1e-6)
        {
            checks.Error(nameof(Years), "a term is a whole number of months", allowed: "5, 3.5, 2.25");
        }
    }
}

/// <summary>Which contract year is a part of a year only.</summary>
public enum StubPlace
{
    Last,
    First,
}

/// <summary>Scope in words; nothing is computed from it.</summary>
public sealed record ScopeTerms
{
    [Doc("What is covered.")]
    public IReadOnlyList<string> Includes { get; init; } = [];

    [Doc("What is left out.")]
    public IReadOnlyList<string> Excludes { get; init; } = [];
}
