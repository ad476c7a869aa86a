using IcpRisk.Contracts;
using IcpRisk.Nature;

namespace IcpRisk.Scenarios.Tests.Files;

/// <summary>What the report states of Salford's alliance.</summary>
public sealed class SalfordTests
{
    private static readonly string[] ExpectedAsPlanned =
    [
        "services.emergency_admissions.growth.expected=1.5 %", "services.care_homes.growth.expected=0.3 %",
        "metrics.emergency_admissions_a_head.expected.expected=[26.8 %, 26.2 %, 25.5 %, 24.8 %, 24.2 %, 23.8 %, 23.5 %]",
        "metrics.care_home_admissions_a_head.expected.expected=[0.94 %, 0.91 %, 0.88 %, 0.85 %, 0.82 %, 0.80 %, 0.78 %]",
        "risks.efficiency.inflation.expected=[0 %, 1.1 %, 1.1 %, 0.3 %, 0 %, 0 %, 0.9 %]",
        "risks.efficiency.demand_management.fewer_admissions.realised.expected=100 %", "risks.efficiency.demand_management.fewer_admissions.delay.expected=0",
        "risks.efficiency.demand_management.fewer_care_homes.realised.expected=100 %", "risks.efficiency.demand_management.fewer_care_homes.delay.expected=0",
    ];

    private static readonly Scenario Scenario = ScenarioFiles.Shipped("salford-older-people");

    [Fact]
    public void Half_a_year_comes_first_and_three_years_are_an_option()
    {
        Assert.Equal(ContractForm.AllianceContract, Scenario.Terms.Contract.Form);
        Assert.Equal([0.5, 1, 1, 1, 1, 1, 1], Enumerable.Range(1, 7).Select(Scenario.Time.Exposure));
        Assert.Equal(3, Scenario.Terms.Contract.Extension!.Years);
    }

    [Fact]
    public void The_pool_is_98_million_a_year_and_about_700_with_the_option()
    {
        Assert.Equal(49e6, Scenario.Contract.PlannedValue("contract_value", 1), 0.01);

        // 98 · (0.5 + 1.029 + 1.029² + … + 1.029⁶) = 98 · 7.139291.
        Assert.Equal(98e6 * (0.5 + Enumerable.Range(1, 6).Sum(k => Math.Pow(1.029, k))), Scenario.Contract.PlannedTerm("contract_value"), 0.1);
        Assert.Equal(700e6, Scenario.Contract.PlannedTerm("contract_value"), 1e6);
        var firm = ScenarioFiles.Shipped("salford-older-people", "contract.extension.exercised=no").Contract.PlannedTerm("contract_value");
        Assert.InRange(firm, 343e6, 361e6);
    }

    [Fact]
    public void The_ccg_pays_two_thirds_and_the_council_one()
    {
        var streams = Scenario.Terms.Contract.Value.Streams;
        Assert.Equal(2.0 / 3, streams["ccg"].Year1 / 98e6, 1e-5);
        Assert.Equal(1.0 / 3, streams["council"].Year1 / 98e6, 1e-5);
    }

    [Fact]
    public void Seven_measures_are_published_and_no_money_is_attached()
    {
        var metrics = Scenario.Terms.Contract.Incentives["improvement"].Metrics;
        Assert.Equal(7, metrics.Count);
        Assert.All(metrics.Values, m => Assert.True(m.Published));
        Assert.Equal(0, Scenario.Contract.PlannedTerm("incentive_available"));
    }

    [Fact]
    public void As_planned_the_prime_provider_has_the_result_and_the_others_their_cost()
    {
        for (var year = 1; year <= 7; year++)
        {
            Assert.Equal(0, Scenario.Contract.PlannedValue("net_council_care", year), 0.01);
            Assert.Equal(Scenario.Contract.PlannedValue("provider_surplus", year), Scenario.Contract.PlannedValue("net_salford_royal", year), 0.05);
        }
    }

    [Fact]
    public void With_expected_as_planned_and_all_risks_off_every_trial_is_the_plan() =>
        ScenarioFiles.AssertEveryTrialIsThePlan(ScenarioFiles.Shipped("salford-older-people", ExpectedAsPlanned), NatureOptions.AllOff);
}
