using System.Text.Json;
using IcpRisk.Scenarios;

namespace IcpRisk.Benchmarks.Whole;

/// <summary>Engine against plain models on a whole scenario, as a table or as JSON.</summary>
internal static class CompareCommand
{
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true };

    public static int Run(IReadOnlyList<string> args)
    {
        var arguments = new Arguments(args, ["trials", "plain-trials", "rounds", "json", "no-files"]);
        var scenario = Scenario.Load(arguments.Scenario ?? "scenarios/dudley-icp.yaml");
        var trials = arguments.Number("trials", 200_000);
        var plainTrials = arguments.Number("plain-trials", Math.Max(4096, trials / 40 / 2048 * 2048));
        var result = new Comparison(scenario, trials, plainTrials, arguments.Number("rounds", 5)).Run(!arguments.Has("no-files"));
        if (arguments.Has("json"))
            Console.WriteLine(JsonSerializer.Serialize(result, Json));
        else
            Print(result);
        return 0;
    }

    private static void Print(ComparisonResult r)
    {
        Console.WriteLine($"{r.At:yyyy-MM-dd HH:mm} UTC; {r.Machine.Cpu}, {r.Machine.Cores} cores, {r.Machine.Vectors}; {r.Machine.Runtime}; {r.Machine.Os}");
        Console.WriteLine($"load average before {r.Machine.Load}, after {r.LoadAfter}");
        Console.WriteLine($"{r.Scenario}: {r.Trials:N0} trials of the engine, {r.PlainTrials:N0} of plain models, {r.Rounds} rounds in turn; median (least to greatest)");
        Console.WriteLine($"variates a trial: {r.Variates.Fixed} fixed + {r.Variates.Cases:F0} cases drawn one by one = {r.Variates.Total:F0}");
        Console.WriteLine();
        Console.WriteLine("| | threads | trials a second | trials a second of processor time |");
        Console.WriteLine("| --- | --- | --- | --- |");
        foreach (var c in r.Contestants)
            Console.WriteLine($"| {c.Name} | {c.Threads} | {c.Wall} | {c.Cpu} |");
        Console.WriteLine();
        Console.WriteLine("| engine over | threads | by the clock | by processor time |");
        Console.WriteLine("| --- | --- | --- | --- |");
        foreach (var ratio in r.Ratios)
            Console.WriteLine($"| {ratio.Against} | {ratio.Threads} | {ratio.Wall} | {ratio.Cpu} |");
        Console.WriteLine();
        Console.WriteLine($"engine, one thread, ns a variate: {r.WallPerVariate} by the clock, {r.CpuPerVariate} of processor time");
        Console.WriteLine($"engine, one thread, processor ns a trial: nature {r.NatureNanoseconds}, contract {r.SettleNanoseconds}");
        if (r.Files is { } files)
        {
            Console.WriteLine(
                $"whole run with files ({files.Trials:N0} trials, level trials, all cores, {files.Megabytes:F1} MB): " +
                $"{files.Seconds} s by the clock, {files.CpuSeconds} s of processor time");
        }
    }
}
