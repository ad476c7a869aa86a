using IcpRisk.Contracts.Parties;
using IcpRisk.Nature;
using IcpRisk.Simulation;

namespace IcpRisk.Scenarios.Tests.Files;

/// <summary>What the report states of Staffordshire's two contracts.</summary>
public sealed class StaffordshireTests
{
    private static readonly string[] ExpectedAsPlanned =
    [
        "services.cancer_diagnosis.growth.expected=1.5 %", "services.cancer_surgery.growth.expected=0.3 %", "services.cancer_drugs_and_radiotherapy.growth.expected=1 %",
        "services.cancer_follow_up.growth.expected=0 %", "services.hospital_at_end_of_life.growth.expected=-1 %", "metrics.early_diagnosis.expected.expected=54 %",
        "metrics.early_diagnosis.improvement.expected=1 %", "metrics.experience.expected.expected=80 %", "metrics.deaths_in_place_of_choice.expected.expected=48 %",
        "metrics.deaths_in_place_of_choice.improvement.expected=1 %", "risks.efficiency.inflation.expected=0 %", "risks.efficiency.savings.realised.expected=100 %",
        "risks.efficiency.savings.delay.expected=0",
    ];

    private static readonly Scenario Scenario = ScenarioFiles.Shipped("staffordshire-cancer-eol");

    [Fact]
    public void Ten_years_at_120_million_make_1_2_billion()
    {
        Assert.Equal(10, Scenario.Time.Years);
        Assert.Equal(120e6, Scenario.Contract.PlannedValue("contract_value", 1));
        Assert.Equal(1.2e9, Scenario.Contract.PlannedTerm("contract_value"));
    }

    [Fact]
    public void Four_ccgs_and_nhs_england_commission_and_a_funder_pays_the_fee_of_two_years()
    {
        Assert.Equal(5, Scenario.Terms.Contract.Parties.Values.Count(p => p.Side == Side.Commissioner));
        Assert.Equal(-2 * 1.2e6, Scenario.Contract.PlannedTerm("net_macmillan"), 0.01);
        Assert.Equal(-1.2e6, Scenario.Contract.PlannedValue("net_macmillan", 2), 0.01);
    }

    [Fact]
    public void Money_flows_as_it_did_for_two_years_and_nothing_is_shared()
    {
        for (var year = 1; year <= 2; year++)
        {
            foreach (var column in new[] { "core_payment", "incentive_available", "gain_loss_transfer", "provider_surplus", "subcontract_payment" })
            {
                Assert.Equal(0, Scenario.Contract.PlannedValue(column, year), 0.01);
            }

            Assert.Equal(Scenario.Contract.PlannedValue("cost_in_scope", year), Scenario.Contract.PlannedValue("commissioner_spend", year), 0.02);
        }
    }

    [Fact]
    public void From_year_3_the_fee_is_met_by_savings_as_planned()
    {
        for (var year = 3; year <= 10; year++)
        {
            Assert.Equal(1.2e6, Scenario.Contract.PlannedValue("management_fee", year), 0.01);
            Assert.Equal(0, Scenario.Contract.PlannedValue("net_macmillan", year));
        }
    }

    [Fact]
    public void With_expected_as_planned_and_all_risks_off_every_trial_is_the_plan() =>
        ScenarioFiles.AssertEveryTrialIsThePlan(ScenarioFiles.Shipped("staffordshire-cancer-eol", ExpectedAsPlanned), NatureOptions.AllOff);

    [Fact]
    public void Contractors_never_lose_more_than_5_per_cent_of_the_value()
    {
        List<StatisticKey> keys = [.. Enumerable.Range(3, 8).Select(year => new StatisticKey("provider_surplus", year))];
        var run = ScenarioFiles.Run(Scenario, NatureOptions.Full, keys, 2048);
        Assert.All(run.Values, year => Assert.True(year.Min() >= -6e6 - 0.005));
        Assert.Contains(run.Values, year => year.Min() < -5.99e6);
    }
}
