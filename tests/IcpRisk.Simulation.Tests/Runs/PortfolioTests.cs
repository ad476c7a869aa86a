using IcpRisk.Scenarios.Portfolio;

namespace IcpRisk.Simulation.Tests.Runs;

/// <summary>Places of a portfolio: each as it would be by itself, but for what they have in common.</summary>
public class PortfolioTests
{
    private const int Trials = 20_480;

    [Fact]
    public void When_nothing_is_in_common_then_a_place_has_the_bits_it_has_alone()
    {
        var portfolio = Portfolio("");
        var places = Capture(portfolio, new RunOptions { Trials = 3000, Seed = 5, Threads = 2 });
        for (var p = 0; p < 2; p++)
        {
            var alone = Shipped.Capture(portfolio.Places[p].Scenario, new RunOptions { Trials = 3000, Seed = 5, Threads = 1 });
            Assert.All(alone, column => Assert.Equal(column.Value, places[p][column.Key]));
        }

        Assert.Equal(0, places[0][new("list_size", 1)].Zip(places[1][new("list_size", 1)]).Count(x => x.First == x.Second));
    }

    [Fact]
    public void When_all_of_a_risk_is_in_common_then_its_drivers_are_the_same_and_others_are_not()
    {
        var places = Capture(Portfolio("systemic: {population_size: 100 %}"), new RunOptions { Trials = 3000, Seed = 5 });

        // Cohorts' shares differ and are added up again: what renormalising leaves is far below what a driver makes.
        for (var year = 1; year <= 5; year++)
            Assert.All(places[0][new("list_size_index", year)].Zip(places[1][new("list_size_index", year)]), x => Assert.Equal(x.First, x.Second, 1e-6));
        Assert.Equal(0, places[0][new("cost_in_scope", 1)].Zip(places[1][new("cost_in_scope", 1)]).Count(x => x.First == x.Second));
    }

    [Theory]
    [InlineData(0.3)]
    [InlineData(0.8)]
    public void When_a_share_is_in_common_then_it_is_the_correlation_and_each_place_spreads_as_alone(double share)
    {
        var portfolio = Portfolio(FormattableString.Invariant($"systemic: {{population_size.level: {share}, population_size.growth: {share}}}"));
        var places = Capture(portfolio, new RunOptions { Trials = Trials, Seed = 5 });
        double[][] logs = [.. places.Select(p => p[new("list_size", 3)].Select(v => Math.Log(v)).ToArray())];

        // Logs of lists are sums of normals of which each has the correlation: five standard errors of a correlation.
        Assert.InRange(Correlation(logs[0], logs[1]), share - (5 * (1 - (share * share)) / Math.Sqrt(Trials)), share + (5 * (1 - (share * share)) / Math.Sqrt(Trials)));
        var alone = Shipped.Capture(portfolio.Places[0].Scenario, new RunOptions { Trials = Trials, Seed = 5 })[new("list_size", 3)].Select(v => Math.Log(v)).ToArray();

        // Two independent standard deviations of normals: five times sd·√(1/n).
        Assert.InRange(Sd(logs[0]) / Sd(alone), 1 - (5 / Math.Sqrt(Trials)), 1 + (5 / Math.Sqrt(Trials)));
    }

    [Fact]
    public void When_threads_or_tile_differ_then_every_bit_is_the_same()
    {
        var portfolio = Portfolio("systemic: {utilisation: 50 %, efficiency: 100 %}");
        var one = Capture(portfolio, new RunOptions { Trials = 3000, Seed = 9, Threads = 1, Tile = 256 });
        var two = Capture(portfolio, new RunOptions { Trials = 3000, Seed = 9, Threads = 3, Tile = 8 });
        for (var p = 0; p < 2; p++)
            Assert.All(one[p], column => Assert.Equal(column.Value, two[p][column.Key]));
    }

    [Fact]
    public void When_places_share_surprises_then_what_each_draws_agrees_with_theory()
    {
        var portfolio = Portfolio("systemic: {utilisation: 50 %, efficiency: 70 %, epidemiological: 20 %}");
        var run = new PortfolioSimulator(portfolio, new RunOptions { Trials = Trials, Seed = 9 }, [[], []], []);
        run.Run();

        // 5.5 of a thousand comparisons is chance once in 25,000 runs.
        for (var p = 0; p < 2; p++)
            Assert.All(run.Moments(p).Where(m => m.IsJudged), m => Assert.True(Math.Abs(m.Z) < 5.5, $"{m.Name} {m.Moment}: z {m.Z}"));
    }

    private static List<Dictionary<StatisticKey, double[]>> Capture(PortfolioScenario portfolio, RunOptions options)
    {
        CaptureSink[] sinks = [.. portfolio.Places.Select(p => new CaptureSink(p.Scenario, (int)options.Trials))];
        new PortfolioSimulator(portfolio, options, [.. sinks.Select(s => new ISimulationSink[] { s })], []).Run();
        return [.. sinks.Select(s => s.Values)];
    }

    private static PortfolioScenario Portfolio(string systemic)
    {
        using var folder = new TempFolder();
        var scenario = Path.Combine(AppContext.BaseDirectory, "scenarios", "bedfordshire-msk.yaml");
        var file = folder.Path + "portfolio.yaml";
        File.WriteAllText(file, $"icprisk: 1\nname: two\nplaces: {{north: '{scenario}', south: '{scenario}'}}\n{systemic}\n");
        return PortfolioScenario.Load(file);
    }

    private static double Correlation(double[] x, double[] y)
    {
        var (mx, my) = (x.Average(), y.Average());
        return x.Zip(y).Average(p => (p.First - mx) * (p.Second - my)) / (Sd(x) * Sd(y));
    }

    private static double Sd(double[] x)
    {
        var mean = x.Average();
        return Math.Sqrt(x.Average(v => (v - mean) * (v - mean)));
    }
}
