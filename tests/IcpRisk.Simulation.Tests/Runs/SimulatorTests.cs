using IcpRisk.Contracts.Outcomes;
using IcpRisk.Numerics.Lanes;
using IcpRisk.Paths;

namespace IcpRisk.Simulation.Tests.Runs;

/// <summary>How a run ends: whole, cancelled or failed; and what options it takes.</summary>
public class SimulatorTests
{
    [Fact]
    public void When_a_run_ends_then_every_granule_came_once_and_progress_is_complete()
    {
        var scenario = Shipped.Scenario("bedfordshire-msk");
        var sink = new CaptureSink(scenario, 5000);
        var run = new Simulator(scenario, new RunOptions { Trials = 5000, Seed = 1, Threads = 3 }, sink);
        run.Run();
        Assert.Equal(5, sink.Granules);
        Assert.Equal((5000, 5000), (run.Progress.Done, run.Progress.Total));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void When_cancelled_then_the_run_stops_within_the_granules_in_hand(int threads)
    {
        using var cancel = new CancellationTokenSource();
        var sink = new Probe(granule =>
        {
            if (granule == 3)
            {
                cancel.Cancel();
            }
        });
        var run = new Simulator(
            Shipped.Scenario("bedfordshire-msk"), new RunOptions { Trials = 1_000_000, Seed = 1, Threads = threads }, sink);
        Assert.Throws<OperationCanceledException>(() => run.Run(cancel.Token));
        Assert.InRange(run.Progress.Done, 1, 1024 * 200);
    }

    [Fact]
    public void When_cancelled_before_it_starts_then_nothing_is_simulated()
    {
        var run = new Simulator(Shipped.Scenario("bedfordshire-msk"), new RunOptions { Trials = 100_000, Seed = 1 }, new Probe(_ => { }));
        Assert.Throws<OperationCanceledException>(() => run.Run(new CancellationToken(canceled: true)));
        Assert.Equal(0, run.Progress.Done);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void When_a_sink_fails_then_its_own_exception_comes_out(int threads)
    {
        var full = new IOException("no space left");
        var run = new Simulator(
            Shipped.Scenario("bedfordshire-msk"), new RunOptions { Trials = 1_000_000, Seed = 1, Threads = threads },
            new Probe(granule =>
            {
                if (granule == 2)
                {
                    throw full;
                }
            }));
        Assert.Same(full, Assert.Throws<IOException>(() => run.Run()));
        Assert.InRange(run.Progress.Done, 1, 1024 * 200);
    }

    [Theory]
    [InlineData(0, 1, 0, 0)]
    [InlineData(1L << 32, 1, 0, 0)]
    [InlineData(1, -1, 0, 0)]
    [InlineData(1, 1, -1, 0)]
    [InlineData(1, 1, 0, 12)]
    [InlineData(1, 1, 0, 264)]
    [InlineData(1, 1, 0, -8)]
    public void When_an_option_is_out_of_range_then_refused(long trials, long seed, int threads, int tile) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Simulator(
            Shipped.Scenario("bedfordshire-msk"), new RunOptions { Trials = trials, Seed = seed, Threads = threads, Tile = tile }, []));

    /// <summary>Reads nothing; acts when a granule ends.</summary>
    private sealed class Probe(Action<long> end) : ISimulationSink
    {
        public IEnumerable<RowId> Rows => [];

        public IEnumerable<OutcomeColumn> Columns => [];

        public void Take<L>(PathTile path, OutcomeTile outcomes)
            where L : struct, ILanes<L>
        {
        }

        public void EndGranule(long granule) => end(granule);

        public bool TryWork() => false;
    }
}
