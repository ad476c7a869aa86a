using IcpRisk.Documents;
using IcpRisk.Nature;
using IcpRisk.Nature.Volatility;
using IcpRisk.Numerics.Distributions.Cases;
using IcpRisk.Paths;
using IcpRisk.Scenarios;

namespace IcpRisk.Benchmarks.Whole;

/// <summary>
/// Random numbers that one trial uses. Normals and uncertain figures are fixed by the plan; cases drawn one by one are
/// counted as expected, and only those that a trial has: what the engine draws beyond them, because it works on many
/// trials side by side and two cases at a time, is waste and does not count.
/// </summary>
/// <param name="Fixed">Normals and uncertain figures.</param>
/// <param name="Cases">Expected cases drawn one by one.</param>
internal sealed record VariateCount(int Fixed, double Cases)
{
    public double Total => Fixed + Cases;

    public static VariateCount Of(Scenario scenario, NatureEngine engine)
    {
        var expected = ExpectedActivity(scenario);
        var cases = 0.0;
        foreach (var (name, service) in scenario.Terms.Services)
        {
            var activity = expected[name];
            var year1 = service.Activity.Expect.Mean;
            var variation = CaseVariation.Of(scenario.Nature, name);
            var plan = variation.Skewness is { } skewness && variation.Cv.Mean > 0
                ? CaseSumPlan.For(year1, variation.Cv.Mean, skewness.Mean)
                : CaseSumPlan.For(year1, variation.Cv.Mean);
            cases += plan.LargeShare * activity.Sum();
            if (scenario.Terms.Risks.Volatility.HighCost.TryGetValue(name, out var high))
            {
                var dear = high.Cases.Expect.Mean;
                cases += TailSumPlan.For(dear, high.ToTail()).LargeShare * dear * activity.Sum(a => a / year1);
            }
        }

        return new VariateCount(engine.VariatesPerTrial, cases);
    }

    // Nature with every risk off; the scenario's own expected path keeps only what a contract may read.
    private static Dictionary<string, double[]> ExpectedActivity(Scenario scenario)
    {
        var years = scenario.Time.Years;
        var layout = new PathLayout(years, scenario.Terms.Services.Keys.Select(s => new RowId(Quantity.Activity, s)));
        var tile = new PathTile(layout, 8);
        tile.Begin(0, 8);
        new NatureWorker(new NatureEngine(scenario.Nature, scenario.Time, NatureOptions.AllOff, layout, scenario.Plan), 0, 8).Fill(tile);
        return scenario.Terms.Services.Keys.ToDictionary(
            s => s,
            s => Enumerable.Range(1, years).Select(y => tile.Row(layout.Slot(new RowId(Quantity.Activity, s)), y)[0]).ToArray());
    }
}
