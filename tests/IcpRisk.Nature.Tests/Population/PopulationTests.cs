using IcpRisk.Documents;
using IcpRisk.Nature.Population;
using IcpRisk.Paths;

namespace IcpRisk.Nature.Tests.Population;

public sealed class PopulationTests
{
    private static readonly RowId Size = new(Quantity.ListSize);

    [Fact]
    public void When_nothing_is_uncertain_the_list_grows_as_forecast()
    {
        var size = Sampling.Row(Sampling.Quiet(), Size, trials: 8);

        Assert.Equal(100_000, size[0][3], 6);
        Assert.Equal((80_000 * Math.Pow(1.01, 3)) + (20_000 * Math.Pow(1.02, 3)), size[3][5], 6);
    }

    [Fact]
    public void When_level_and_growth_are_uncertain_the_log_has_their_variance_and_the_mean_stays()
    {
        var terms = Sampling.Quiet().With(r => r with { PopulationSize = new PopulationRisk { LevelSd = 0.03, GrowthSd = 0.02 } });
        var plan = Planning.Plan(terms, Sampling.Years(4));

        var size = Sampling.Row(terms, Size);

        for (var y = 1; y <= 4; y++)
        {
            var planned = plan.Value(Quantity.ListSize, y);
            Compare.Variance((0.03 * 0.03) + (0.02 * 0.02 * y), Compare.Log(size[y - 1], planned));
            Compare.Mean(planned, size[y - 1]);
        }
    }

    [Fact]
    public void When_the_mix_moves_each_cohort_keeps_its_mean_and_the_total_its_size()
    {
        var terms = Sampling.Quiet().With(r => r with { Epidemiological = new() { MixSd = 0.05 } });
        var plan = Planning.Plan(terms, Sampling.Years(4));
        var old = new RowId(Quantity.List, "old");

        var rows = Sampling.Rows(terms, [old, new(Quantity.List, "young")]);

        for (var y = 1; y <= 4; y++)
        {
            Compare.Mean(plan.Value(old, y), rows[0][y - 1]);
        }

        // Of two cohorts the log of their ratio moves by the difference of two walks: variance 2σ²y.
        var ratio = rows[0][3].Zip(rows[1][3], (o, n) => Math.Log(o / n)).ToArray();
        Compare.Variance(2 * 0.05 * 0.05 * 4, ratio);
    }

    [Fact]
    public void When_a_forecast_table_is_given_it_takes_the_place_of_growth()
    {
        var quiet = Sampling.Quiet();
        var terms = quiet with
        {
            Population = quiet.Population with
            {
                Forecast = new Table<ForecastRow>(
                [
                    new ForecastRow { Cohort = "old", Year = 1, List = 21_000 },
                    new ForecastRow { Cohort = "old", Year = 2, List = 23_000 },
                ]),
            },
        };

        var old = Sampling.Row(terms, new RowId(Quantity.List, "old"), trials: 8);

        Assert.Equal(21_000, old[0][0], 6);
        Assert.Equal(23_000, old[1][0], 6);
        Assert.Equal(23_000 * 1.02, old[2][0], 6);
    }

    [Fact]
    public void When_a_growth_rate_is_uncertain_it_is_drawn_once_a_trial()
    {
        var rate = Figure.Of(new Distribution("normal", new Dictionary<string, double> { ["mean"] = 0.01, ["sd"] = 0.004 }));
        var quiet = Sampling.Quiet();
        var terms = quiet with
        {
            Population = quiet.Population with
            {
                Cohorts = Keyed<CohortTerms>.Of(
                    ("all", new CohortTerms { List = Planned<Figure>.Same(1_000), Growth = Planned<Yearly>.Same(Yearly.Of(rate)) })),
            },
        };

        var list = Sampling.Row(terms, Size, years: 3);

        var first = list[1].Select(x => (x / 1_000) - 1).ToArray();
        var second = list[2].Zip(list[1], (b, a) => (b / a) - 1).ToArray();
        Compare.Mean(0.01, first);
        Compare.Variance(0.004 * 0.004, first);
        Assert.All(first.Zip(second), p => Assert.Equal(p.First, p.Second, 10));
    }
}
