using IcpRisk.Analysis.Measures;
using IcpRisk.Nature;
using IcpRisk.Scenarios;

namespace IcpRisk.Analysis.Variants;

/// <summary>One of several scenarios that are run on the same draws, with what is asked of it.</summary>
/// <param name="Name">For tables.</param>
/// <param name="Scenario">What is run.</param>
/// <param name="Measures">What is asked; the same questions of each variant.</param>
public sealed record Variant(string Name, Scenario Scenario, MeasureSet Measures)
{
    // What neither nature nor the plan is made of. Simulation is not the scenario's here: trials, seed and sampling are given.
    private static readonly string[] Elsewhere = ["icprisk", "name", "title", "scope", "contract", "simulation", "stresses"];

    /// <summary>How its nature is made: as the scenario says, or stressed.</summary>
    public NatureOptions Nature { get; init; } = NatureOptions.Full;

    /// <summary>
    /// The same of two variants whose paths are the same to the bit, so that both can settle one sample, if
    /// <see cref="Nature"/> is the same too.
    /// </summary>
    public string Paths { get; } = Scenario.Document.HashWithout(Elsewhere);
}
