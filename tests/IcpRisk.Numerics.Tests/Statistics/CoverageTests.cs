using IcpRisk.Numerics.Statistics;

namespace IcpRisk.Numerics.Tests.Statistics;

/// <summary>
/// Share of 1,000 seeded runs of 2,000 trials whose 95 % interval holds the truth. An interval that covers exactly 95 % gives
/// a share with standard deviation √(0.95·0.05/1000) = 0.7 %: 93 to 97 % is ±2.9 of these, a false alarm once in 270 for
/// each figure, were the seeds not fixed.
/// </summary>
public class CoverageTests
{
    private const int Runs = 1000;
    private const int Trials = 2000;

    [Fact]
    public void Of_a_normal_loss() => Check(
        run => Draws.Normal(Trials, 1000 + run), mean: 0, Draws.NormalVar(0.95), Draws.NormalTvar(0.95),
        Draws.NormalVar(0.9), 0.1, []);

    [Fact]
    public void Of_a_lognormal_loss() => Check(
        run => Draws.Lognormal(Trials, 5000 + run, 0.5), Math.Exp(0.125), Draws.LognormalVar(0.95, 0.5),
        Draws.LognormalTvar(0.95, 0.5), Draws.LognormalVar(0.9, 0.5), 0.1, []);

    [Fact]
    public void Of_a_heavy_lognormal_loss() => Check(
        run => Draws.Lognormal(Trials, 9000 + run, 1), Math.Exp(0.5), Draws.LognormalVar(0.95, 1),
        Draws.LognormalTvar(0.95, 1), Draws.LognormalVar(0.9, 1), 0.1, []);

    [Fact]
    public void Of_a_normal_loss_drawn_from_another_normal_with_weights()
    {
        // Drawn from N(0.5, 1.2²), weighted to N(0, 1): w = 1.2 · exp((z² − x²)/2), x = 0.5 + 1.2·z.
        var weights = new double[Trials];
        Check(
            run =>
            {
                var draws = Draws.Normal(Trials, 20_000 + run);
                for (var i = 0; i < Trials; i++)
                {
                    var z = draws[i];
                    draws[i] = 0.5 + (1.2 * z);
                    weights[i] = 1.2 * Math.Exp(((z * z) - (draws[i] * draws[i])) / 2);
                }

                return draws;
            },
            mean: 0, Draws.NormalVar(0.95), Draws.NormalTvar(0.95), Draws.NormalVar(0.9), 0.1, weights);
    }

    private static void Check(
        Func<int, double[]> draw, double mean, double var, double tvar, double threshold, double beyond, double[] weights)
    {
        var options = new SummaryOptions
        {
            Side = LossSide.High,
            Quantiles = [0.95],
            Levels = [0.95],
            Thresholds = [new(threshold, ThresholdSide.Above)],
        };
        var hits = new Dictionary<string, int> { ["mean"] = 0, ["quantile"] = 0, ["tvar"] = 0, ["probability"] = 0 };
        for (var run = 0; run < Runs; run++)
        {
            var s = DistributionSummary.Of(draw(run), options, weights);
            hits["mean"] += Holds(s.Mean, mean);
            hits["quantile"] += Holds(s.Quantiles[0].Value, var);
            hits["tvar"] += Holds(s.Tails[0].Tvar, tvar);
            hits["probability"] += Holds(s.Probabilities[0].Probability, beyond);
        }

        Assert.True(
            hits.Values.All(h => h is >= Runs * 93 / 100 and <= Runs * 97 / 100),
            string.Join(", ", hits.Select(h => $"{h.Key} {h.Value / (double)Runs:P1}")));
    }

    private static int Holds(Estimate e, double truth) => e.Lower <= truth && truth <= e.Upper ? 1 : 0;
}
