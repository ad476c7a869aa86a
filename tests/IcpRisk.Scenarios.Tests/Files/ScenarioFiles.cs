using IcpRisk.Contracts.Outcomes;
using IcpRisk.Nature;
using IcpRisk.Simulation;

namespace IcpRisk.Scenarios.Tests.Files;

/// <summary>Scenario files beside the tests, and runs of them.</summary>
internal static class ScenarioFiles
{
    /// <summary>One granule and a bit, so that a part tile is among them.</summary>
    public const int Trials = 1100;

    /// <summary>The scenarios that come with the engine.</summary>
    public static Scenario Shipped(string name, params string[] set) =>
        Scenario.Load(Path.Combine(AppContext.BaseDirectory, "scenarios", name + ".yaml"), set);

    /// <summary>A scenario of these tests.</summary>
    public static Scenario Test(string name, params string[] set) =>
        Scenario.Load(Path.Combine(AppContext.BaseDirectory, "Files", name + ".yaml"), set);

    /// <summary>Overrides that switch every risk off.</summary>
    public static IEnumerable<string> AllOff => RiskNames.All.Select(risk => $"risks.{RiskNames.Key(risk)}.on=false");

    /// <summary>Every settled column of every year, in every trial, is what the contract's plan says.</summary>
    public static void AssertEveryTrialIsThePlan(Scenario scenario, NatureOptions nature)
    {
        var columns = scenario.Contract.Columns.Where(c => c.Scope != OutcomeScope.Trial).ToList();
        var keys = columns.SelectMany(c => Enumerable.Range(1, scenario.Time.Years).Select(y => new StatisticKey(c.Name, y))).ToList();
        foreach (var (key, values) in Run(scenario, nature, keys))
        {
            var planned = scenario.Contract.PlannedValue(key.Column, key.Year);
            Assert.All(values, value => Assert.Equal(planned, value, 9));
        }
    }

    /// <summary>Chosen columns of a run, trial by trial.</summary>
    public static Dictionary<StatisticKey, double[]> Run(
        Scenario scenario, NatureOptions nature, IReadOnlyList<StatisticKey> keys, int trials = Trials)
    {
        var sink = new StatisticsSink(keys, scenario.Contract.Columns, trials, 1L << 28);
        new Simulator(scenario, new RunOptions { Trials = trials, Seed = 1, Threads = 1 }, nature, [sink]).Run();
        return keys.ToDictionary(key => key, key => sink.Values(key).ToArray());
    }
}
