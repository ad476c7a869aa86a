using IcpRisk.Nature;
using IcpRisk.Scenarios;

namespace IcpRisk.Analysis.Attribution;

/// <summary>What a measure is attributed to: risks, or groups of drivers. Player k is bit k of a subset.</summary>
/// <param name="Names">Names as files have them.</param>
/// <param name="Words">Names as tables have them.</param>
/// <param name="Nature">How nature is made with the players of a subset on, and the others at their conditional means.</param>
public sealed record Players(IReadOnlyList<string> Names, IReadOnlyList<string> Words, Func<int, NatureOptions> Nature)
{
    public int Count => Names.Count;

    /// <summary>The subset of all.</summary>
    public int All => (int)((1L << Count) - 1);

    /// <summary>The risks that are on in a scenario.</summary>
    public static Players Risks(Scenario scenario)
    {
        Risk[] on = [.. RisksOn(scenario)];
        return new Players(
            [.. on.Select(RiskNames.Key)], [.. on.Select(RiskNames.Words)],
            subset => new NatureOptions(Centre.Expected, on.Where((_, k) => (subset >> k & 1) == 1).ToHashSet()));
    }

    /// <summary>The risks that are on in a scenario, in their order.</summary>
    public static IReadOnlyList<Risk> RisksOn(Scenario scenario) => [.. RiskNames.All.Where(r => scenario.Nature.Risks.Terms(r).On)];

    /// <summary>Everything that is on in a scenario.</summary>
    public static NatureOptions AllOn(Scenario scenario) => new(Centre.Expected, RisksOn(scenario).ToHashSet());
}
