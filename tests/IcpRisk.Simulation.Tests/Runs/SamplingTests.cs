using IcpRisk.Numerics.Sampling;
using IcpRisk.Numerics.Statistics;

namespace IcpRisk.Simulation.Tests.Runs;

/// <summary>Whole runs by each way of sampling: the same values for any threads and tile, and the figures of a plain run.</summary>
public class SamplingTests
{
    private const int Trials = 3000;

    public static TheoryData<SamplingMethod, bool, bool> Ways => new()
    {
        { SamplingMethod.LatinHypercube, false, false }, { SamplingMethod.Sobol, false, true }, { SamplingMethod.Plain, true, false },
    };

    [Theory]
    [MemberData(nameof(Ways))]
    public void When_threads_or_tile_differ_then_every_column_has_the_same_hash(SamplingMethod method, bool antithetic, bool moved)
    {
        var scenario = Shipped.Scenario("bedfordshire-msk");
        var options = new RunOptions { Trials = Trials, Seed = 2014, Sampling = Sampling(method, antithetic, moved) };

        Assert.Equal(
            Shipped.Hashes(scenario, options with { Threads = 1, Tile = 64 }),
            Shipped.Hashes(scenario, options with { Threads = 3, Tile = 8 }));
    }

    [Theory]
    [InlineData(SamplingMethod.Sobol)]
    [InlineData(SamplingMethod.Plain)]
    public void When_a_run_is_longer_then_its_first_trials_have_the_same_bits(SamplingMethod method)
    {
        var scenario = Shipped.Scenario("bedfordshire-msk");
        var sampling = Sampling(method, antithetic: true, moved: true);
        var few = Shipped.Capture(scenario, new RunOptions { Trials = 1000, Seed = 7, Sampling = sampling });
        var many = Shipped.Capture(scenario, new RunOptions { Trials = 4000, Seed = 7, Sampling = sampling });

        Assert.All(few, column => Assert.Equal(column.Value, many[column.Key][..1000]));
    }

    /// <summary>Four standard errors, of both runs together, for mean, 95 % quantile and TVaR of the provider's deficit.</summary>
    [Theory]
    [MemberData(nameof(Ways))]
    public void When_trials_are_drawn_otherwise_then_the_distribution_is_the_same(SamplingMethod method, bool antithetic, bool moved)
    {
        var plain = Surplus(SamplingOptions.Plain, 32_768, 1);

        var other = Surplus(Sampling(method, antithetic, moved), 16_384, 2);

        Near(plain.Mean, other.Mean);
        Near(plain.StandardDeviation, other.StandardDeviation);
        Near(plain.Tails[0].Var, other.Tails[0].Var);
        Near(plain.Tails[0].Tvar, other.Tails[0].Tvar);

        static void Near(Estimate a, Estimate b) =>
            Assert.InRange(Math.Abs(a.Value - b.Value) / Math.Sqrt((a.StandardError * a.StandardError) + (b.StandardError * b.StandardError)), 0, 4);
    }

    [Fact]
    public void When_a_tail_is_sought_then_its_error_falls_and_weights_stay_bounded()
    {
        var sampling = Sampling(SamplingMethod.Plain, antithetic: false, moved: true);
        var plain = Surplus(SamplingOptions.Plain, 16_384, 1);

        var tail = Surplus(sampling, 16_384, 1);

        // The deviation of a quantile's error would have to fall by three fifths for it to be worth seven times the trials.
        Assert.InRange(tail.Tails[1].Tvar.StandardError / plain.Tails[1].Tvar.StandardError, 0, 0.7);
        Assert.InRange(tail.EffectiveCount, 16_384 * 0.1, 16_384);
    }

    [Fact]
    public void When_trials_depend_on_one_another_and_columns_do_not_fit_then_it_is_refused() =>
        Assert.Throws<InvalidOperationException>(() => new StatisticsSink(
            [new("provider_surplus", 0)], Shipped.Scenario("bedfordshire-msk").Contract.Columns, 1000, 100,
            Sampling(SamplingMethod.Sobol, antithetic: false, moved: false)));

    private static SamplingOptions Sampling(SamplingMethod method, bool antithetic, bool moved) => new()
    {
        Method = method, IsAntithetic = antithetic, Importance = moved ? new ImportanceOptions() : null,
    };

    private static DistributionSummary Surplus(SamplingOptions sampling, int trials, long seed)
    {
        var scenario = Shipped.Scenario("bedfordshire-msk");
        var key = new StatisticKey("provider_surplus", 0);
        var sink = new StatisticsSink([key], scenario.Contract.Columns, trials, 1L << 30, sampling);
        new Simulator(scenario, new RunOptions { Trials = trials, Seed = seed, Sampling = sampling }, sink).Run();
        return sink.Summarise(key, new SummaryOptions { Side = LossSide.Low, Levels = [0.95, 0.995] });
    }
}
