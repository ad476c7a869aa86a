using IcpRisk.Nature;
using IcpRisk.Scenarios;

namespace IcpRisk.Analysis.Attribution;

/// <summary>What a measure is attributed to: risks, or groups of what can be switched off by itself. Player k is bit k of a subset.</summary>
/// <param name="Names">Names as files have them.</param>
/// <param name="Words">Names as tables have them.</param>
/// <param name="Nature">How nature is made with the players of a subset on, and the others at their conditional means.</param>
public sealed record Players(IReadOnlyList<string> Names, IReadOnlyList<string> Words, Func<UInt128, NatureOptions> Nature)
{
    /// <summary>Players there may be.</summary>
    public const int Most = 120;

    /// <summary>Players up to which all subsets are counted out.</summary>
    public const int MostCounted = 8;

    public int Count => Names.Count;

    /// <summary>The subset of all.</summary>
    public UInt128 All => (UInt128.One << Count) - 1;

    /// <summary>Whether a subset holds a player.</summary>
    public static bool Has(UInt128 subset, int player) => (subset >> player & 1) == 1;

    /// <summary>The risks that are on in a scenario.</summary>
    public static Players Risks(Scenario scenario)
    {
        Risk[] on = [.. RisksOn(scenario)];
        return new Players(
            [.. on.Select(RiskNames.Key)], [.. on.Select(RiskNames.Words)],
            subset => new NatureOptions(Centre.Expected, on.Where((_, k) => Has(subset, k)).ToHashSet()));
    }

    /// <summary>Groups of drivers and uncertain figures. A risk is on while anything of it is.</summary>
    /// <param name="groups">Groups, which share no member.</param>
    public static Players Groups(IReadOnlyList<SwitchGroup> groups) => new(
        [.. groups.Select(g => g.Name)], [.. groups.Select(g => g.Name)],
        subset => new NatureOptions(
            Centre.Expected,
            groups.Where((_, k) => Has(subset, k)).SelectMany(g => g.Members).Select(m => m.Risk).OfType<Risk>().ToHashSet())
        {
            Off = groups.Where((_, k) => !Has(subset, k)).SelectMany(g => g.Members).Select(m => m.Name).ToHashSet(),
        });

    /// <summary>The risks that are on in a scenario, in their order.</summary>
    public static IReadOnlyList<Risk> RisksOn(Scenario scenario) => [.. RiskNames.All.Where(r => scenario.Nature.Risks.Terms(r).On)];

    /// <summary>Everything that is on in a scenario.</summary>
    public static NatureOptions AllOn(Scenario scenario) => new(Centre.Expected, RisksOn(scenario).ToHashSet());
}
