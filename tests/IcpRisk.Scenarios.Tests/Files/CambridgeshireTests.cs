using IcpRisk.Contracts;
using IcpRisk.Nature;
using IcpRisk.Paths;
using IcpRisk.Simulation;

namespace IcpRisk.Scenarios.Tests.Files;

/// <summary>What is stated of Cambridgeshire's contract, of UnitingCare's bid and of how it ended.</summary>
public sealed class CambridgeshireTests
{
    private static readonly Scenario AsLet = ScenarioFiles.Shipped("cambridgeshire-older-people");

    private static readonly string[] ExpectedAsPlanned =
    [
        "services.emergency_admissions.growth.expected=2 %", "risks.efficiency.inflation.expected=[0 %, 1.1 %, 0.3 %, 0 %, 0 %, 0.9 %, 0.9 %]",
        "risks.efficiency.demand_management.admission_avoidance.realised.expected=100 %", "risks.efficiency.demand_management.admission_avoidance.delay.expected=0",
        "risks.efficiency.savings.realised.expected=100 %", "metrics.experience.expected.expected=80 %", "metrics.safety.expected.expected=90 %", "metrics.culture.expected.expected=70 %",
        "metrics.early_intervention.expected.expected=[60 %, 64 %, 68 %, 71 %, 74 %, 75 %, 76 %]", "metrics.acute_episode.expected.expected=[65 %, 68 %, 71 %, 73 %, 75 %, 76 %, 77 %]",
        "metrics.recovery.expected.expected=[60 %, 63 %, 66 %, 69 %, 72 %, 73 %, 74 %]", "metrics.end_of_life_care.expected.expected=[50 %, 53 %, 56 %, 59 %, 62 %, 63 %, 64 %]",
        "contract.scope_shifts.emergency_admissions.actual=0 %",
    ];

    [Fact]
    public void Five_firm_years_at_160_million_make_800_and_two_more_are_an_option()
    {
        Assert.Equal(ContractForm.PrimeProvider, AsLet.Terms.Contract.Form);
        Assert.Equal((7, 2), (AsLet.Time.Years, AsLet.Terms.Contract.Extension!.Years));
        Assert.Equal(160e6, AsLet.Contract.PlannedValue("contract_value", 1));
        Assert.Equal(800e6, AsLet.Contract.PlannedTerm("contract_value"));
        Assert.Equal(0, AsLet.Contract.PlannedValue("contract_value", 6));
    }

    [Fact]
    public void Outcomes_are_worth_nothing_in_year_1_then_10_then_15_per_cent_in_seven_domains()
    {
        double[] share = [0, 0.10, 0.10, 0.15, 0.15];
        for (var year = 1; year <= 5; year++)
        {
            Assert.Equal(share[year - 1] * 160e6, AsLet.Contract.PlannedValue("incentive_available", year), 0.01);
            Assert.Equal((1 - share[year - 1]) * 160e6, AsLet.Contract.PlannedValue("core_payment", year), 0.01);
        }

        Assert.Equal(7, AsLet.Terms.Contract.Incentives["outcomes"].Domains.Count);
    }

    [Fact]
    public void Only_people_of_65_and_over_count_in_the_adjustment() => Assert.Equal(
        [("18-64", 0.0), ("65-74", 1.0), ("75-84", 1.0), ("85+", 1.0)], AsLet.Terms.Contract.Adjustment!.NeedWeights.Select(w => (w.Key, w.Value)));

    [Fact]
    public void The_bid_starts_at_152_million_and_makes_726()
    {
        var bid = ScenarioFiles.Shipped("cambridgeshire-bid");
        Assert.Equal(152e6, bid.Contract.PlannedValue("contract_value", 1));

        // 152 · (1 + 0.9771 + 0.9771² + 0.9771³ + 0.9771⁴) = 152 · 4.776213 = 725.984.
        Assert.Equal(152e6 * (1 + 0.9771 + Math.Pow(0.9771, 2) + Math.Pow(0.9771, 3) + Math.Pow(0.9771, 4)), bid.Contract.PlannedTerm("contract_value"), 0.03);
        Assert.Equal(726e6, bid.Contract.PlannedTerm("contract_value"), 0.05e6);
    }

    [Theory]
    [InlineData("cambridgeshire-older-people")]
    [InlineData("cambridgeshire-bid")]
    public void With_expected_as_planned_and_all_risks_off_every_trial_is_the_plan(string name) =>
        ScenarioFiles.AssertEveryTrialIsThePlan(ScenarioFiles.Shipped(name, ExpectedAsPlanned), NatureOptions.AllOff);

    [Fact]
    public void The_bid_is_more_likely_than_not_to_lose_in_year_1_and_what_happened_breaches_at_once()
    {
        StatisticKey surplus = new("provider_surplus", 1), breach = new("is_breach", 1), second = new("is_breach", 2);
        var bid = ScenarioFiles.Run(ScenarioFiles.Shipped("cambridgeshire-bid"), NatureOptions.Full, [surplus, breach, second], 4096);
        Assert.InRange(bid[surplus].Count(s => s < 0) / 4096.0, 0.60, 0.72);
        Assert.InRange(bid[breach].Average(), 0.20, 0.28);
        Assert.InRange(bid[second].Average(), 0.68, 0.78);

        // The Committee of Public Accounts: a gap of about £30m in the first year.
        var happened = ScenarioFiles.Run(ScenarioFiles.Shipped("cambridgeshire-what-happened"), NatureOptions.Full, [surplus, breach], 4096);
        Assert.InRange(happened[surplus].Average(), -31e6, -28e6);
        Assert.InRange(happened[breach].Average(), 0.999, 1);
    }

    [Fact]
    public void The_gap_of_year_1_adds_up_from_its_causes()
    {
        // Expected, nothing left to chance: £0.475m planned by the bid, less savings of 5 % of £157.5m that do not come, VAT £5m, setting up
        // £8.9m, and what costs more than budgeted: 1,200 admissions of which three quarters vary (1,200 · 2,900 · 0.75), and unit costs
        // 620,000 · 5, 4,200 · 250 and 92,000 · 15.
        var more = (1200 * 2900 * 0.75) + (620e3 * 5) + (4200 * 250) + (92e3 * 15);
        var key = new StatisticKey("provider_surplus", 1);
        var run = ScenarioFiles.Run(ScenarioFiles.Shipped("cambridgeshire-what-happened"), NatureOptions.AllOff, [key], 16);
        Assert.All(run[key], s => Assert.Equal(0.475e6 - (0.05 * 157.5e6) - 5e6 - 8.9e6 - more, s, 0.01));
    }

    /// <summary>A tenth of the value is paid on outcomes: left out of what is compared, the plan itself would press on scores.</summary>
    [Fact]
    public void Outcome_money_left_out_of_what_is_compared_is_warned_of()
    {
        static IEnumerable<string> Warned(params string[] set) => ScenarioFiles.Shipped("cambridgeshire-older-people", set).Contract.Warnings().Select(w => w.Code);
        Assert.DoesNotContain("pressure_as_planned", Warned());
        Assert.Contains("pressure_as_planned", Warned("contract.gain_loss.compare.income=[core]"));
        Assert.DoesNotContain("pressure_as_planned", Warned("contract.gain_loss.compare.income=[core]", "risks.quality.pressure=0"));
    }
}
