using IcpRisk.Documents;
using IcpRisk.Nature.Dependence;
using IcpRisk.Nature.Efficiency;
using IcpRisk.Nature.Utilisation;
using IcpRisk.Paths;

namespace IcpRisk.Nature.Tests.Efficiency;

public sealed class EfficiencyTests
{
    private static readonly RowId Cost = new(Quantity.Cost);

    private static NatureTerms Terms(EfficiencyRisk efficiency) =>
        Sampling.Quiet().With(r => r with { Efficiency = efficiency, Volatility = new() { On = false } });

    [Fact]
    public void When_inflation_surprises_persist_they_accumulate_in_the_price()
    {
        var terms = Terms(new() { Inflation = new() { Planned = Yearly.Of(0.02), Sd = 0.01, Persistence = 0.5 } });

        var price = Sampling.Row(terms, new RowId(Quantity.PriceIndex));

        for (var y = 1; y <= 4; y++)
        {
            // Σ_u≤y e[u] = Σ_k z[k] σ (1 + ρ + … + ρ^(y−k)).
            var variance = Enumerable.Range(1, y).Sum(k => Math.Pow((1 - Math.Pow(0.5, y - k + 1)) / 0.5, 2)) * 0.01 * 0.01;
            Compare.Variance(variance, Compare.Log(price[y - 1], 1));
            Compare.Mean(Math.Pow(1.02, y - 1), price[y - 1]);
        }
    }

    [Fact]
    public void When_expected_inflation_is_above_plan_nature_follows_what_is_expected()
    {
        var terms = Terms(new() { Inflation = new() { Planned = Yearly.Of(0.013), Expected = Yearly.Of(0.02) } });

        Assert.Equal(Math.Pow(1.02, 3), Sampling.Row(terms, new RowId(Quantity.PriceIndex), trials: 8)[3][0], 12);
        Assert.Equal(Math.Pow(1.013, 3), Planning.Plan(terms, Sampling.Years(4)).Value(Quantity.PriceIndex, 4), 12);
    }

    [Fact]
    public void When_savings_come_to_more_than_all_cost_nothing_is_left_and_no_more()
    {
        var terms = Terms(new() { Savings = new() { Planned = Yearly.Of(0.8), Realised = new Planned<Figure>(1, 1.5), Services = ["ward"] } });

        Assert.Equal(0, Sampling.Row(terms, new RowId(Quantity.Cost, "ward"), years: 1, trials: 8)[0][0]);
    }

    [Fact]
    public void When_use_and_prices_move_together_the_mean_of_cost_is_still_the_plan()
    {
        var terms = Terms(new() { Inflation = new() { Sd = 0.05, Persistence = 0.6 } })
            .With(r => r with { Utilisation = new UtilisationRisk { Sd = 0.08, Persistence = 0.7 } })
            with
        {
            Dependence = [new PairTerms { One = "utilisation.ward", Other = "efficiency.inflation", Correlation = 0.8 }],
        };
        var ward = new RowId(Quantity.Cost, "ward");
        var plan = Planning.Plan(terms, Sampling.Years(4));

        var cost = Sampling.Row(terms, ward);

        // Uncorrected, the covariance would raise the mean of year 4 by about 3 %: some twenty standard errors.
        for (var y = 1; y <= 4; y++)
        {
            Compare.Mean(plan.Value(ward, y), cost[y - 1]);
        }
    }

    [Fact]
    public void When_savings_come_true_in_part_and_late_their_mean_is_known()
    {
        var realised = Figure.Of(new Distribution("beta", new Dictionary<string, double> { ["mean"] = 0.7, ["precision"] = 8 }));
        var terms = Terms(new()
        {
            Savings = new SavingsTerms
            {
                Planned = Yearly.List(0.0, 0.02, 0.05, 0.06),
                Realised = new Planned<Figure>(1, realised),
                Delay = new Planned<Figure>(0, 0.5),
                Persistence = 0.8,
            },
        });

        var saved = Sampling.Row(terms, new RowId(Quantity.SavingsRealised));

        // Half a year late: e = 0, 0.01, 0.035, 0.055 of which 70 %; the column is relative to the plan.
        Compare.Mean(0.7 * 0.01 / 0.02, saved[1]);
        Compare.Mean(0.7 * 0.035 / 0.05, saved[2]);
        Compare.Mean(0.7 * 0.055 / 0.06, saved[3]);

        // Year 2 alone is R[2]: a beta with variance m(1−m)/(precision + 1).
        Compare.Variance(0.7 * 0.3 / 9, [.. saved[1].Select(s => s / 0.5)]);
    }

    [Fact]
    public void When_care_is_used_outside_it_is_paid_at_its_price_and_counted_in_scope()
    {
        var outside = new OutsideUseTerms
        {
            Services = ["ward"],
            Share = new OutsideShareTerms { Expected = 0.1, Sd = 0.02 },
            PriceRatio = Planned<Figure>.Same(1.2),
        };
        var terms = Terms(new() { OutsideUse = outside });

        var rows = Sampling.Rows(terms, [new(Quantity.CostOutsideUse), new(Quantity.Cost, "ward"), Cost, new(Quantity.Cost, "clinic")], years: 1);

        // 5,000 × £2,000 × 10 % × 1.2, the share a beta with sd 2 %.
        Compare.Mean(1_200_000, rows[0][0]);
        Compare.Variance(Math.Pow(5_000 * 2_000 * 1.2 * 0.02, 2), rows[0][0]);
        Compare.Mean((0.9 * 10e6) + 1.2e6, rows[1][0]);
        Assert.Equal(rows[2][0][17], rows[1][0][17] + rows[3][0][17], 6);
    }

    [Fact]
    public void When_cost_is_fixed_it_follows_activity_late()
    {
        var quiet = Sampling.Quiet();
        var terms = quiet with
        {
            Services = Keyed<Nature.Services.ServiceTerms>.Of(("ward", Sampling.Service(1_000, 100) with
            {
                Growth = Planned<Yearly>.Same(Yearly.List(0.0, -0.5, 0, 0)),
                Fixed = 0.6,
                FixedRelease = 0.25,
            })),
            Population = quiet.Population with
            {
                Cohorts = Keyed<Nature.Population.CohortTerms>.Of(("all", new() { List = Planned<Figure>.Same(100) })),
            },
        };

        var cost = Sampling.Row(terms, Cost, trials: 8, options: NatureOptions.AllOff);

        // Capacity: 1000, 1000, then a quarter of the gap to 500 closes each year: 875, 781.25.
        Assert.Equal((400 + 600) * 100, cost[0][0], 6);
        Assert.Equal((200 + 600) * 100, cost[1][0], 6);
        Assert.Equal((200 + (0.6 * 875)) * 100, cost[2][0], 6);
        Assert.Equal((200 + (0.6 * 781.25)) * 100, cost[3][0], 6);
    }
}
