using IcpRisk.Documents;
using IcpRisk.Nature;
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
        var cases = 0.0;
        foreach (var (name, service) in scenario.Terms.Services)
        {
            var activity = Enumerable.Range(1, scenario.Time.Years)
                .Select(y => scenario.Expected.Value(new RowId(Quantity.Activity, name), y)).ToArray();
            var year1 = service.Activity.Expect.Mean;
            var plan = service.CaseSkewness is { } skewness && service.CaseCv > 0
                ? CaseSumPlan.For(year1, service.CaseCv, skewness)
                : CaseSumPlan.For(year1, service.CaseCv);
            cases += plan.LargeShare * activity.Sum();
            if (scenario.Terms.Risks.Volatility.HighCost.TryGetValue(name, out var high))
                cases += high.Cases.Expect.Mean * activity.Sum(a => a / year1);
        }

        return new VariateCount(engine.VariatesPerTrial, cases);
    }
}
