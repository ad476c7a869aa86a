using IcpRisk.Nature.Spread;
using IcpRisk.Scenarios.Describe;

namespace IcpRisk.Scenarios.Tests.Describe;

/// <summary>Spreads against closed forms worked out here.</summary>
public sealed class SpreadTests
{
    private const double Tiny = 1e-12;
    private static readonly Description Told = Scenario.Load(DescribeTests.File("harbour-care.yaml")).Describe();

    [Fact]
    public void An_autoregression_has_the_variance_of_its_formula()
    {
        // Var e[y] = σ²(1 − ρ^2y)/(1 − ρ²).
        const double Rho2 = 0.6 * 0.6;
        var power = 1.0;
        for (var year = 1; year <= 3; year++)
        {
            power *= Rho2;
            Assert.Equal(0.025 * Math.Sqrt((1 - power) / (1 - Rho2)), Sd("utilisation.ward", year), Tiny);
        }
    }

    [Fact]
    public void A_trend_grows_with_time_from_nothing()
    {
        Assert.Equal(0, Sd("utilisation.trend.clinic", 1), Tiny);
        Assert.Equal(0.016, Sd("utilisation.trend.clinic", 3), Tiny);
    }

    [Fact]
    public void A_level_stays_and_a_walk_adds_up()
    {
        Assert.Equal(0.015, Sd("population_size.level", 3), Tiny);
        Assert.Equal(0.006 * Math.Sqrt(3), Sd("population_size.growth", 3), Tiny);
    }

    [Fact]
    public void Surprises_in_inflation_accumulate_in_the_price()
    {
        // Impulses of year 3: 1 + ρ + ρ², 1 + ρ, 1.
        Assert.Equal(0.008 * Math.Sqrt((1.75 * 1.75) + (1.5 * 1.5) + 1), Sd("efficiency.inflation", 3), Tiny);
    }

    [Fact]
    public void Counts_spread_by_dispersion_over_mean() =>
        Assert.Equal(Math.Sqrt(1.8 / Told.Services[1].Years[1].ExpectedActivity), Sd("volatility.activity.ward", 2), Tiny);

    [Fact]
    public void Case_costs_spread_by_their_variation_over_the_root_of_their_number() =>
        Assert.Equal(0.9 / Math.Sqrt(1200), Sd("volatility.case_cost.ward", 1), 1e-9);

    [Fact]
    public void High_cost_cases_have_the_spread_of_a_compound_Poisson_sum() =>
        Assert.Equal(Math.Sqrt(6 * 25e3 * 25e3 * 2.6 / 0.6), Sd("volatility.high_cost.ward", 1), 1e-3);

    [Fact]
    public void A_realised_share_has_the_spread_of_its_beta() =>
        Assert.Equal(Math.Sqrt(0.7 * 0.3 / 9), Sd("efficiency.savings", 2), 1e-4);

    [Fact]
    public void Quality_is_in_points()
    {
        var spread = Told.Spreads.Single(s => s.Name == "quality.recovery");
        Assert.Equal(SpreadScale.Points, spread.Scale);
        Assert.Equal(0.04, spread.StandardDeviations[0], Tiny);
    }

    private static double Sd(string driver, int year) =>
        Told.Spreads.Single(s => s.Name == driver).StandardDeviations[year - 1];
}
