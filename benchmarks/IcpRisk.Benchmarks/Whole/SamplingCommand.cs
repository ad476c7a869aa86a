using System.Diagnostics;
using System.Globalization;
using IcpRisk.Numerics.Sampling;
using IcpRisk.Numerics.Statistics;
using IcpRisk.Scenarios;
using IcpRisk.Simulation;

namespace IcpRisk.Benchmarks.Whole;

/// <summary>
/// The work that each way of sampling saves: root mean square error of figures of the provider's surplus over the term, at
/// equal trials, over repeated runs against large ones; and how honest the standard errors are that the runs state.
/// </summary>
internal static class SamplingCommand
{
    private static readonly StatisticKey Surplus = new("provider_surplus", 0);

    private static readonly (string Name, SamplingOptions Options)[] Ways =
    [
        ("plain", SamplingOptions.Plain),
        ("antithetic", new() { IsAntithetic = true }),
        ("latin_hypercube", new() { Method = SamplingMethod.LatinHypercube }),
        ("sobol", new() { Method = SamplingMethod.Sobol }),
        ("plain, importance", new() { Importance = new() }),
        ("sobol, importance", new() { Method = SamplingMethod.Sobol, Importance = new() }),
    ];

    private static readonly string[] Figures = ["mean", "sd", "99.5 % quantile", "99.5 % TVaR"];

    public static int Run(IReadOnlyList<string> args)
    {
        var arguments = new Arguments(args, ["trials", "runs", "reference", "seed"]);
        var scenario = Scenario.Load(arguments.Scenario ?? "scenarios/dudley-icp.yaml");
        var (trials, runs, seed) = (arguments.Number("trials", 8192), arguments.Number("runs", 20), arguments.Number("seed", 1));
        var large = arguments.Number("reference", 524_288);
        // Each figure from the way that is surest of it.
        Estimate[] truth =
        [
            .. Of(scenario, new SamplingOptions { Method = SamplingMethod.Sobol }, large, seed + 1_000_000)[..2],
            .. Of(scenario, Ways[^1].Options, large, seed + 1_000_000)[2..],
        ];

        Console.WriteLine($"{scenario.Terms.Name}: provider surplus over the term, £m; {runs} runs of {trials:N0} trials each, seeds from {seed}");
        Console.WriteLine();
        Console.WriteLine($"| sampling | {string.Join(" | ", Figures)} | seconds |");
        Console.WriteLine($"| --- |{string.Concat(Figures.Select(_ => " --- |"))} --- |");
        Console.WriteLine($"| large runs: value (error) | {string.Join(" | ", truth.Select(e => Invariant($"{e.Value / 1e6:0.000} ({e.StandardError / 1e6:0.0000})")))} | |");
        double[]? plain = null;
        foreach (var (name, options) in Ways)
        {
            var clock = Stopwatch.StartNew();
            var found = Enumerable.Range(0, runs).Select(r => Of(scenario, options, trials, seed + r)).ToList();
            var seconds = clock.Elapsed.TotalSeconds / runs;
            var errors = truth.Select((t, f) => Math.Sqrt(found.Average(e => Square(e[f].Value - t.Value)))).ToArray();
            var stated = truth.Select((_, f) => Math.Sqrt(found.Average(e => Square(e[f].StandardError)))).ToArray();
            plain ??= errors;
            var cells = errors.Select((e, f) => Invariant($"{e / 1e6:0.0000}, ×{Square(plain[f] / e):0.0}, said {stated[f] / e:0.00}"));
            Console.WriteLine($"| {name} | {string.Join(" | ", cells)} | {seconds.ToString("0.00", CultureInfo.InvariantCulture)} |");
        }

        Console.WriteLine();
        Console.WriteLine("Root mean square error; trials that plain sampling would need for it, as a multiple; standard error stated over error found.");
        return 0;
    }

    private static Estimate[] Of(Scenario scenario, SamplingOptions sampling, int trials, long seed)
    {
        var sink = new StatisticsSink([Surplus], scenario.Contract.Columns, trials, long.MaxValue, sampling);
        new Simulator(scenario, new RunOptions { Trials = trials, Seed = seed, Sampling = sampling }, sink).Run();
        var summary = sink.Summarise(Surplus, new SummaryOptions { Side = LossSide.Low, Quantiles = [0.005], Levels = [0.995] });
        return [summary.Mean, summary.StandardDeviation, summary.Tails[0].Var, summary.Tails[0].Tvar];
    }

    private static double Square(double x) => x * x;

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
