using IcpRisk.Documents;
using IcpRisk.Nature.Population;
using IcpRisk.Nature.Services;
using IcpRisk.Nature.Utilisation;
using IcpRisk.Paths;

namespace IcpRisk.Nature.Tests.Utilisation;

/// <summary>Activity that moves between services; the receiver stands before the giver in the scenario.</summary>
public sealed class DemandManagementTests
{
    private static readonly RowId Clinic = new(Quantity.Activity, "clinic");
    private static readonly RowId Ward = new(Quantity.Activity, "ward");
    private static readonly RowId ClinicByPlan = new(Quantity.ExpectedActivity, "clinic");
    private static readonly RowId WardByPlan = new(Quantity.ExpectedActivity, "ward");

    private static readonly DemandManagementTerms Programme = new()
    {
        From = "ward", To = "clinic", Ratio = Planned<Figure>.Same(3), Planned = Yearly.List(0.1, 0.2, 0.3),
    };

    private static NatureTerms Terms(params (string, DemandManagementTerms)[] programmes) => Sampling.Quiet().With(r => r with
    {
        Efficiency = new() { DemandManagement = Keyed<DemandManagementTerms>.Of(programmes) },
        Volatility = new() { On = false },
    }) with
    {
        Population = new PopulationTerms { Cohorts = Keyed<CohortTerms>.Of(("all", new() { List = Planned<Figure>.Same(1_000) })) },
    };

    private static Figure Half => Figure.Of(new Distribution("beta", new Dictionary<string, double> { ["mean"] = 0.5, ["precision"] = 8 }));

    [Fact]
    public void When_activity_moves_as_planned_the_plan_has_it_on_the_other_side()
    {
        var plan = Planning.Plan(
            Terms(("virtual ward", Programme), ("advice line", new() { From = "ward", Planned = Yearly.List(0, 0.05, 0.05) })), Sampling.Years(3));

        foreach (var (ward, clinic) in new[] { (Ward, Clinic), (WardByPlan, ClinicByPlan) })
        {
            Assert.Equal(5_000 * 0.9, plan.Value(ward, 1), 8);
            Assert.Equal(5_000 * 0.75, plan.Value(ward, 2), 8);
            Assert.Equal(60_000 + (3 * 5_000 * 0.2), plan.Value(clinic, 2), 8);
            Assert.Equal(60_000 + (3 * 5_000 * 0.3), plan.Value(clinic, 3), 8);
        }
    }

    [Fact]
    public void When_half_of_it_comes_true_no_case_is_lost_and_the_plans_expectation_stays()
    {
        var terms = Terms(("virtual ward", Programme with { Realised = new Planned<Figure>(1, Half) }))
            .With(r => r with { Utilisation = new UtilisationRisk { Sd = 0.05 } });
        var still = terms.With(r => r with { Efficiency = new() });

        var rows = Sampling.Rows(terms, [Ward, Clinic, WardByPlan, ClinicByPlan], years: 3);
        var without = Sampling.Rows(still, [Ward, Clinic], years: 3);

        for (var y = 0; y < 3; y++)
        {
            var gone = without[0][y].Zip(rows[0][y], (whole, left) => 1 - (left / whole)).ToArray();
            Compare.Mean(0.5 * 0.1 * (y + 1), gone);

            // R is fresh every year: a sum of y + 1 betas of variance ¼/9, each on a tenth.
            Compare.Variance(0.01 * 0.25 / 9 * (y + 1), gone);
            for (var i = 0; i < 100; i++)
            {
                Assert.Equal(3 * (without[0][y][i] - rows[0][y][i]), rows[1][y][i] - without[1][y][i], 6);
            }

            Assert.All(rows[2][y], w => Assert.Equal(5_000 * (1 - (0.1 * (y + 1))), w, 7));
            Assert.All(rows[3][y], c => Assert.Equal(60_000 + (1_500 * (y + 1)), c, 7));
        }
    }

    [Fact]
    public void When_it_comes_late_the_effect_is_that_of_the_year_before()
    {
        var terms = Terms(("virtual ward", Programme with { Delay = new Planned<Figure>(0, 1) }));

        var ward = Sampling.Row(terms, Ward, years: 3, trials: 8, options: NatureOptions.AllOff);

        Assert.Equal([5_000, 4_500, 4_000], ward.Select(y => Math.Round(y[0], 8)));
    }

    [Fact]
    public void When_more_comes_true_than_there_is_no_more_is_moved_than_there_is()
    {
        var terms = Terms(
            ("virtual ward", Programme with { Planned = Yearly.Of(0.6), Realised = new Planned<Figure>(1, 1.5) }),
            ("advice line", new() { From = "ward", Planned = Yearly.Of(0.3), Realised = new Planned<Figure>(1, 2) }));

        var rows = Sampling.Rows(terms, [Ward, Clinic], years: 1, trials: 8);

        // 90 % and 60 % of the ward: three fifths of it go to the clinic, at three contacts each.
        Assert.Equal(0, rows[0][0][0], 9);
        Assert.Equal(60_000 + (3 * 5_000 * 0.6), rows[1][0][0], 8);
    }

    [Fact]
    public void When_the_receiver_had_no_activity_it_has_that_of_the_giver()
    {
        var terms = Terms(("virtual ward", Programme with { To = "hub" })).With(r => r with { Volatility = new() }) with
        {
            Services = Keyed<ServiceTerms>.Of(("hub", Sampling.Service(0, 50) with { CaseCv = 1 }), ("ward", Sampling.Service(5_000, 2_000))),
        };

        var rows = Sampling.Rows(terms, [new(Quantity.Activity, "hub"), new(Quantity.Cost, "hub")], years: 2);

        // A Poisson number of mean 3,000 at £50 with as much spread: variance m·£50²·(1 + 1).
        Compare.Mean(3_000, rows[0][1]);
        Compare.Mean(150_000, rows[1][1]);
        Compare.Variance(3_000 * 2_500.0 * 2, rows[1][1]);
    }

    [Fact]
    public void When_activity_leaves_fixed_cost_stays_behind_for_some_years()
    {
        var terms = Terms(("virtual ward", new() { From = "ward", Planned = Yearly.List(0, 0.5, 0.5, 0.5) })) with
        {
            Services = Keyed<ServiceTerms>.Of(("ward", Sampling.Service(1_000, 100) with { Fixed = 0.6, FixedRelease = 0.25 })),
        };

        var cost = Sampling.Row(terms, new RowId(Quantity.Cost), trials: 8, options: NatureOptions.AllOff);

        // Variable 40 % of £100 follows 500 cases at once; capacity closes a quarter of its gap a year: 1000, 875, 781.25.
        Assert.Equal(100_000, cost[0][0], 6);
        Assert.Equal(20_000 + 60_000, cost[1][0], 6);
        Assert.Equal(20_000 + 52_500, cost[2][0], 6);
        Assert.Equal(20_000 + 46_875, cost[3][0], 6);
    }
}
