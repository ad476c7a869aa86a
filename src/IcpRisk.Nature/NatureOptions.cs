using IcpRisk.Nature.Sampling;
using IcpRisk.Nature.Stress;

namespace IcpRisk.Nature;

/// <summary>Which of two figures nature centres on where a scenario gives both.</summary>
public enum Centre
{
    /// <summary>What is expected to happen.</summary>
    Expected,

    /// <summary>What the contract was priced on.</summary>
    Planned,
}

/// <summary>How a plan is made from the same terms.</summary>
/// <param name="Centre">What nature centres on.</param>
/// <param name="On">The risks that are drawn; a risk that is not here, or is off in the scenario, takes its conditional mean.</param>
public sealed record NatureOptions(Centre Centre, IReadOnlySet<Risk> On)
{
    /// <summary>
    /// Drivers of risks that are on, and paths of uncertain figures, that take their conditional mean all the same.
    /// <see cref="NatureEngine.Switches"/> has the names; no other draw moves.
    /// </summary>
    public IReadOnlySet<string> Off { get; init; } = new HashSet<string>();

    /// <summary>Factors on what happens; the plan has none.</summary>
    public NatureMoves Moves { get; init; } = NatureMoves.None;

    /// <summary>Drivers and uncertain figures that are held within a part of what they may be.</summary>
    public IReadOnlyList<DriverBand> Bands { get; init; } = [];

    /// <summary>What is drawn anew.</summary>
    public Redrawn Redrawn { get; init; } = Redrawn.None;

    /// <summary>Everything as the scenario says.</summary>
    public static NatureOptions Full { get; } = new(Centre.Expected, RiskNames.All.ToHashSet());

    /// <summary>Nothing drawn, centred on what was planned: the plan itself.</summary>
    public static NatureOptions Plan { get; } = new(Centre.Planned, new HashSet<Risk>());

    /// <summary>Nothing drawn, centred on what is expected.</summary>
    public static NatureOptions AllOff { get; } = new(Centre.Expected, new HashSet<Risk>());
}
