using IcpRisk.Numerics.Statistics;
using IcpRisk.Paths;
using IcpRisk.Validation.Chapter;
using IcpRisk.Validation.Exact;
using IcpRisk.Validation.Runs;
using MathNet.Numerics.Distributions;

namespace IcpRisk.Validation.Tables;

/// <summary>An uncertain parameter beside chance: the variances add up as they must, and the whole distribution is known.</summary>
internal static class ParameterTable
{
    private const int Trials = 1 << 18;
    private const double UnitCost = 1000;
    private const double Activity = 2000;
    private const double Spread = 200;
    private const double Cv = 1.5;
    private static readonly double[] Levels = [0.5, 0.95, 0.99, 0.995, 0.999];

    public static Table Table { get; } = new(
        "parameters", "parameters.md", ["what varies"],
        "Var S = E Var(S|A) + Var E(S|A) = a(1 + v²) + s², a = 2,000 the mean and s = 200 the sd of the expected activity A. A gamma A and a Poisson number given A make a negative binomial number of φ = 1 + s²/a = 21, so that S is a compound negative binomial, on 2²⁰ cells; without chance S is gamma. A nested run splits the spread: that due to the parameter is s, that due to chance √(a(1 + v²)); its standard errors are its own, by the jackknife.",
        "262,144 trials of scenarios/parameters.yaml with chance, the uncertain figure, or both switched on; cost of the year in £1,000.",
        [
            new(["chance"], seed => Against(seed, 1, chance: true, uncertain: false)) { Quick = true },
            new(["the parameter"], Parameter),
            new(["both"], seed => Against(seed, 1 + (Spread * Spread / Activity), chance: true, uncertain: true)),
            new(["both, nested: 4,096 sets of 64 trials"], Nested),
        ]);

    private static IEnumerable<Comparison> Against(long seed, double dispersion, bool chance, bool uncertain)
    {
        var (number, severity) = (new Number(Activity, dispersion), Severity.Lognormal(Cv));
        return Sample.Against(
            Simulate(seed, chance, uncertain), new CompoundDistribution(number, severity, 0.01, 20),
            new CompoundDistribution(number, severity, 0.02, 19), UnitCost, Levels);
    }

    private static IEnumerable<Comparison> Parameter(long seed)
    {
        var sample = Simulate(seed, chance: false, uncertain: true).Select(x => x / UnitCost).ToArray();
        yield return Sample.Mean(sample, Activity, Spread);
        var shape = Activity * Activity / (Spread * Spread);
        var mean = sample.Average();
        // Excess kurtosis of a gamma of shape k: 6/k.
        yield return new(
            "sd", Spread, Math.Sqrt(sample.Sum(x => (x - mean) * (x - mean)) / (Trials - 1)), Spread * Math.Sqrt((2 + (6 / shape)) / 4 / Trials));
        Array.Sort(sample);
        foreach (var p in Levels)
        {
            var x = Gamma.InvCDF(shape, shape / Activity, p);
            yield return new(
                $"{100 * p:0.##} %", x, sample[(int)(p * Trials)], Math.Sqrt(p * (1 - p) / Trials) / Math.Exp(Gamma.PDFLn(shape, shape / Activity, x)));
        }
    }

    private static IEnumerable<Comparison> Nested(long seed)
    {
        const int Sets = 4096;
        var scenario = Run.Scenario("parameters");
        var cost = Run.Row(scenario, new RowId(Quantity.Cost), Trials, seed, trialsPerSet: Trials / Sets).Select(x => x / UnitCost).ToArray();
        var split = NestedVariance.Of(cost, Trials / Sets, []);
        var chance = Activity * (1 + (Cv * Cv));
        yield return new("mean", Activity, split.Mean.Value, split.Mean.StandardError);
        yield return new("sd", Math.Sqrt(chance + (Spread * Spread)), split.Sd.Value, split.Sd.StandardError);
        yield return new("sd due to the parameter", Spread, split.ParameterSd.Value, split.ParameterSd.StandardError);
        yield return new("sd due to chance", Math.Sqrt(chance), split.ProcessSd.Value, split.ProcessSd.StandardError);
    }

    private static double[] Simulate(long seed, bool chance, bool uncertain) => Run.Row(
        Run.Scenario(
            "parameters", $"risks.volatility.on={(chance ? "true" : "false")}", $"risks.utilisation.on={(uncertain ? "true" : "false")}"),
        new RowId(Quantity.Cost), Trials, seed);
}
