using IcpRisk.Analysis.Measures;
using IcpRisk.Analysis.Measures.Grammar;
using IcpRisk.Numerics.Sampling;
using IcpRisk.Scenarios;
using IcpRisk.Simulation;

namespace IcpRisk.Analysis.Tests.Measures;

public sealed class ConvergenceTests
{
    private static readonly Scenario Harbour = Scenario.Load(Path.Combine(AppContext.BaseDirectory, "scenarios", "harbour-care.yaml"));

    /// <summary>Every stage is to the bit what a run of so many trials tells.</summary>
    [Fact]
    public void A_stage_is_what_a_shorter_run_tells()
    {
        var found = Look(new RunOptions { Trials = 70_000, Seed = 3 })!;
        Assert.Equal([1088, 4352, 17_472, 70_000], found.Rows[0].Stages.Select(s => s.Trials));
        foreach (var stage in found.Rows[0].Stages.Select((s, i) => (s.Trials, I: i)))
        {
            var options = new RunOptions { Trials = stage.Trials, Seed = 3, Threads = 1 };
            var sink = new MeasureSink(MeasureSet.Parse(found.Rows.Select(r => r.Measure.Text), MeasureColumns.Of(Harbour)), options, keepAll: true);
            new Simulator(Harbour, options, sink).Run();
            Assert.Equal(sink.Results().Select(r => r.Estimate), found.Rows.Select(r => r.Stages[stage.I].Estimate));
        }
    }

    /// <summary>As many trials as are advised give the interval that was meant: errors of errors at 16,000 trials are a few per cent.</summary>
    [Fact]
    public void Trials_advised_give_the_precision()
    {
        var row = Look(new RunOptions { Trials = 16_000, Seed = 5 })!.Rows.Single(r => r.Measure.Text == "tvar99.5(provider_surplus)");
        var trials = (long)row.TrialsNeeded;
        Assert.InRange(trials, 16_001, 4_000_000);
        var last = Look(new RunOptions { Trials = Math.Max(trials, 16_000), Seed = 6 })!.Rows.Single(r => r.Measure.Text == row.Measure.Text).Stages[^1].Estimate;
        Assert.InRange(1.96 * last.StandardError / (0.01 * last.Value), 0.75, 1.25);
    }

    /// <summary>
    /// Over twenty seeds the square of the spread of a mean has mean 1, with a standard error of √(2/(7·20)) = 0.12; 4 of them.
    /// </summary>
    [Fact]
    public void Eighths_differ_by_what_errors_state()
    {
        var squares = Enumerable.Range(1, 20)
            .Select(seed => Look(new RunOptions { Trials = 16_000, Seed = seed })!.Rows[0].SeedSpread!.Value).Average(s => s * s);
        Assert.InRange(squares, 0.52, 1.48);
    }

    [Fact]
    public void Where_first_trials_are_no_run_of_their_own_nothing_is_said()
    {
        Assert.Null(Look(new RunOptions { Trials = 8_000, Seed = 1 }));
        Assert.Null(Look(new RunOptions { Trials = 20_000, TrialsPerSet = 100, Seed = 1 }));
        Assert.Null(Look(new RunOptions { Trials = 20_000, Seed = 1, Sampling = new() { Method = SamplingMethod.LatinHypercube } }));
        Assert.Null(Look(new RunOptions { Trials = 20_000, Seed = 1, Memory = 1000 }));
        Assert.All(Look(new RunOptions { Trials = 20_000, Seed = 1, Sampling = new() { Method = SamplingMethod.Sobol } })!.Rows, r => Assert.Null(r.SeedSpread));
    }

    private static Convergence? Look(RunOptions options)
    {
        var statistics = new StatisticsSink(Summary.Keys(Harbour), Harbour.Contract.Columns, options.Trials, options.Memory, options.Sampling);
        new Simulator(Harbour, options, statistics).Run();
        return Convergence.Of(Harbour, statistics, options);
    }
}
