using System.Globalization;
using System.Text;
using IcpRisk.Analysis.Measures;
using IcpRisk.Analysis.Measures.Grammar;
using IcpRisk.Numerics.Sampling;
using IcpRisk.Simulation;
using IcpRisk.Validation.Chapter;

namespace IcpRisk.Validation.Coverage;

/// <summary>How often the 95 % intervals of measures hold a truth that is known: of many small runs, each from its own seed.</summary>
internal static class CoverageCommand
{
    public const int Runs = 1000;

    // Overheads of sd £100,000 beside £1,000 for each of 6,000 Poisson contacts; standard normal points to ten digits.
    private static readonly double Sd = Math.Sqrt(1e10 + 6e9);

    public static IReadOnlyList<(string Measure, double Truth)> Cases { get; } =
    [
        ("mean(provider.net)", 0),
        ("sd(provider.net)", Sd),
        ("q95(provider.net)", 1.6448536270 * Sd),
        ("var90(provider.net)", 1.2815515655 * Sd),
        ("tvar95(provider.net)", 2.0627128075 * Sd),
        ("prob(provider.net < -£100k)", 0.2145977),
        ("shortfall(provider.net, £100k)", 0.1222181 * Sd),
    ];

    /// <summary>Works all runs and writes docs/validation/coverage.md.</summary>
    public static int Run()
    {
        (string Name, SamplingMethod Method, int Trials)[] ways =
            [("plain, 500", SamplingMethod.Plain, 500), ("plain, 2,048", SamplingMethod.Plain, 2048), ("sobol, 2,048", SamplingMethod.Sobol, 2048), ("sobol, 8,192", SamplingMethod.Sobol, 8192)];
        var held = ways.Select(w => Held(w.Method, w.Trials, Runs)).ToList();
        var text = new StringBuilder();
        text.Append($"| measure | {string.Join(" | ", ways.Select(w => w.Name))} |\n| --- |{string.Concat(ways.Select(_ => " ---: |"))}\n");
        for (var c = 0; c < Cases.Count; c++)
        {
            text.Append($"| `{Cases[c].Measure}` | {string.Join(" | ", held.Select(h => (100.0 * h[c] / Runs).ToString("0.0", CultureInfo.InvariantCulture)))} |\n");
        }

        Page.Write("coverage.md", "coverage", text.ToString());
        Console.Write(text);

        // Few Sobol points have intervals of quantiles on the safe side, as one order statistic is added at either end.
        return held.Zip(ways).All(w => w.First.All(n => n >= 930 && (n <= 970 || w.Second is { Method: SamplingMethod.Sobol, Trials: < 8192 }))) ? 0 : 1;
    }

    /// <summary>By case, in how many runs the interval holds the truth.</summary>
    public static int[] Held(SamplingMethod method, int trials, int runs)
    {
        var scenario = Validation.Runs.Run.Scenario("coverage");
        var set = MeasureSet.Parse(Cases.Select(c => c.Measure), MeasureColumns.Of(scenario));
        var held = new int[Cases.Count];
        Parallel.For(0, runs, run =>
        {
            var options = new RunOptions { Trials = trials, Seed = 1000 + run, Threads = 1, Sampling = new SamplingOptions { Method = method } };
            var sink = new MeasureSink(set, options);
            new Simulator(scenario, options, sink).Run();
            foreach (var ((_, estimate), c) in sink.Results().Select((r, c) => (r, c)))
            {
                if (estimate.Lower <= Cases[c].Truth && Cases[c].Truth <= estimate.Upper)
                {
                    Interlocked.Increment(ref held[c]);
                }
            }
        });
        return held;
    }
}
