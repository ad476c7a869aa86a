using IcpRisk.Contracts.Parties;
using IcpRisk.Nature;
using IcpRisk.Simulation;

namespace IcpRisk.Scenarios.Tests.Files;

/// <summary>What the report states of Lambeth's alliance.</summary>
public sealed class LambethTests
{
    private static readonly string[] ExpectedAsPlanned =
    [
        "risks.efficiency.inflation.expected=1 %", "risks.efficiency.demand_management.fewer_beds.realised.expected=100 %", "risks.efficiency.demand_management.fewer_beds.delay.expected=0",
        "risks.efficiency.demand_management.fewer_placements.realised.expected=100 %", "risks.efficiency.demand_management.fewer_placements.delay.expected=0",
    ];

    private static readonly Scenario Scenario = ScenarioFiles.Shipped("lambeth-ips");

    [Fact]
    public void It_is_8_million_a_year_16_committed_and_24_with_the_option()
    {
        Assert.Equal((3, 1), (Scenario.Time.Years, Scenario.Terms.Contract.Extension!.Years));
        Assert.Equal(8e6, Scenario.Terms.Contract.Value.Streams.Values.Sum(s => s.Year1), 0.01);

        // £24m, and pump-priming of £1.5m, £0.6m and £0.2m on top.
        Assert.Equal(24e6 + 2.3e6, Scenario.Contract.PlannedTerm("contract_value"), 0.01);
        var committed = ScenarioFiles.Shipped("lambeth-ips", "contract.extension.exercised=no");
        Assert.Equal(16e6 + 2.1e6, committed.Contract.PlannedTerm("contract_value"), 0.01);
    }

    [Fact]
    public void Care_as_it_was_costs_10_5_million()
    {
        // 33 beds at 95 % are 11,443 days; 11,400 · 345 + 150 · 41,000 + 25 · 18,000 = 3,933,000 + 6,150,000 + 450,000.
        Assert.Equal(11_400, 33 * 365 * 0.95, 50.0);
        var before = ScenarioFiles.Shipped(
            "lambeth-ips", "risks.efficiency.demand_management.fewer_beds.planned=0 %", "risks.efficiency.demand_management.fewer_placements.planned=0 %");
        Assert.Equal((11_400 * 345.0) + (150 * 41_000) + (25 * 18_000), before.Contract.PlannedValue("cost_in_scope", 1), 0.01);
        Assert.Equal(10.5e6, before.Contract.PlannedValue("cost_in_scope", 1), 0.05e6);
    }

    [Fact]
    public void Four_members_take_a_lump_sum_then_half_then_cost()
    {
        Assert.Equal(4, Scenario.Terms.Contract.Parties.Values.Count(p => p.Side == Side.Provider));
        Assert.Equal(9.5e6, Scenario.Contract.PlannedValue("core_payment", 1), 0.01);
        Assert.Equal(8.6e6 / 2, Scenario.Contract.PlannedValue("core_payment", 2), 0.01);
        Assert.Equal(0, Scenario.Contract.PlannedValue("core_payment", 3));
        var key = new StatisticKey("provider_surplus", 3);
        Assert.All(ScenarioFiles.Run(Scenario, NatureOptions.Full, [key])[key], s => Assert.Equal(0, s, 0.005));
    }

    [Fact]
    public void Outcomes_are_published_and_pay_nothing()
    {
        Assert.All(Scenario.Terms.Contract.Incentives["outcomes"].Metrics.Values, m => Assert.True(m.Published));
        Assert.Equal(0, Scenario.Contract.PlannedTerm("incentive_available"));
    }

    [Fact]
    public void With_expected_as_planned_and_all_risks_off_every_trial_is_the_plan() =>
        ScenarioFiles.AssertEveryTrialIsThePlan(ScenarioFiles.Shipped("lambeth-ips", ExpectedAsPlanned), NatureOptions.AllOff);
}
