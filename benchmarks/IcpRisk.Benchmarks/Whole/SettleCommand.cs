using IcpRisk.Analysis.Measures;
using IcpRisk.Analysis.Measures.Grammar;
using IcpRisk.Analysis.Variants;
using IcpRisk.Scenarios;
using IcpRisk.Simulation;

namespace IcpRisk.Benchmarks.Whole;

/// <summary>
/// How fast contracts settle on paths that have been sampled already: contracts × trial-years a second, and what it saves over
/// sampling anew for each contract. Variants differ in the first edge of the gains' bands.
/// </summary>
internal static class SettleCommand
{
    private static readonly string[] Asked = ["p_loss(provider.cumulative)", "mean(commissioner.spend)"];

    public static int Run(IReadOnlyList<string> args)
    {
        var arguments = new Arguments(args, ["trials", "contracts", "threads", "rounds"]);
        var path = arguments.Scenario ?? "scenarios/dudley-icp.yaml";
        var (trials, contracts) = (arguments.Number("trials", 131_072), arguments.Number("contracts", 100));
        var rounds = arguments.Number("rounds", 3);
        var options = new RunOptions { Trials = trials, Seed = 1, Threads = arguments.Number("threads", 0) };
        List<Variant> variants = [.. Enumerable.Range(0, contracts).Select(i => Of(path, i, contracts))];
        var years = variants[0].Scenario.Time.Years;
        var machine = Machine.Here();

        // All code warm.
        Settle(variants[..Math.Min(2, contracts)], options with { Trials = 8192 });
        var (one, all, ratio, alone) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round < rounds; round++)
        {
            var single = Rate.Of(trials, () => Settle(variants[..1], options));
            var many = Rate.Of(trials, () => Settle(variants, options));
            one.Add(trials / single.Wall);
            all.Add(trials / many.Wall);
            ratio.Add(contracts * one[^1] / all[^1]);
            alone.Add((contracts - 1.0) * trials * years / (all[^1] - one[^1]));
        }

        Console.WriteLine($"{machine.Cpu}, {machine.Cores} cores, {machine.Vectors}; {machine.Runtime}; load average before {machine.Load}, after {Machine.LoadNow()}");
        Console.WriteLine(
            $"{variants[0].Scenario.Terms.Name}: {contracts:N0} contracts on {trials:N0} paths of {years} years, {string.Join(", ", Asked)}; {rounds} rounds in turn; median (least to greatest)");
        Console.WriteLine();
        Console.WriteLine("| | by the clock |");
        Console.WriteLine("| --- | --- |");
        Console.WriteLine($"| sampled and settled once | {Spread.Of(one)} s |");
        Console.WriteLine($"| sampled once, settled by {contracts:N0} contracts | {Spread.Of(all)} s |");
        Console.WriteLine($"| sampling anew for each contract takes as long, times | {Spread.Of(ratio)} |");
        Console.WriteLine($"| contracts × trial-years a second, settling and measuring alone | {Spread.Of(alone)} |");
        return 0;
    }

    private static Variant Of(string path, int i, int contracts)
    {
        var scenario = Scenario.Load(path, [FormattableString.Invariant($"contract.gain_loss.gains[0].to={0.5 + (9.5 * i / contracts):0.####} %")]);
        return new Variant($"{i + 1}", scenario, MeasureSet.Parse(Asked, MeasureColumns.Of(scenario)));
    }

    private static void Settle(IReadOnlyList<Variant> variants, RunOptions options)
    {
        var run = new VariantRun(variants, options, keepAll: false);
        if (run.Passes != 1)
            throw new ArgumentException($"The contracts do not settle one sample: {run.Passes} passes.");
        run.Run((_, _) => { });
    }
}
