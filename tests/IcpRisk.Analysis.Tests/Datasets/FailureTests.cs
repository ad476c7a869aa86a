using IcpRisk.Analysis.Tests.Processes;
using IcpRisk.Parquet;
using IcpRisk.Scenarios;
using IcpRisk.Simulation;
using IcpRisk.Simulation.Output;

namespace IcpRisk.Analysis.Tests.Datasets;

/// <summary>A run that does not come to its end leaves nothing that reads as whole.</summary>
public sealed class FailureTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private string Target => _folder.Path + "d";

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void When_cancelled_in_mid_run_then_nothing_is_left_under_its_name(int threads)
    {
        using (var directory = DatasetDirectory.Begin(Target, force: false))
        using (var cancel = new CancellationTokenSource())
        {
            var run = Run(directory, 2_000_000, threads);

            // By then row groups of both tables are on the disk.
            var watch = new Thread(() =>
            {
                while (run.Simulator.Progress.Done < 140_000)
                    Thread.Sleep(1);
                cancel.Cancel();
            });
            watch.Start();
            Assert.Throws<OperationCanceledException>(() => run.Run(cancel.Token));
            watch.Join();
            Assert.All(_folder.Files, f => Assert.EndsWith(".unfinished", f, StringComparison.Ordinal));
            Assert.Contains("d/trials.parquet.unfinished", _folder.Files);
            Assert.Contains("d/trial_years/part-00000.parquet.unfinished", _folder.Files);
        }

        Assert.False(Directory.Exists(Target));
    }

    [Fact]
    public void When_cancelled_then_what_was_there_before_is_gone_and_a_new_run_may_follow()
    {
        using (var directory = DatasetDirectory.Begin(Target, force: false))
            Run(directory, 100, 1).Run();
        Assert.Contains("d/manifest.json", _folder.Files);
        using (var directory = DatasetDirectory.Begin(Target, force: true))
            Assert.Throws<OperationCanceledException>(() => Run(directory, 100, 1).Run(new CancellationToken(canceled: true)));
        Assert.Empty(_folder.Files);
        using (var directory = DatasetDirectory.Begin(Target, force: false))
            Run(directory, 100, 1).Run();
        Assert.Contains("d/manifest.json", _folder.Files);
    }

    [Theory]
    [InlineData("trial_years")]
    [InlineData("plan_years.parquet.unfinished")]
    [InlineData("summary.parquet.unfinished")]
    [InlineData("scenario.yaml.unfinished")]
    [InlineData("manifest.json.unfinished")]
    public void When_a_file_cannot_be_made_then_the_run_fails_and_nothing_is_left(string obstacle)
    {
        using (var directory = DatasetDirectory.Begin(Target, force: false))
        {
            // Not there when the run began.
            File.WriteAllText($"{Target}/{obstacle}", "in the way");
            Assert.ThrowsAny<IOException>(() => Run(directory, 100, 1).Run());
        }

        Assert.DoesNotContain(_folder.Files, f => f.EndsWith(".parquet", StringComparison.Ordinal) || f.EndsWith("manifest.json", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(40)]
    [InlineData(2000)]
    public void When_the_disk_takes_no_more_then_an_io_exception_says_so_and_nothing_is_left(int blocks)
    {
        if (OperatingSystem.IsWindows())
            return;

        // The kernel refuses to let a file grow past so many blocks of 512 bytes, as it refuses when the disk is full.
        var (code, output, error) = Child.Run(
            [Dataset.ScenarioPath("bedfordshire-msk"), "20000", "2", "1000000000", Target, "TrialYears"],
            shell: $"export DOTNET_EnableWriteXorExecute=0; trap '' XFSZ; ulimit -f {blocks};");
        Assert.Equal((1, ""), (code, output));
        Assert.StartsWith("IOException: ", error, StringComparison.Ordinal);
        Assert.Contains(".parquet.unfinished", error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Target));
    }

    private static DatasetRun Run(DatasetDirectory directory, long trials, int threads) => new(
        Scenario.Load(Dataset.ScenarioPath("bedfordshire-msk")), new RunOptions { Trials = trials, Seed = 1, Threads = threads, Memory = 1 << 20 },
        directory, OutputLevel.TrialYears, ParquetProfile.Fast);
}
