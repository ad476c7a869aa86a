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
    private const int RunsOfThePage = 1000;

    // Overheads of sd £100,000 beside £1,000 for each of 6,000 Poisson contacts; standard normal points to ten digits.
    private static readonly double Sd = Math.Sqrt(1e10 + 6e9);

    public static IReadOnlyList<(string Measure, double Truth)> Cases { get; } =
    [
        ("mean(provider.net)", 0),
        ("sd(provider.net)", Sd),
        ("q95(provider.net)", 1.6448536270 * Sd),
        ("var90(provider.net)", 1.2815515655 * Sd),
        ("var99.5(provider.net)", 2.5758293035 * Sd),
        ("tvar95(provider.net)", 2.0627128075 * Sd),
        ("prob(provider.net < -£100k)", 0.2145977),
        ("shortfall(provider.net, £100k)", 0.1222181 * Sd),
    ];

    /// <summary>Ways of sampling, by the name that the table has of them.</summary>
    public static IReadOnlyDictionary<string, SamplingOptions> Ways { get; } = new Dictionary<string, SamplingOptions>
    {
        ["plain"] = SamplingOptions.Plain,
        ["antithetic"] = new() { IsAntithetic = true },
        ["latin"] = new() { Method = SamplingMethod.LatinHypercube },
        ["sobol"] = new() { Method = SamplingMethod.Sobol },

        // Overheads drawn two standard deviations up, where they make the losses of a bad year.
        ["sobol + importance"] = new()
        {
            Method = SamplingMethod.Sobol,
            Importance = new ImportanceOptions { Drivers = new Dictionary<string, double> { ["overheads.management"] = 2 } },
        },
    };

    /// <summary>Works 1,000 runs a way and writes docs/validation/coverage.md; or as many as are asked for, and writes nothing.</summary>
    public static int Run(IReadOnlyList<string> args)
    {
        var runs = RunsOfThePage;
        if (args.Count > 1 || (args.Count == 1 && !(int.TryParse(args[0], NumberStyles.None, CultureInfo.InvariantCulture, out runs) && runs >= 100)))
            throw new ArgumentException($"coverage: found {string.Join(' ', args)}; allowed nothing or a number of runs, at least 100.");
        (string Way, int Trials)[] columns =
            [("plain", 500), ("plain", 2048), ("antithetic", 2048), ("latin", 2048), ("sobol", 2048), ("sobol", 8192), ("sobol + importance", 2048)];
        var held = columns.Select(c => Held(Ways[c.Way], c.Trials, runs)).ToList();
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"| measure | {string.Join(" | ", columns.Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.Way}, {c.Trials:N0}")))} |\n");
        text.Append(CultureInfo.InvariantCulture, $"| --- |{string.Concat(columns.Select(_ => " ---: |"))}\n");
        for (var m = 0; m < Cases.Count; m++)
        {
            var cells = columns.Select((c, i) => IsTold(m, c.Trials) ? (100.0 * held[i][m] / runs).ToString("0.0", CultureInfo.InvariantCulture) : "–");
            text.Append(CultureInfo.InvariantCulture, $"| `{Cases[m].Measure}` | {string.Join(" | ", cells)} |\n");
        }

        if (args.Count == 0)
            Page.Write("coverage.md", "coverage", text.ToString());
        Console.Write(text);
        return held.Zip(columns).All(h => h.First.Where((_, m) => IsTold(m, h.Second.Trials)).All(n => 100L * n >= 93L * runs && 100L * n <= 97L * runs)) ? 0 : 1;
    }

    // 500 trials do not bound the loss of one year in 200.
    private static bool IsTold(int measure, int trials) => trials > 500 || !Cases[measure].Measure.StartsWith("var99.5", StringComparison.Ordinal);

    /// <summary>By case, in how many runs the interval holds the truth.</summary>
    public static int[] Held(SamplingOptions sampling, int trials, int runs)
    {
        var scenario = Validation.Runs.Run.Scenario("coverage");
        var set = MeasureSet.Parse(Cases.Select(c => c.Measure), MeasureColumns.Of(scenario));
        var held = new int[Cases.Count];
        Parallel.For(0, runs, run =>
        {
            var options = new RunOptions { Trials = trials, Seed = 1000 + run, Threads = 1, Sampling = sampling };
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
