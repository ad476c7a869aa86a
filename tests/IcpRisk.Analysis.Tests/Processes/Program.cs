using IcpRisk.Numerics.Lanes;
using IcpRisk.Parquet;
using IcpRisk.Scenarios;
using IcpRisk.Simulation;
using IcpRisk.Simulation.Output;

namespace IcpRisk.Analysis.Tests.Processes;

/// <summary>
/// What a test runs in a process of its own: <c>SCENARIO TRIALS THREADS MEMORY DIR LEVEL</c>. Writes the vectors in use
/// and the peak of managed memory in MiB to standard output; an <see cref="IOException"/> ends it with 1 and its message.
/// </summary>
public static class Program
{
    public static int Main(string[] args)
    {
        var scenario = Scenario.Load(args[0]);
        var options = new RunOptions { Trials = long.Parse(args[1]), Seed = 3, Threads = int.Parse(args[2]), Memory = long.Parse(args[3]) };
        try
        {
            using var directory = DatasetDirectory.Begin(args[4], force: false);
            using var peak = new PeakMemory();
            new DatasetRun(scenario, options, directory, Enum.Parse<OutputLevel>(args[5]), ParquetProfile.Compat).Run();
            Console.WriteLine($"{Wide.Name} {peak.Stop() >> 20}");
            return 0;
        }
        catch (IOException e)
        {
            Console.Error.WriteLine($"{e.GetType().Name}: {e.Message}");
            return 1;
        }
    }
}
