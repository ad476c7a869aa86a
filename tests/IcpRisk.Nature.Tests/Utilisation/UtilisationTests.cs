using IcpRisk.Documents;
using IcpRisk.Nature.Dependence;
using IcpRisk.Nature.Utilisation;
using IcpRisk.Paths;

namespace IcpRisk.Nature.Tests.Utilisation;

public sealed class UtilisationTests
{
    private static readonly RowId Clinic = new(Quantity.Activity, "clinic");
    private static readonly RowId Ward = new(Quantity.Activity, "ward");

    // Without volatility activity is its own expectation, so the drivers can be seen bare.
    private static NatureTerms Terms(UtilisationRisk utilisation, params PairTerms[] pairs) =>
        Sampling.Quiet().With(r => r with { Utilisation = utilisation, Volatility = new() { On = false } }) with { Dependence = pairs };

    [Fact]
    public void When_use_is_uncertain_year_and_trend_add_up_and_the_mean_stays()
    {
        var terms = Terms(new UtilisationRisk { Sd = 0.03, Persistence = 0.5, TrendSd = 0.01 });
        var plan = Planning.Plan(terms, Sampling.Years(4));

        var activity = Sampling.Row(terms, Clinic);

        for (var y = 1; y <= 4; y++)
        {
            var year = 0.03 * 0.03 * (1 - Math.Pow(0.25, y)) / (1 - 0.25);
            Compare.Variance(year + (0.01 * 0.01 * (y - 1) * (y - 1)), Compare.Log(activity[y - 1], plan.Value(Clinic, y)));
            Compare.Mean(plan.Value(Clinic, y), activity[y - 1]);
        }
    }

    [Fact]
    public void When_services_share_a_factor_any_two_have_its_correlation()
    {
        var rows = Sampling.Rows(Terms(new UtilisationRisk { Sd = 0.03, Correlation = 0.4 }), [Clinic, Ward]);

        Compare.Correlation(0.4, Compare.Log(rows[0][0], 1), Compare.Log(rows[1][0], 1));
        Compare.Correlation(0.4, Compare.Log(rows[0][3], 1), Compare.Log(rows[1][3], 1));
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(0.8)]
    public void When_a_pair_is_named_it_has_its_own_correlation_whatever_the_factor(double correlation)
    {
        var pair = new PairTerms { One = "utilisation.clinic", Other = "utilisation.ward", Correlation = correlation };
        var rows = Sampling.Rows(Terms(new UtilisationRisk { Sd = 0.03, Correlation = 0.4 }, pair), [Clinic, Ward]);

        Compare.Correlation(correlation, Compare.Log(rows[0][1], 1), Compare.Log(rows[1][1], 1));
    }

    [Fact]
    public void When_a_pair_goes_against_the_common_factor_its_range_is_stated()
    {
        var pair = new PairTerms { One = "utilisation.clinic", Other = "utilisation.ward", Correlation = -0.3 };

        var impossible = Assert.Throws<DependenceException>(() =>
            Sampling.Row(Terms(new UtilisationRisk { Sd = 0.03, Correlation = 0.4 }, pair), Clinic, trials: 8));

        Assert.Contains("from -0.2 to 1", impossible.Message);
    }

    [Fact]
    public void When_correlations_cannot_hold_together_the_pairs_are_named()
    {
        var quiet = Sampling.Quiet();
        var terms = Terms(
            new UtilisationRisk { Sd = 0.03 },
            new PairTerms { One = "utilisation.clinic", Other = "utilisation.ward", Correlation = 0.9 },
            new PairTerms { One = "utilisation.clinic", Other = "efficiency.inflation", Correlation = 0.9 },
            new PairTerms { One = "utilisation.ward", Other = "efficiency.inflation", Correlation = -0.9 });

        var impossible = Assert.Throws<DependenceException>(() =>
            new NatureEngine(terms, Sampling.Years(2), NatureOptions.Full, new PathLayout(2, []), null));

        Assert.Contains("utilisation.clinic", impossible.Message);
        Assert.True(impossible.MinimumEigenvalue < 0);
    }

    [Fact]
    public void When_a_service_has_figures_of_its_own_they_hold_for_it_alone()
    {
        var own = Keyed<ServiceUtilisation>.Of(("ward", new ServiceUtilisation { Sd = 0.1 }));
        var rows = Sampling.Rows(Terms(new UtilisationRisk { Sd = 0.03, Services = own }), [Clinic, Ward]);

        Compare.Variance(0.03 * 0.03, Compare.Log(rows[0][0], 1));
        Compare.Variance(0.1 * 0.1, Compare.Log(rows[1][0], 1));
    }
}
