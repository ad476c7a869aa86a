using IcpRisk.Documents;
using IcpRisk.Nature.Dependence;
using IcpRisk.Nature.Epidemiology;
using IcpRisk.Nature.Population;
using IcpRisk.Paths;

namespace IcpRisk.Nature.Tests.Epidemiology;

public sealed class ConditionTests
{
    private static readonly RowId Clinic = new(Quantity.Activity, "clinic");
    private static readonly RowId Ward = new(Quantity.Activity, "ward");

    // One cohort and a multiplier of 3, so that activity over list tells prevalence: a = base · (1 + 2p)/(1 + 2 · 10 %).
    private static ConditionTerms Condition(string service) => new()
    {
        Prevalence = Keyed<Planned<Yearly>>.Of(("all", Planned<Yearly>.Same(Yearly.List(0.10, 0.12, 0.15)))),
        Use = Keyed<Figure>.Of((service, 3)),
    };

    private static NatureTerms Terms(params (string Name, ConditionTerms Condition)[] conditions) => Sampling.Quiet().With(r => r with
    {
        Epidemiological = new() { Conditions = Keyed<ConditionTerms>.Of(conditions) },
        Volatility = new() { On = false },
    }) with
    {
        Population = new PopulationTerms { Cohorts = Keyed<CohortTerms>.Of(("all", new() { List = Planned<Figure>.Same(1_000) })) },
    };

    private static double[] Prevalence(double[] activity, double planned) => [.. activity.Select(a => ((a / planned * 1.2) - 1) / 2)];

    private static double[] Logit(double[] p) => [.. p.Select(x => Math.Log(x / (1 - x)))];

    [Fact]
    public void When_prevalence_rises_as_planned_use_follows_the_mean_multiplier()
    {
        var plan = Planning.Plan(Terms(("diabetes", Condition("ward"))), Sampling.Years(3));

        Assert.Equal(5_000, plan.Value(Ward, 1), 8);
        Assert.Equal(5_000 * 1.24 / 1.2, plan.Value(Ward, 2), 8);
        Assert.Equal(5_000 * 1.3 / 1.2, plan.Value(Ward, 3), 8);
        Assert.Equal(60_000, plan.Value(Clinic, 3), 8);
        Assert.Equal(1_000 * ((6 / 16.0) + (10 / 16.0 * 1.3 / 1.2)), plan.Value(Quantity.NeedWeightedList, 3), 8);
    }

    [Fact]
    public void When_two_conditions_are_had_their_excess_use_adds_up_and_cohorts_weigh_by_use()
    {
        var quiet = Sampling.Quiet();
        var terms = quiet.With(r => r with
        {
            Epidemiological = new()
            {
                Conditions = Keyed<ConditionTerms>.Of(
                    ("diabetes", new() { Prevalence = Of(("old", Yearly.List(0.2, 0.3)), ("young", 0.02)), Use = Keyed<Figure>.Of(("ward", 2)) }),
                    ("dementia", new() { Prevalence = Of(("old", Yearly.List(0.1, 0.2))), Use = Keyed<Figure>.Of(("ward", 4)) })),
            },
        });

        // Weighted people of year 2: young 80,800 · 0.5 at a multiplier that stays; old 20,400 · 2 · (1 + 0.3 + 3 · 0.2)/(1 + 0.2 + 3 · 0.1).
        var expected = 5_000 * ((80_800 * 0.5) + (20_400 * 2 * 1.9 / 1.5)) / 80_000;
        Assert.Equal(expected, Planning.Plan(terms, Sampling.Years(2)).Value(Ward, 2), 7);

        static Keyed<Planned<Yearly>> Of(params (string, Yearly)[] cohorts) =>
            Keyed<Planned<Yearly>>.Of(cohorts.Select(c => (c.Item1, Planned<Yearly>.Same(c.Item2))));
    }

    [Fact]
    public void When_prevalence_is_uncertain_its_mean_is_as_stated_and_its_logit_an_autoregression()
    {
        var terms = Terms(("diabetes", Condition("ward") with { Sd = 0.3, CohortSd = 0.1, Persistence = 0.8, TrendSd = 0.05 }));
        var stated = new[] { 0.10, 0.12, 0.15 };

        var ward = Sampling.Row(terms, Ward, years: 3);

        for (var y = 1; y <= 3; y++)
        {
            var p = Prevalence(ward[y - 1], 5_000);

            // Without the correction the mean of year 3 would be 15.9 %: some thirty standard errors.
            Compare.Mean(stated[y - 1], p);
            var memory = Enumerable.Range(0, y).Sum(k => Math.Pow(0.64, k));
            Compare.Variance((0.1 * memory) + (0.0025 * (y - 1) * (y - 1)), Logit(p));
        }
    }

    [Fact]
    public void When_two_conditions_are_named_as_a_pair_they_move_together()
    {
        var pair = new PairTerms { One = "epidemiological.prevalence.diabetes", Other = "epidemiological.prevalence.dementia", Correlation = 0.7 };
        var terms = Terms(("diabetes", Condition("ward") with { Sd = 0.3 }), ("dementia", Condition("clinic") with { Sd = 0.2 }))
            with { Dependence = [pair] };

        var rows = Sampling.Rows(terms, [Ward, Clinic], years: 2);

        Compare.Correlation(0.7, Logit(Prevalence(rows[0][0], 5_000)), Logit(Prevalence(rows[1][0], 60_000)));
    }

    [Theory]
    [InlineData(0.001, 1.0)]
    [InlineData(0.1, 0.3)]
    [InlineData(0.5, 2.0)]
    [InlineData(0.93, 1.5)]
    public void When_a_logit_is_normal_its_location_gives_the_mean_wanted(double mean, double sigma)
    {
        var mu = LogitNormal.Location(mean, sigma);

        // Simpson's rule over ±10 with 20,000 panels.
        const int Panels = 20_000;
        var h = 20.0 / Panels;
        var sum = 0.0;
        for (var k = 0; k <= Panels; k++)
        {
            var z = -10 + (k * h);
            sum += (k is 0 or Panels ? 1 : k % 2 == 1 ? 4 : 2) * Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI) / (1 + Math.Exp(-mu - (sigma * z)));
        }

        Assert.Equal(mean, sum * h / 3, 1e-13);
    }
}
