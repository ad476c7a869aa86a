using IcpRisk.Scenarios;
using IcpRisk.Simulation;

namespace IcpRisk.Benchmarks.Whole;

/// <summary>The engine alone, run again and again: for a profiler, and for trying threads and tiles.</summary>
internal static class EngineCommand
{
    public static int Run(IReadOnlyList<string> args)
    {
        var arguments = new Arguments(args, ["trials", "threads", "tile", "rounds"]);
        var scenario = Scenario.Load(arguments.Scenario ?? "scenarios/dudley-icp.yaml");
        var options = new RunOptions
        {
            Trials = arguments.Number("trials", 200_000), Seed = 1, Threads = arguments.Number("threads", 1), Tile = arguments.Number("tile", 0),
        };
        for (var round = 0; round <= arguments.Number("rounds", 5); round++)
        {
            var engine = new Engine(scenario, options);
            var variates = VariateCount.Of(scenario, engine.Simulator.Engine).Total;
            var rate = Rate.Of(options.Trials, engine.Run);
            Console.WriteLine(
                $"{(round == 0 ? "warm-up" : $"round {round}")}: tile {engine.Simulator.Tile}, {rate.Wall:N0} trials a second, " +
                $"{rate.Cpu:N0} a second of processor time, {1e9 / (rate.Cpu * variates):F2} processor ns a variate");
        }

        return 0;
    }
}
