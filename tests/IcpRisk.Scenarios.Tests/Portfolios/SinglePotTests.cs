using IcpRisk.Scenarios.Portfolio;

namespace IcpRisk.Scenarios.Tests.Portfolios;

/// <summary>The integrated care system in the repository, its plan worked by hand.</summary>
public sealed class SinglePotTests
{
    private static readonly PortfolioScenario System = PortfolioScenario.Load(
        Path.Combine(AppContext.BaseDirectory, "scenarios", "ics-single-pot.yaml"));

    /// <summary>
    /// Year 1 by hand, £m. Value: the streams and transformation; core: the value less 0.4 % at risk. Cost: activity × unit
    /// cost by service in the file's order, then the high-cost cases of specialised care, cases × £100,000 × 2.8/1.8 (the
    /// mean of a Pareto with α = 2.8 above £100,000);
    /// then management.
    /// </summary>
    [Theory]
    // 464 + 70.4 + 58.9 + 4; 104 + 67.2 + 70.2 + 40.7 + 44.65 + 79.2 + 70.4 + 61.42 + 27 + 17.889 + 5.5
    [InlineData("city", 597.3, 588.1589)]
    // 354 + 51.2 + 45.6 + 3; 78 + 58.8 + 56.7 + 31.35 + 38 + 42.9 + 51.2 + 49.8 + 24.3 + 14 + 4
    [InlineData("borough", 453.8, 449.05)]
    // 349 + 49.6 + 40 + 3; 72.8 + 60.2 + 55.35 + 27.5 + 42.75 + 34.65 + 49.6 + 50.63 + 28.35 + 12.444 + 3.8
    [InlineData("shire", 441.6, 438.0744)]
    // 175.5 + 24.3 + 20 + 3; 40.3 + 25.9 + 25.65 + 13.75 + 20.425 + 22.275 + 24.32 + 27.39 + 14.04 + 6.222 + 2.2
    [InlineData("coast", 222.8, 222.4722)]
    public void The_plan_of_a_place_is_as_worked_by_hand(string name, double value, double cost)
    {
        var contract = System.Places.Single(p => p.Name == name).Scenario.Contract;
        Assert.Equal(value, contract.PlannedValue("contract_value", 1) / 1e6, 1e-6);
        Assert.Equal(value * 0.996, contract.PlannedValue("core_payment", 1) / 1e6, 1e-6);
        Assert.Equal(cost, contract.PlannedValue("provider_cost", 1) / 1e6, 1e-4);
    }

    /// <summary>The pot goes by value: 597.3, 453.8, 441.6 and 222.8 of 1,715.5.</summary>
    [Fact]
    public void The_pot_is_divided_by_contract_value()
    {
        Assert.Equal(["city", "borough", "shire", "coast"], System.Pot.Places);
        double[] values = [597.3, 453.8, 441.6, 222.8];
        Assert.All(System.Pot.Shares(1).Zip(values), x => Assert.Equal(x.Second / 1715.5, x.First, 1e-9));
    }
}
