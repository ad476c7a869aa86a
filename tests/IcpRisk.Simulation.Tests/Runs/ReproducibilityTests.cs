using IcpRisk.Simulation.Output;

namespace IcpRisk.Simulation.Tests.Runs;

/// <summary>The same values for any number of threads and any tile, and for the same trials of a longer run.</summary>
public class ReproducibilityTests
{
    // Three granules, the last of them, and its last tile, in part.
    private const int Trials = 3000;

    private static readonly Lazy<IReadOnlyDictionary<string, string>> Bedfordshire = new(() =>
        Shipped.Hashes(Shipped.Scenario("bedfordshire-msk"), new RunOptions { Trials = Trials, Seed = 2014, Threads = 1, Tile = 64 }));

    [Theory]
    [InlineData(2, 64)]
    [InlineData(5, 64)]
    [InlineData(1, 8)]
    [InlineData(1, 256)]
    [InlineData(5, 8)]
    [InlineData(0, 0)]
    public void When_threads_or_tile_differ_then_every_column_has_the_same_hash(int threads, int tile) => Assert.Equal(
        Bedfordshire.Value,
        Shipped.Hashes(Shipped.Scenario("bedfordshire-msk"), new RunOptions { Trials = Trials, Seed = 2014, Threads = threads, Tile = tile }));

    [Fact]
    public void When_threads_and_tile_differ_in_the_larger_scenario_then_every_column_has_the_same_hash()
    {
        var dudley = Shipped.Scenario("dudley-icp");
        Assert.Equal(
            Shipped.Hashes(dudley, new RunOptions { Trials = 1100, Seed = 1, Threads = 1, Tile = 256 }),
            Shipped.Hashes(dudley, new RunOptions { Trials = 1100, Seed = 1, Threads = 2, Tile = 8 }));
    }

    [Fact]
    public void When_the_seed_differs_then_every_random_column_does()
    {
        var other = Shipped.Hashes(Shipped.Scenario("bedfordshire-msk"), new RunOptions { Trials = Trials, Seed = 2015, Threads = 2 });
        var same = Bedfordshire.Value.Where(h => other[h.Key] == h.Value).Select(h => h.Key).Order(StringComparer.Ordinal);
        // Keys; and what this contract fixes whatever happens.
        Assert.Equal(
            [
                "trial_years.activity_payment", "trial_years.contract_value", "trial_years.core_payment",
                "trial_years.cost_out_of_scope", "trial_years.cost_overheads", "trial_years.gain_cap_reached",
                "trial_years.incentive_available", "trial_years.loss_cap_reached", "trial_years.management_fee",
                "trial_years.trial", "trial_years.year", "trials.activity_payment", "trials.contract_value",
                "trials.core_payment", "trials.cost_out_of_scope", "trials.cost_overheads", "trials.incentive_available",
                "trials.management_fee", "trials.trial",
            ],
            same);
    }

    [Theory]
    [InlineData("bedfordshire-msk", 10_000, 20_000)]
    [InlineData("dudley-icp", 500, 1500)]
    public void When_a_run_is_longer_then_its_first_trials_have_the_same_bits(string name, int trials, int longer)
    {
        var scenario = Shipped.Scenario(name);
        var few = Shipped.Capture(scenario, new RunOptions { Trials = trials, Seed = 7, Threads = 1, Tile = 64 });
        var many = Shipped.Capture(scenario, new RunOptions { Trials = longer, Seed = 7, Threads = 3, Tile = 256 });
        Assert.All(few, column => Assert.True(
            Bits(column.Value).SequenceEqual(Bits(many[column.Key].AsSpan(0, trials))), $"{column.Key} differs"));
    }

    [Fact]
    public void When_an_output_is_added_then_the_others_keep_every_bit()
    {
        var scenario = Shipped.Scenario("bedfordshire-msk");
        using var folder = new TempFolder();
        using var directory = DatasetDirectory.Begin(folder.Path + "d", force: false);
        using var alone = Shipped.Trials(scenario, directory, Trials);
        new Simulator(scenario, new RunOptions { Trials = Trials, Seed = 2014, Threads = 2 }, alone).Run();

        // Beside it the others have a table of years, and with it every row of nature.
        Assert.Equal(alone.Hashes.ToDictionary(h => $"trials.{h.Key}", h => h.Value), Bedfordshire.Value.Where(h => h.Key.StartsWith("trials.", StringComparison.Ordinal)));
    }

    [Fact]
    public void When_there_are_many_trials_then_no_two_are_alike()
    {
        var lists = Shipped.Capture(Shipped.Scenario("bedfordshire-msk"), new RunOptions { Trials = 5000, Seed = 7, Threads = 2 })[new("list_size", 1)];
        Assert.Equal(5000, lists.Distinct().Count());
    }

    [Fact]
    public void When_there_is_one_trial_only_then_it_is_the_first_of_many()
    {
        var scenario = Shipped.Scenario("bedfordshire-msk");
        var one = Shipped.Capture(scenario, new RunOptions { Trials = 1, Seed = 7 });
        var many = Shipped.Capture(scenario, new RunOptions { Trials = 9, Seed = 7 });
        Assert.All(one, column => Assert.Equal(column.Value[0], many[column.Key][0]));
    }

    private static ReadOnlySpan<long> Bits(ReadOnlySpan<double> values) =>
        System.Runtime.InteropServices.MemoryMarshal.Cast<double, long>(values);
}
