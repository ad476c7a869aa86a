using System.Globalization;
using IcpRisk.Numerics.Statistics;
using IcpRisk.Paths;
using IcpRisk.Validation.Chapter;
using IcpRisk.Validation.Runs;
using MathNet.Numerics.Distributions;

namespace IcpRisk.Validation.Tables;

/// <summary>VaR and TVaR of normal and lognormal outcomes, and how often their intervals hold the truth.</summary>
internal static class TailTable
{
    private const int Trials = 1 << 18;
    private const int Runs = 400;
    private const int RunTrials = 1 << 13;
    private const double Sd = 0.04;
    private const double Mean = 0.7;
    private static readonly double[] Levels = [0.9, 0.95, 0.99, 0.995, 0.999];

    public static Table Tails { get; } = new(
        "tails", "tails.md", ["outcome", "loss is"],
        "normal: VaR µ + σz, TVaR µ + σφ(z)/(1 − q); lognormal of mean 1: VaR exp(σz − σ²/2), TVaR Φ(σ − z)/(1 − q), upper or lower tail.",
        "262,144 trials of scenarios/processes.yaml: `Score[outcomes]` (normal, mean 0.7, sd 0.04) and `NeedIndex` (lognormal), through `DistributionSummary`; the standard error is the one it states.",
        [
            new(["normal", "high"], seed => Compare(Score(Trials, seed), LossSide.High, NormalTail)) { Quick = true },
            new(["normal", "low"], seed => Compare(Score(Trials, seed), LossSide.Low, q => (NormalTail(q).Var - (2 * Mean), NormalTail(q).Tvar - (2 * Mean)))),
            Lognormal(0.1, LossSide.High),
            Lognormal(0.5, LossSide.High),
            Lognormal(0.5, LossSide.Low),
            Lognormal(1, LossSide.High),
        ]);

    public static Table Coverage { get; } = new(
        "coverage", "tails.md", ["outcome"],
        "95 %, which the intervals promise for many trials.",
        "the share of 400 runs of 8,192 trials whose 95 % interval holds the exact value; standard error √(0.95 · 0.05/400).",
        [
            new(["normal"], seed => Cover(Score(Runs * RunTrials, seed), Mean, NormalTail)),
            new(["lognormal, σ = 0.5"], seed => Cover(Need(0.5, Runs * RunTrials, seed), 1, q => LognormalTail(0.5, q, LossSide.High))),
        ]);

    private static Case Lognormal(double sigma, LossSide side) => new(
        [string.Create(CultureInfo.InvariantCulture, $"lognormal, σ = {sigma}"), side == LossSide.High ? "high" : "low"],
        seed => Compare(Need(sigma, Trials, seed), side, q => LognormalTail(sigma, q, side)));

    private static double[] Score(int trials, long seed) =>
        Run.Row(Run.Scenario("processes", $"metrics.outcomes.sd={Sd}"), new RowId(Quantity.Score, "outcomes"), trials, seed);

    private static double[] Need(double sigma, int trials, long seed) =>
        Run.Row(Run.Scenario("processes", $"risks.epidemiological.morbidity.sd={sigma}"), new RowId(Quantity.NeedIndex), trials, seed);

    private static (double Var, double Tvar) NormalTail(double q)
    {
        var z = Normal.InvCDF(0, 1, q);
        return (Mean + (Sd * z), Mean + (Sd * Normal.PDF(0, 1, z) / (1 - q)));
    }

    // A low outcome is the loss −X: its VaR and TVaR are those of −X.
    private static (double Var, double Tvar) LognormalTail(double sigma, double q, LossSide side)
    {
        var z = Normal.InvCDF(0, 1, q);
        return side == LossSide.High
            ? (Math.Exp((sigma * z) - (sigma * sigma / 2)), Normal.CDF(0, 1, sigma - z) / (1 - q))
            : (-Math.Exp((-sigma * z) - (sigma * sigma / 2)), -Normal.CDF(0, 1, -z - sigma) / (1 - q));
    }

    private static IEnumerable<Comparison> Compare(double[] sample, LossSide side, Func<double, (double Var, double Tvar)> exact)
    {
        var summary = DistributionSummary.Of(sample, new SummaryOptions { Side = side, Levels = Levels });
        foreach (var tail in summary.Tails)
        {
            var (var, tvar) = exact(tail.Level);
            var level = string.Create(CultureInfo.InvariantCulture, $"{100 * tail.Level:0.#} %");
            yield return new($"VaR {level}", var, tail.Var.Value, tail.Var.StandardError);
            yield return new($"TVaR {level}", tvar, tail.Tvar.Value, tail.Tvar.StandardError);
        }
    }

    private static IEnumerable<Comparison> Cover(double[] sample, double mean, Func<double, (double Var, double Tvar)> exact)
    {
        var options = new SummaryOptions { Side = LossSide.High, Levels = [0.95, 0.99] };
        var hits = new int[5];
        for (var run = 0; run < Runs; run++)
        {
            var summary = DistributionSummary.Of(sample.AsSpan(run * RunTrials, RunTrials), options);
            hits[0] += Holds(summary.Mean, mean);
            for (var i = 0; i < 2; i++)
            {
                var (var, tvar) = exact(options.Levels[i]);
                hits[1 + (2 * i)] += Holds(summary.Tails[i].Var, var);
                hits[2 + (2 * i)] += Holds(summary.Tails[i].Tvar, tvar);
            }
        }

        string[] names = ["mean", "VaR 95 %", "TVaR 95 %", "VaR 99 %", "TVaR 99 %"];
        return names.Select((name, i) => Sample.Share(name, 0.95, hits[i], Runs));
    }

    private static int Holds(Estimate e, double truth) => e.Lower <= truth && truth <= e.Upper ? 1 : 0;
}
