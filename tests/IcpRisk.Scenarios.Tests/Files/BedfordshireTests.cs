using IcpRisk.Contracts.Incentives;
using IcpRisk.Nature;
using IcpRisk.Paths;
using IcpRisk.Simulation;

namespace IcpRisk.Scenarios.Tests.Files;

/// <summary>The terms that the report on Bedfordshire's contract states, and what the plan makes of them.</summary>
public sealed class BedfordshireTests
{
    private static readonly string[] ExpectedAsPlanned =
    [
        "services.outpatients.growth.expected=0 %", "services.diagnostics.growth.expected=2 %", "services.surgery.growth.expected=0.5 %",
        "risks.efficiency.inflation.expected=1.3 %", "risks.efficiency.savings.realised.expected=100 %",
        "risks.efficiency.outside_use.price_ratio.expected=1",
    ];

    private static readonly Scenario Scenario = ScenarioFiles.Shipped("bedfordshire-msk");

    [Fact]
    public void The_value_starts_at_26_5_million_and_grows_by_1_3_per_cent()
    {
        Assert.Equal(5, Scenario.Time.Years);
        for (var year = 1; year <= 5; year++)
        {
            Assert.Equal(26.5e6 * Math.Pow(1.013, year - 1), Scenario.Contract.PlannedValue("contract_value", year), 0.005);
        }

        Assert.Equal(135.99e6, Scenario.Contract.PlannedTerm("contract_value"), 5e3);
    }

    [Fact]
    public void It_is_split_95_and_2_5_and_2_5()
    {
        for (var year = 1; year <= 5; year++)
        {
            var value = Scenario.Contract.PlannedValue("contract_value", year);
            Assert.Equal(0.95 * value, Scenario.Contract.PlannedValue("core_payment", year), 0.02);
            Assert.Equal(0.025 * value, Scenario.Contract.PlannedValue("management_fee", year), 0.01);
            Assert.Equal(0.025 * value, Scenario.Contract.PlannedValue("incentive_available", year), 0.01);
        }
    }

    [Fact]
    public void Planned_cost_sits_just_under_the_core_payment()
    {
        Assert.Equal(25_175_000, Scenario.Contract.PlannedValue("core_payment", 1), 2);
        Assert.Equal(24_860_000, Scenario.Contract.PlannedValue("cost_in_scope", 1), 2);
        Assert.Equal(487_500, 12 * 25_000 * 2.6 / 1.6, 6);
        Assert.Equal(1530 * 4050 + 487_500, Scenario.Plan.Value(new RowId(Quantity.Cost, "surgery"), 1), 6);
    }

    [Fact]
    public void Year_1_is_measured_but_paid_in_full_and_year_2_rises_by_quarters()
    {
        Assert.Equal(662_500, Scenario.Contract.PlannedValue("incentive_earned", 1), 2);
        var scheme = Scenario.Terms.Contract.Incentives["super_cquin"];
        Assert.Equal(NotAtRisk.Paid, scheme.NotAtRisk);
        Assert.Equal([0.25, 0.5, 0.75, 1], scheme.AtRisk.Quarters(2).Select(q => q.Mean));
        Assert.Equal(1, scheme.AtRisk.At(3).Mean);

        // Year 2: 62.5 % at risk on average; 0.4 · 11/12 + 0.2 · 0.9 + 0.2 · 0.5 + 0.1 · 0 + 0.1 · 1 is achieved.
        var achieved = (0.4 * 11 / 12) + (0.2 * 0.9) + (0.2 * 0.5) + 0.1;
        Assert.Equal(671_112.50 * ((0.625 * achieved) + 0.375), Scenario.Contract.PlannedValue("incentive_earned", 2), 0.01);
    }

    [Fact]
    public void Outcomes_weigh_most()
    {
        var metrics = Scenario.Terms.Contract.Incentives["super_cquin"].Metrics;
        Assert.Equal(5, metrics.Count);
        Assert.All(metrics.Where(m => m.Key != "patient_outcomes"), m => Assert.True(m.Value.Weight < metrics["patient_outcomes"].Weight));
    }

    [Fact]
    public void The_first_5_per_cent_of_the_core_is_kept_then_half_and_losses_are_the_contractors()
    {
        var sharing = Scenario.Terms.Contract.GainLoss!;
        Assert.Equal([(0.05, 1.0), (null, 0.5)], sharing.Gains.Select(b => (b.To, b.Provider)));
        Assert.Equal([((double?)null, 1.0)], sharing.Losses.Select(b => (b.To, b.Provider)));

        // Much less outpatient activity: a gain of more than 5 % of the core, the rest of which is halved.
        var lean = ScenarioFiles.Shipped("bedfordshire-msk", "services.outpatients.activity=-30 %");
        var gain = lean.Contract.PlannedValue("core_payment", 1) - lean.Contract.PlannedValue("cost_in_scope", 1);
        Assert.True(gain > 1_258_750);
        Assert.Equal(-(gain - 1_258_750) / 2, lean.Contract.PlannedValue("gain_loss_transfer", 1), 0.01);
        var dear = ScenarioFiles.Shipped("bedfordshire-msk", "services.outpatients.activity=+30 %");
        Assert.Equal(0, dear.Contract.PlannedValue("gain_loss_transfer", 1));
    }

    [Fact]
    public void What_is_left_out_is_said() => Assert.Equal(
        ["suspected cancer", "immediately life-threatening conditions and trauma", "children"], Scenario.Terms.Scope.Excludes);

    [Fact]
    public void With_expected_as_planned_and_all_risks_off_every_trial_is_the_plan()
    {
        ScenarioFiles.AssertEveryTrialIsThePlan(ScenarioFiles.Shipped("bedfordshire-msk", ExpectedAsPlanned), NatureOptions.AllOff);
        ScenarioFiles.AssertEveryTrialIsThePlan(
            ScenarioFiles.Shipped("bedfordshire-msk", [.. ExpectedAsPlanned, .. ScenarioFiles.AllOff]), NatureOptions.Full);
    }

    [Fact]
    public void The_plan_breaks_even_and_expectation_does_not()
    {
        Assert.InRange(Scenario.Contract.PlannedTerm("provider_surplus"), 0, 0.03 * 136e6);
        var key = new StatisticKey("provider_surplus", 0);
        var surplus = ScenarioFiles.Run(Scenario, NatureOptions.Full, [key], 4096)[key];
        Assert.True(surplus.Average() < 0);
        Assert.InRange(surplus.Count(s => s < 0) / 4096.0, 0.5, 0.95);
    }
}
