using IcpRisk.Nature;
using IcpRisk.Simulation;

namespace IcpRisk.Scenarios.Tests.Files;

/// <summary>The plans by year in docs/contracts, worked apart from the engine: what it plans and expects is what they say.</summary>
public sealed class PagesTests
{
    [Theory]
    [InlineData("cost_in_scope", new[] { 24.860, 25.175, 25.582, 26.302, 27.342 })]
    [InlineData("core_payment", new[] { 25.175, 25.502, 25.834, 26.170, 26.510 })]
    [InlineData("incentive_earned", new[] { 0.662, 0.565, 0.626, 0.671, 0.678 })]
    [InlineData("provider_surplus", new[] { 0.320, 0.903, 0.898, 0.568, -0.116 })]
    public void Bedfordshire_is_planned_as_its_page_says(string column, double[] millions) => Planned("bedfordshire-msk", column, millions, 0.00051);

    [Theory]
    [InlineData("contract_value", new[] { 246.30, 258.01, 268.71, 276.37, 284.80, 293.52, 302.54, 311.87, 321.52, 331.51 })]
    [InlineData("cost_in_scope", new[] { 242.38, 253.68, 264.65, 272.55, 280.84, 289.45, 298.35, 307.53, 316.98, 326.71 })]
    [InlineData("core_payment", new[] { 238.21, 249.29, 259.36, 266.74, 274.88, 283.29, 292.00, 301.01, 310.32, 319.96 })]
    [InlineData("cost_out_of_scope", new[] { 88.20, 92.95, 97.54, 102.38, 107.46, 112.82, 118.45, 124.38, 130.63, 137.21 })]
    [InlineData("provider_surplus", new[] { 0.23, 0.99, 2.00, 2.23, 2.33, 2.40, 2.48, 2.58, 2.74, 2.96 })]
    public void Dudley_is_planned_as_its_page_says(string column, double[] millions) => Planned("dudley-icp", column, millions, 0.0051);

    [Theory]
    [InlineData("cambridgeshire-older-people", "cost_in_scope", new[] { 157.500, 157.408, 157.390, 157.178, 157.031, 0.000, 0.000 })]
    [InlineData("cambridgeshire-older-people", "provider_surplus", new[] { 0.600, 0.652, 0.630, 0.802, 0.909, 0.000, 0.000 })]
    [InlineData("cambridgeshire-bid", "contract_value", new[] { 152.000, 148.519, 145.118, 141.795, 138.548, 0.000, 0.000 })]
    [InlineData("cambridgeshire-bid", "provider_surplus", new[] { 0.475, 0.415, 0.605, 1.166, 1.697, 0.000, 0.000 })]
    [InlineData("staffordshire-cancer-eol", "cost_in_scope", new[] { 118.590, 117.266, 116.281, 115.999, 115.755, 115.515, 115.261, 115.119, 114.953, 114.761 })]
    [InlineData("staffordshire-cancer-eol", "provider_surplus", new[] { 0.000, 0.000, 1.260, 1.400, 1.522, 1.643, 1.769, 1.841, 1.923, 2.020 })]
    [InlineData("lambeth-ips", "cost_in_scope", new[] { 8.870, 7.886, 7.094 })]
    [InlineData("lambeth-ips", "provider_surplus", new[] { 0.030, 0.157, 0.000 })]
    [InlineData("salford-older-people", "cost_in_scope", new[] { 47.775, 97.559, 99.846, 101.491, 102.902, 104.950, 108.076 })]
    [InlineData("salford-older-people", "provider_surplus", new[] { 0.013, 0.542, 1.060, 1.942, 3.085, 3.654, 3.731 })]
    public void The_others_are_planned_as_their_pages_say(string name, string column, double[] millions) => Planned(name, column, millions, 0.00051);

    [Theory]
    [InlineData("bedfordshire-msk", new[] { 0.295, 0.331, -0.295, -1.242, -2.512 }, 0.00051)]
    [InlineData("dudley-icp", new[] { -0.11, -1.27, -2.27, -3.82, -5.20, -6.66, -7.67, -8.71, -9.63, -10.54 }, 0.0051)]
    public void What_is_expected_with_nothing_left_to_chance_is_as_the_page_says(string name, double[] millions, double within)
    {
        var scenario = ScenarioFiles.Shipped(name);
        List<StatisticKey> keys = [.. millions.Select((_, y) => new StatisticKey("provider_surplus", y + 1))];
        var run = ScenarioFiles.Run(scenario, NatureOptions.AllOff, keys, 16);
        Assert.All(keys, key => Assert.All(run[key], surplus => Assert.Equal(millions[key.Year - 1], surplus / 1e6, within)));
    }

    private static void Planned(string name, string column, double[] millions, double within)
    {
        var scenario = ScenarioFiles.Shipped(name);
        Assert.Equal(millions.Length, scenario.Time.Years);
        for (var year = 1; year <= millions.Length; year++)
        {
            Assert.Equal(millions[year - 1], scenario.Contract.PlannedValue(column, year) / 1e6, within);
        }
    }
}
