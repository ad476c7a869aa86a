using IcpRisk.Documents;
using IcpRisk.Numerics.Sampling;

namespace IcpRisk.Scenarios;

/// <summary>How many trials, from which seed, and how they are spread.</summary>
public sealed record SimulationTerms
{
    [Doc("Trials of a run that names no number.")]
    [In(Unit.Count, Min = 1, Max = 4e9)]
    [Setting]
    public long Trials { get; init; } = 100_000;

    [Doc("Seed: the same scenario and seed give the same values to the bit.")]
    [In(Unit.Count, Min = 0)]
    [Setting]
    public long Seed { get; init; } = 1;

    [Doc("Nominal yearly rate at which present values are discounted, from mid-year.")]
    [In(Unit.Share, Min = -0.5, Max = 1)]
    public double DiscountRate { get; init; } = 0.035;

    [Doc("How drivers are spread over trials: plain (independent, where left out), latin_hypercube or sobol.")]
    public SamplingMethod? Sampling { get; init; }

    [Doc("Every second trial mirrors the one before: its drivers have the opposite surprises.")]
    public bool? Antithetic { get; init; }

    [Doc("Draws bad outcomes more often than they happen, and weights trials accordingly.")]
    public ImportanceTerms? Importance { get; init; }
}

/// <summary>Importance sampling of a tail: by drivers that are named, or by those that a pilot run finds.</summary>
public sealed record ImportanceTerms : IChecked
{
    [Doc("Drivers (or paths of uncertain figures) to move, each by so many standard deviations of its surprise; none: found by a pilot run.")]
    [In(Unit.Number, Min = -6, Max = 6)]
    [Setting]
    public Keyed<double> Drivers { get; init; } = Keyed<double>.Empty;

    [Doc("Column of outcomes over the term whose bad tail is sought by the pilot run.")]
    public string TailOf { get; init; } = "provider_surplus";

    [Doc("How far out: the level of the loss that matters most.")]
    [In(Unit.Share, Min = 0.5, Max = 0.9999)]
    [Setting]
    public double Level { get; init; } = 0.995;

    [Doc("Share of trials drawn as they are; a trial's weight is at most 1 over it.")]
    [In(Unit.Share, Min = 0.01, Max = 0.99)]
    [Setting]
    public double Nominal { get; init; } = 0.2;

    public void Check(Checks checks)
    {
        if (Drivers.Count > 0 && Drivers.Values.All(shift => shift == 0))
        {
            checks.Error(nameof(Drivers), "no driver is moved", allowed: "a shift other than 0");
        }
    }
}
