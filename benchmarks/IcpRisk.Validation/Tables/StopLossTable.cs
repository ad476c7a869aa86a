using System.Globalization;
using IcpRisk.Paths;
using IcpRisk.Validation.Chapter;
using IcpRisk.Validation.Exact;
using IcpRisk.Validation.Runs;

namespace IcpRisk.Validation.Tables;

/// <summary>Stop-loss premiums E(S − d)+.</summary>
internal static class StopLossTable
{
    private const int Trials = 1 << 18;

    public static Table Table { get; } = new(
        "stop-loss", "compound.md", ["number", "cases", "severity"],
        "compound sums on the same grid as above; the lognormal in closed form. The standard error is that of the exact excess.",
        "262,144 trials: mean of max(S − d, 0); compound sums as above, the lognormal as `need_index` of scenarios/processes.yaml. m and s are the mean and standard deviation of S.",
        [
            Of(Compounds.Lognormal(500, 1, 1.5, 0.002), quick: true),
            Of(Compounds.Lognormal(50, 1, 4, 0.002)),
            Of(Compounds.Lognormal(1_000, 3, 4, 0.01)),
            Of(Compounds.Lognormal(20_000, 1.5, 1.5, 0.01)),
            Of(Compounds.Pareto(15, 2.5, 0.002)),
            Of(Compounds.LognormalAbove(15, 3_000, 3, 0.001)),
            Lognormal(0.1, quick: true),
            Lognormal(0.5),
        ]);

    private static Case Of(Compound compound, bool quick = false) => new(compound.Keys, seed => Compare(compound, seed)) { Quick = quick };

    private static IEnumerable<Comparison> Compare(Compound compound, long seed)
    {
        var (exact, coarse) = (compound.Exact(), compound.Coarse());
        var sample = compound.Simulate(Trials, seed);
        for (var s = 0; s <= 3; s++)
        {
            var d = exact.Mean + (s * exact.Sd);
            var (premium, square) = exact.StopLoss(d);
            yield return Premium(s, sample, d, compound.Unit, premium, square) with { Cells = Math.Abs(premium - coarse.StopLoss(d).Premium) };
        }
    }

    private static Case Lognormal(double sigma, bool quick = false) => new(
        ["–", "–", string.Create(CultureInfo.InvariantCulture, $"lognormal itself, σ = {sigma}")], seed => Compare(sigma, seed))
    {
        Quick = quick,
    };

    private static IEnumerable<Comparison> Compare(double sigma, long seed)
    {
        var scenario = Run.Scenario("processes", $"risks.epidemiological.morbidity.sd={sigma}");
        var sample = Run.Row(scenario, new RowId(Quantity.NeedIndex), Trials, seed);
        var sd = Math.Sqrt(Math.Exp(sigma * sigma) - 1);
        var mu = -sigma * sigma / 2;
        for (var s = 0; s <= 3; s++)
        {
            var d = 1 + (s * sd);
            var premium = Severity.LognormalStopLoss(mu, sigma, d);
            // E((X − d)+)² = E(X² − d²)+ − 2d·E(X − d)+, and X² is lognormal too.
            var square = Severity.LognormalStopLoss(2 * mu, 2 * sigma, d * d) - (2 * d * premium);
            yield return Premium(s, sample, d, 1, premium, square);
        }
    }

    private static Comparison Premium(int s, double[] sample, double d, double unit, double premium, double square) => new(
        s == 0 ? "d = m" : $"d = m + {(s == 1 ? string.Empty : s)}s",
        premium, sample.Average(x => Math.Max((x / unit) - d, 0)), Math.Sqrt((square - (premium * premium)) / sample.Length));
}
