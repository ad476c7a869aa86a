using IcpRisk.Analysis.Attribution;
using IcpRisk.Nature;
using IcpRisk.Nature.Sampling;
using IcpRisk.Paths;
using IcpRisk.Scenarios;

namespace IcpRisk.Analysis.Stress;

/// <summary>Inputs that are drawn anew together.</summary>
/// <param name="Name">A risk, a driver, or the path of an uncertain figure.</param>
/// <param name="Words">The same for tables.</param>
/// <param name="Inputs">What is drawn anew.</param>
public sealed record InputGroup(string Name, string Words, Redrawn Inputs)
{
    private const string Correlations = "dependence";

    /// <summary>A group for each risk that is on, and one for uncertain correlations, which are of no risk alone.</summary>
    public static IReadOnlyList<InputGroup> ByRisk(Scenario scenario)
    {
        var groups = Players.RisksOn(scenario).Select(risk =>
        {
            var engine = Engine(scenario, new HashSet<Risk> { risk });
            var drivers = engine.Drivers.Where(d => d.Risk == risk).Select(d => d.Name).ToHashSet();

            // A driver of another risk is drawn beside those it is correlated with; it is its own risk's.
            var names = engine.Normals.Select(n => n.Name).Where(n => drivers.Contains(n) || IsMix(n, drivers)).ToHashSet();
            names.UnionWith(engine.UncertainFigures.Where(f => !IsCorrelation(f)));
            return new InputGroup(RiskNames.Key(risk), RiskNames.Words(risk), new Redrawn(names, new HashSet<Risk> { risk }));
        }).ToList();
        var common = Engine(scenario, RiskNames.All.ToHashSet()).UncertainFigures.Where(IsCorrelation).ToHashSet();
        return common.Count == 0 ? groups : [.. groups, new InputGroup(Correlations, "uncertain correlations", new Redrawn(common, new HashSet<Risk>()))];
    }

    /// <summary>A group for each driver and uncertain figure, and one for the single cases of each risk that has any.</summary>
    public static IReadOnlyList<InputGroup> ByDriver(Scenario scenario)
    {
        var none = new HashSet<Risk>();
        var engine = Engine(scenario, RiskNames.All.ToHashSet());
        Risk[] withCases = [.. Players.RisksOn(scenario).Where(r => r is Risk.Volatility || (r is Risk.PopulationSize && scenario.Nature.Risks.PopulationSize.Movement is not null))];
        return
        [
            .. engine.Normals.Select(n => n.Name).Distinct().Select(n => new InputGroup(n, n, new Redrawn(new HashSet<string> { n }, none))),
            .. withCases.Select(r => new InputGroup($"cases.{RiskNames.Key(r)}", $"single cases of {RiskNames.Words(r)}", new Redrawn(new HashSet<string>(), new HashSet<Risk> { r }))),
        ];
    }

    /// <summary>All groups together.</summary>
    public static Redrawn All(IEnumerable<InputGroup> groups) => groups.Aggregate(
        Redrawn.None, (all, g) => new Redrawn(all.Names.Union(g.Inputs.Names).ToHashSet(), all.Cases.Union(g.Inputs.Cases).ToHashSet()));

    /// <summary>All groups but one.</summary>
    public static Redrawn AllBut(IEnumerable<InputGroup> groups, InputGroup one) => All(groups.Where(g => g != one));

    private static bool IsCorrelation(string path) => path.StartsWith(Correlations + ".", StringComparison.Ordinal) || path.EndsWith("correlation", StringComparison.Ordinal);

    private static bool IsMix(string name, HashSet<string> drivers) =>
        name.StartsWith("dependence.student_t/", StringComparison.Ordinal) && drivers.Contains(name[(name.IndexOf('/') + 1)..]);

    private static NatureEngine Engine(Scenario scenario, IReadOnlySet<Risk> on) =>
        new(scenario.Nature, scenario.Time, new NatureOptions(Centre.Expected, on), new PathLayout(scenario.Time.Years, []), scenario.Plan);
}
