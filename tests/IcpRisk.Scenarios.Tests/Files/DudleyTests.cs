using IcpRisk.Contracts;
using IcpRisk.Contracts.Parties;
using IcpRisk.Nature;
using IcpRisk.Nature.Services;
using IcpRisk.Paths;
using IcpRisk.Simulation;

namespace IcpRisk.Scenarios.Tests.Files;

/// <summary>The terms that the consultation and the press state for Dudley, and what the plan makes of them.</summary>
public sealed class DudleyTests
{
    private static readonly Scenario Scenario = ScenarioFiles.Shipped("dudley-icp");

    private static readonly string[] Older = ["65-74", "75-84", "85+"];

    [Fact]
    public void Population_is_316_000_of_whom_18_6_per_cent_are_65_and_over()
    {
        Assert.True(Scenario.Terms.Population.Cohorts.Count >= 8);
        Assert.Equal(316_000, Scenario.Plan.Value(Quantity.ListSize, 1), 6);
        Assert.Equal(0.186, Older.Sum(c => List(c, 1)) / 316_000, 9);
    }

    [Fact]
    public void Older_people_grow_by_1_8_per_cent_a_year_and_all_by_half_a_per_cent()
    {
        Assert.Equal(0.018, Math.Pow(Older.Sum(c => List(c, 10)) / Older.Sum(c => List(c, 1)), 1 / 9.0) - 1, 0.0005);
        Assert.Equal(0.005, Math.Pow(Scenario.Plan.Value(Quantity.ListSize, 10) / 316_000, 1 / 9.0) - 1, 0.0005);
    }

    [Fact]
    public void Need_from_numbers_and_ageing_grows_as_the_growth_of_services_leaves_out()
    {
        // Growth of services is total growth less 0.86 % a year: the demography in the file must be that.
        var growth = Math.Pow(Scenario.Plan.Value(Quantity.NeedWeightedList, 10) / Scenario.Plan.Value(Quantity.NeedWeightedList, 1), 1 / 9.0) - 1;
        Assert.Equal(0.0086, growth, 0.0008);
    }

    [Fact]
    public void Services_cover_acute_community_mental_health_primary_care_prescribing_and_social_care()
    {
        var inScope = Scenario.Terms.Services.Values.Where(s => s.Scope == Scope.In).ToList();
        Assert.True(inScope.Count >= 10);
        Assert.All(
            [Setting.Acute, Setting.Community, Setting.MentalHealth, Setting.PrimaryCare, Setting.Prescribing, Setting.SocialCare],
            setting => Assert.Contains(inScope, s => s.Setting == setting));
        Assert.Contains(Scenario.Terms.Services.Values, s => s.Scope == Scope.Out);
    }

    [Fact]
    public void Ten_years_start_at_244_3_million_of_which_80_are_acute()
    {
        Assert.Equal(10, Scenario.Time.Years);
        var streams = Scenario.Terms.Contract.Value.Streams;
        Assert.Equal(244.3e6, streams.Values.Sum(s => s.Year1), 0.01);
        Assert.Equal(80e6, streams["acute"].Year1);
        Assert.InRange(Scenario.Contract.PlannedValue("contract_value", 1), 244.3e6 * 0.99, 244.3e6 * 1.01);
        Assert.InRange(Scenario.Contract.PlannedValue("cost_in_scope", 1), 244.3e6 * 0.99, 244.3e6 * 1.01);
        var acute = Scenario.Terms.Services.Where(s => s.Value is { Setting: Setting.Acute, Scope: Scope.In })
            .Sum(s => Scenario.Plan.Value(new RowId(Quantity.Cost, s.Key), 1));
        Assert.InRange(acute, 79.5e6, 80.5e6);
    }

    [Fact]
    public void The_plan_has_a_small_margin_in_every_year_and_fits_the_allocation()
    {
        for (var year = 1; year <= 10; year++)
        {
            var margin = Scenario.Contract.PlannedValue("provider_surplus", year) / Scenario.Contract.PlannedValue("contract_value", year);
            Assert.InRange(margin, 0, 0.015);
            Assert.True(Scenario.Contract.PlannedValue("allocation_headroom", year) > 0);
        }
    }

    [Fact]
    public void Incentives_are_cquin_without_primary_care_qof_on_integrated_lists_and_a_local_scheme()
    {
        var schemes = Scenario.Terms.Contract.Incentives;
        Assert.Equal(["cquin", "qof", "local"], schemes.Keys);
        Assert.Equal(0.025, schemes["cquin"].Rate!.At(1).Mean);
        Assert.DoesNotContain("primary_care", schemes["cquin"].Eligible!.Streams);
        Assert.Equal(["primary_care"], schemes["qof"].Eligible!.Streams);
        Assert.True(schemes.Values.Sum(s => s.Metrics.Count) >= 6);
        Assert.Equal(
            (0.025 * (80.0e6 + 46.2e6 + 26.4e6)) + (0.09 * 22.2e6) + (0.005 * 246.3e6),
            Scenario.Contract.PlannedValue("incentive_available", 1), 0.03);
    }

    [Fact]
    public void Vaccinations_are_paid_by_activity_and_the_rest_in_the_main()
    {
        Assert.Equal(["vaccinations"], Scenario.Terms.Contract.ActivityPayments.Keys);
        Assert.Equal(95_000 * 11.0, Scenario.Contract.PlannedValue("activity_payment", 1), 2);
        Assert.True(Scenario.Contract.PlannedValue("core_payment", 1) > 0.9 * Scenario.Contract.PlannedValue("contract_value", 1));
    }

    [Fact]
    public void Ccg_and_council_pay_their_streams_and_incentives_flow_through()
    {
        Assert.Equal(ContractForm.IcpContract, Scenario.Terms.Contract.Form);
        var parties = Scenario.Terms.Contract.Parties;
        Assert.Equal(2, parties.Values.Count(p => p.Side == Side.Commissioner));
        Assert.True(Scenario.Contract.PlannedValue("net_practices", 1) > 0);
        Assert.Equal(
            0.2 * Scenario.Contract.PlannedValue("incentive_earned", 1), Scenario.Contract.PlannedValue("net_practices", 1), 0.01);
        Assert.NotNull(Scenario.Terms.Contract.GainLossOutside);
    }

    [Fact]
    public void Use_by_age_weighted_by_cost_is_the_spend_by_age_that_need_states()
    {
        // IFS: relative spend a head, known to about 17 % since it is published in whole per cents.
        var terms = Scenario.Terms;
        var cohorts = terms.Population.Cohorts;
        var use = terms.Use.ToDictionary(r => (r.Service, r.Cohort), r => r.Use.Mean);
        Assert.Equal(terms.Services.Count * cohorts.Count, use.Count);
        var cost = cohorts.Keys.ToDictionary(c => c, c => terms.Services.Where(s => s.Value.Scope == Scope.In).Sum(s =>
            Scenario.Plan.Value(new RowId(Quantity.Cost, s.Key), 1) * List(c, 1) * use[(s.Key, c)] / cohorts.Keys.Sum(a => List(a, 1) * use[(s.Key, a)])));
        var need = cohorts.Sum(c => List(c.Key, 1) * c.Value.Need.Mean);
        foreach (var band in cohorts.GroupBy(c => c.Value.Need.Mean))
        {
            var spent = band.Sum(c => cost[c.Key]) / cost.Values.Sum();
            var needed = band.Sum(c => List(c.Key, 1) * c.Value.Need.Mean) / need;
            Assert.InRange(spent / needed, 0.83, 1.17);
        }
    }

    [Fact]
    public void Chance_in_a_year_of_hospital_cost_stays_under_the_bound_from_spending_between_people()
    {
        var services = Scenario.Terms.Services.Where(s => s.Value is { Setting: Setting.Acute, Scope: Scope.In }).ToList();
        var common = Scenario.Terms.Risks.Volatility.Dispersion.Mean;
        var variance = services.Sum(s =>
        {
            var variable = (1 - s.Value.Fixed.Mean) * s.Value.UnitCost.Plan.Mean;
            return variable * variable * s.Value.Activity.Plan.Mean
                * ((s.Value.Dispersion?.Mean ?? common) + (s.Value.CaseCv.Mean * s.Value.CaseCv.Mean));
        });
        var high = Scenario.Terms.Risks.Volatility.HighCost["emergency_admissions"];
        var alpha = high.Severity.Pareto!.Alpha.Mean;
        variance += high.Cases.Plan.Mean * high.Above * high.Above * alpha / (alpha - 2);
        var cost = services.Sum(s => Scenario.Plan.Value(new RowId(Quantity.Cost, s.Key), 1));
        Assert.InRange(Math.Sqrt(variance) / cost, 0.005, 5.5 / Math.Sqrt(316_000));
    }

    [Fact]
    public void A_loss_over_the_term_is_neither_sure_nor_unlikely()
    {
        var key = new StatisticKey("provider_surplus", 0);
        var surplus = ScenarioFiles.Run(Scenario, NatureOptions.Full, [key], 4096)[key];
        Assert.InRange(surplus.Count(s => s < 0) / 4096.0, 0.2, 0.8);
    }

    private static double List(string cohort, int year) => Scenario.Plan.Value(new RowId(Quantity.List, cohort), year);
}
