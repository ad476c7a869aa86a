using IcpRisk.Numerics.Sampling;
using IcpRisk.Numerics.Statistics;
using IcpRisk.Scenarios;

namespace IcpRisk.Simulation;

/// <summary>How a run spreads its drivers over trials.</summary>
public sealed record SamplingOptions
{
    /// <summary>Independent trials that all count alike.</summary>
    public static SamplingOptions Plain { get; } = new();

    public SamplingMethod Method { get; init; }

    /// <summary>Whether trial 2k + 1 mirrors trial 2k.</summary>
    public bool IsAntithetic { get; init; }

    /// <summary>Which tail is drawn more often than it happens; null for none.</summary>
    public ImportanceOptions? Importance { get; init; }

    /// <summary>Which trials depend on one another; null where none do.</summary>
    public TrialClusters? Clusters => TrialClusters.Of(Method, IsAntithetic);

    /// <summary>Whether the summary needs columns kept whole: for weights, or for the spread of dependent trials.</summary>
    public bool NeedsWholeColumns => Importance is not null || Clusters is not null;

    /// <summary>Name of the method as scenarios write it.</summary>
    public string Name => Method switch
    {
        SamplingMethod.LatinHypercube => "latin_hypercube",
        SamplingMethod.Sobol => "sobol",
        _ => "plain",
    };

    /// <summary>What a scenario asks for.</summary>
    public static SamplingOptions Of(SimulationTerms terms) => new()
    {
        Method = terms.Sampling ?? SamplingMethod.Plain,
        IsAntithetic = terms.Antithetic ?? false,
        Importance = terms.Importance is { } i
            ? new ImportanceOptions { Drivers = i.Drivers, TailOf = i.TailOf, Level = i.Level, Nominal = i.Nominal }
            : null,
    };

    /// <summary>In words, for a summary's head; empty of plain trials.</summary>
    public string Words()
    {
        var words = new List<string>();
        if (Method == SamplingMethod.Plain && IsAntithetic)
        {
            words.Add("antithetic pairs");
        }
        else if (Clusters is { } clusters)
        {
            var method = Method == SamplingMethod.Sobol ? "scrambled Sobol points" : "Latin hypercubes";
            words.Add($"{method} in {clusters.Randomisations} randomisations{(IsAntithetic ? " and their mirrors" : string.Empty)}");
        }

        if (Importance is { } importance)
        {
            words.Add(importance.Drivers.Count > 0 ? "importance sampling by named drivers" : $"importance sampling of the tail of {importance.TailOf}");
        }

        return string.Join(", ", words);
    }
}

/// <summary>Importance sampling as asked for.</summary>
public sealed record ImportanceOptions
{
    /// <summary>Drivers to move, by so many standard deviations; none: a pilot run finds them.</summary>
    public IReadOnlyDictionary<string, double> Drivers { get; init; } = new Dictionary<string, double>();

    /// <summary>Column of the term whose bad tail the pilot run looks at.</summary>
    public string TailOf { get; init; } = "provider_surplus";

    /// <summary>Level of the loss that matters most, in (0, 1).</summary>
    public double Level { get; init; } = 0.995;

    /// <summary>Share of trials drawn as they are, in (0, 1).</summary>
    public double Nominal { get; init; } = 0.2;
}
