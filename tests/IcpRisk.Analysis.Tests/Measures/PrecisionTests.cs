using IcpRisk.Analysis.Measures;
using IcpRisk.Analysis.Measures.Grammar;
using IcpRisk.Scenarios;
using IcpRisk.Simulation;

namespace IcpRisk.Analysis.Tests.Measures;

public sealed class PrecisionTests
{
    private static readonly Scenario Harbour = Scenario.Load(Path.Combine(AppContext.BaseDirectory, "scenarios", "harbour-care.yaml"));
    private static readonly RunOptions Options = new() { Trials = 1, Seed = 2 };

    [Theory]
    [InlineData("mean(provider.net[1]) +- £2.5k")]
    [InlineData("tvar95(provider.cumulative) ± 2 %")]
    public void Trials_double_until_the_interval_is_within_the_precision(string text)
    {
        var goal = MeasureParser.Goal(text, MeasureColumns.Of(Harbour), "+-");
        var found = Precision.Seek(Harbour, Options with { Threads = 2 }, goal, 1_000_000);
        Assert.True(found.IsMet);
        Assert.Equal(Enumerable.Range(0, found.Stages.Count).Select(i => Precision.First << i), found.Stages.Select(s => s.Trials));
        bool[] within = [.. found.Stages.Select(s => Math.Max(s.Estimate.Upper - s.Estimate.Value, s.Estimate.Value - s.Estimate.Lower)
            <= goal.Value * (goal.IsShare ? Math.Abs(s.Estimate.Value) : 1))];
        Assert.True(within.Length > 1 && within[^1] && !within[..^1].Contains(true));

        // The same as a plain run of that many trials, to the bit, on other threads.
        var options = Options with { Trials = found.Trials, Threads = 1 };
        var plain = new MeasureSink(new MeasureSet([goal.Measure]), options);
        new Simulator(Harbour, options, plain).Run();
        Assert.Equal(plain.Results()[0].Estimate, found.Stages[^1].Estimate);
        Assert.InRange(found.Needed, found.Trials / 4.0, found.Trials);
    }

    [Fact]
    public void Past_the_most_trials_it_stops_and_says_how_many_are_needed()
    {
        var goal = MeasureParser.Goal("mean(provider.net) +- £1", MeasureColumns.Of(Harbour), "+-");
        var found = Precision.Seek(Harbour, Options, goal, 10_000);
        Assert.False(found.IsMet);
        Assert.Equal([4096, 8192, 10_000], found.Stages.Select(s => s.Trials));

        // (1.96 · sd)², with an sd of £486,000 or so: 9·10¹¹ trials.
        Assert.InRange(found.Needed, 8e11, 1e12);
    }
}
