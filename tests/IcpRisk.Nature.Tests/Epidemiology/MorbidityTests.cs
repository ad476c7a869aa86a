using IcpRisk.Documents;
using IcpRisk.Nature.Epidemiology;
using IcpRisk.Paths;

namespace IcpRisk.Nature.Tests.Epidemiology;

public sealed class MorbidityTests
{
    private static readonly RowId Need = new(Quantity.NeedIndex);

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.7)]
    [InlineData(1.0)]
    public void When_morbidity_is_an_autoregression_from_zero_its_variance_is_the_known_sum(double persistence)
    {
        var terms = Sampling.Quiet().With(r => r with
        {
            Epidemiological = new() { Morbidity = new MorbidityTerms { Sd = 0.02, Persistence = persistence } },
        });

        var need = Sampling.Row(terms, Need);

        for (var y = 1; y <= 4; y++)
        {
            var variance = Enumerable.Range(0, y).Sum(k => Math.Pow(persistence, 2 * k)) * 0.02 * 0.02;
            Compare.Variance(variance, Compare.Log(need[y - 1], 1));
            Compare.Mean(1, need[y - 1]);
        }
    }

    [Fact]
    public void When_it_starts_stationary_every_year_has_the_same_spread_and_memory()
    {
        var terms = Sampling.Quiet().With(r => r with
        {
            Epidemiological = new() { Morbidity = new MorbidityTerms { Sd = 0.02, Persistence = 0.6, Start = Start.Stationary } },
        });

        var need = Sampling.Row(terms, Need);

        Compare.Variance(0.02 * 0.02 / (1 - 0.36), Compare.Log(need[0], 1));
        Compare.Variance(0.02 * 0.02 / (1 - 0.36), Compare.Log(need[3], 1));
        Compare.Correlation(0.6, Compare.Log(need[2], 1), Compare.Log(need[3], 1));
    }

    [Fact]
    public void When_the_slope_is_normal_the_spread_grows_with_time_and_the_mean_follows_the_slope()
    {
        var slope = Figure.Of(new Distribution("normal", new Dictionary<string, double> { ["mean"] = 0.003, ["sd"] = 0.01 }));
        var terms = Sampling.Quiet().With(r => r with
        {
            Epidemiological = new() { Morbidity = new MorbidityTerms { Trend = new Planned<Figure>(0, slope) } },
        });

        var need = Sampling.Row(terms, Need);

        Assert.All(need[0], n => Assert.Equal(1, n, 12));
        Compare.Variance(0.01 * 0.01 * 9, Compare.Log(need[3], 1));
        Compare.Mean(Math.Exp(0.003 * 3), need[3]);
    }

    [Fact]
    public void When_the_slope_has_another_distribution_the_mean_still_follows_the_slope()
    {
        var slope = Figure.Of(new Distribution("gamma", new Dictionary<string, double> { ["mean"] = 0.02, ["sd"] = 0.03 }));
        var terms = Sampling.Quiet().With(r => r with
        {
            Epidemiological = new() { Morbidity = new MorbidityTerms { Trend = Planned<Figure>.Same(slope) } },
        });
        var plan = Planning.Plan(terms, Sampling.Years(4));

        var need = Sampling.Row(terms, new RowId(Quantity.NeedWeightedList));

        Compare.Mean(plan.Value(Quantity.NeedWeightedList, 4), need[3]);
    }
}
