namespace IcpRisk.Cli.Tests;

public sealed class InterruptTests
{
    [Theory]
    [InlineData(Child.Sigint)]
    [InlineData(Child.Sigterm)]
    public void An_interrupted_run_exits_with_130_and_leaves_nothing(int signal)
    {
        using var files = new Files();
        var folder = files.In("out");
        using var process = Child.Start([], "run", Files.Harbour, "--trials", "4bn", "--out", folder, "--memory", "1MiB");
        try
        {
            // Once the file is there the run is under way.
            while (!Directory.Exists(folder) || !Directory.EnumerateFiles(folder, "trials.parquet*").Any())
            {
                Assert.False(process.HasExited, "the run ended before it was interrupted");
                Thread.Sleep(20);
            }

            Child.Signal(process, signal);
            var error = process.StandardError.ReadToEnd();
            process.WaitForExit();
            Assert.EndsWith("interrupted; nothing was kept\n", error, StringComparison.Ordinal);
            Assert.Equal(130, process.ExitCode);
            Assert.False(Directory.Exists(folder));
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }
    }
}
