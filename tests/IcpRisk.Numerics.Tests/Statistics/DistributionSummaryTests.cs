using FsCheck;
using FsCheck.Fluent;
using IcpRisk.Numerics.Statistics;

namespace IcpRisk.Numerics.Tests.Statistics;

public class DistributionSummaryTests
{
    private static readonly SummaryOptions _cost = new()
    {
        Side = LossSide.High,
        Quantiles = [0.05, 0.5, 0.95],
        Levels = [0, 0.75, 0.9, 0.95, 0.99, 0.995],
        Thresholds = [new(0, ThresholdSide.Below), new(1.5, ThresholdSide.Above)],
    };

    private static readonly SummaryOptions _surplus = _cost with
    {
        Side = LossSide.Low,
        Quantiles = [0.95, 0.5, 0.05],
        Thresholds = [new(0, ThresholdSide.Above), new(-1.5, ThresholdSide.Below)],
    };

    [Fact]
    public void Hand_example()
    {
        // Losses 1 … 10 at 75 %: VaR is the 8th; TVaR = (½·8 + 9 + 10)/2.5, the 8th counting for the half trial left over.
        var options = new SummaryOptions { Side = LossSide.High, Levels = [0.75], Thresholds = [new(8, ThresholdSide.Above)] };
        var s = DistributionSummary.Of([3, 1, 2, 10, 9, 8, 4, 5, 7, 6], options);
        Assert.Equal(8, s.Tails[0].Var.Value);
        Assert.Equal((4 + 9 + 10) / 2.5, s.Tails[0].Tvar.Value, 1e-14);
        Assert.Equal(0.2, s.Probabilities[0].Probability.Value, 1e-15);
        Assert.Equal([1, 5, 10], s.Quantiles.Select(q => q.Value.Value));
        Assert.Equal(double.PositiveInfinity, s.Quantiles[2].Value.Upper);

        // Excess over 8: 1 and 2 of ten; mean 0.3, variance (5 − 0.9)/9.
        var (tvar, error) = (s.Tails[0].Tvar, Math.Sqrt(4.1 / 9 / 10) / 0.25);
        Assert.Equal(error, tvar.StandardError, 1e-14);

        // Its cubes about the mean: 8·(−0.3)³ + 0.7³ + 1.7³ = 5.04.
        var (skewness, z) = (5.04 / Math.Pow(4.1, 1.5), Estimate.Z95);
        Assert.Equal(error * skewness * ((2 * z * z) + 1) / 6, ((tvar.Lower + tvar.Upper) / 2) - tvar.Value, 1e-13);
        Assert.Equal(
            2 * error * z * (1 + (skewness * skewness * (Math.Pow(z, 4) + (2 * z * z) - 3) / 18)), tvar.Upper - tvar.Lower, 1e-13);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    [InlineData(1)]
    public void Closed_forms_lie_within_four_standard_errors(double sigma)
    {
        // 16 figures within 4 errors: a false alarm in 1,000, were the seed not fixed.
        var values = sigma == 0 ? Draws.Normal(200_000, 71) : Draws.Lognormal(200_000, 72, sigma);
        var s = DistributionSummary.Of(values, _cost);
        var e = Math.Exp(sigma * sigma);
        Near(sigma == 0 ? 0 : Math.Sqrt(e), s.Mean);
        Near(sigma == 0 ? 1 : Math.Sqrt((e - 1) * e), s.StandardDeviation);
        Near(sigma == 0 ? 0 : (e + 2) * Math.Sqrt(e - 1), s.Skewness with { StandardError = s.Skewness.StandardError * 1.5 });
        foreach (var (q, var, tvar) in s.Tails.Skip(1))
        {
            Near(sigma == 0 ? Draws.NormalVar(q) : Draws.LognormalVar(q, sigma), var);
            Near(sigma == 0 ? Draws.NormalTvar(q) : Draws.LognormalTvar(q, sigma), tvar);
        }

        Assert.Equal(s.Mean.Value, s.Tails[0].Tvar.Value, 1e-12);
    }

    [Fact]
    public void Errors_are_those_of_theory()
    {
        var s = DistributionSummary.Of(Draws.Normal(1_000_000, 73), _cost);
        var n = 1e6;
        Assert.Equal(1 / Math.Sqrt(n), s.Mean.StandardError, 5e-6);
        Assert.Equal(1 / Math.Sqrt(2 * n), s.StandardDeviation.StandardError, 5e-6);
        Assert.Equal(Math.Sqrt(6 / n), s.Skewness.StandardError, 5e-5);

        // √(q(1 − q)/n)/density at q = 0.95; the spacing that estimates it is itself uncertain by some 5 %.
        Assert.Equal(Math.Sqrt(0.0475 / n) / 0.103135640, s.Quantiles[2].Value.StandardError, 2e-4);
    }

    [Fact]
    public void A_surplus_mirrors_a_cost()
    {
        foreach (var count in new[] { 10, 999, 1024, 20_000 })
        {
            var values = Draws.Lognormal(count, 81).Select(v => v - 2).ToArray();
            var mirrored = values.Select(v => -v).ToArray();
            var weights = Draws.Weights(count, 82);
            foreach (var w in new[] { [], weights })
            {
                var (cost, surplus) = (DistributionSummary.Of(values, _cost, w), DistributionSummary.Of(mirrored, _surplus, w));
                Assert.Equal(cost.Tails, surplus.Tails);
                Assert.Equal(cost.Probabilities.Select(p => p.Probability), surplus.Probabilities.Select(p => p.Probability));
            }
        }
    }

    [Fact]
    public void Weight_one_gives_the_bits_of_no_weight_save_for_quantile_intervals()
    {
        var values = Draws.Lognormal(5001, 91);
        var plain = DistributionSummary.Of(values, _cost);
        var weighted = DistributionSummary.Of(values, _cost, Enumerable.Repeat(1.0, values.Length).ToArray());
        Assert.Equal((plain.Mean, plain.StandardDeviation, plain.Skewness), (weighted.Mean, weighted.StandardDeviation, weighted.Skewness));
        Assert.Equal(plain.Probabilities, weighted.Probabilities);
        Assert.Equal(plain.Quantiles.Select(q => q.Value.Value), weighted.Quantiles.Select(q => q.Value.Value));
        Assert.Equal(plain.Tails.Select(t => (t.Var.Value, t.Tvar)), weighted.Tails.Select(t => (t.Var.Value, t.Tvar)));
        foreach (var (p, w) in plain.Quantiles.Zip(weighted.Quantiles))
            Assert.InRange(w.Value.StandardError / p.Value.StandardError, 0.9, 1.1);
    }

    [Fact]
    public void Every_width_gives_the_same_bits()
    {
        var values = Draws.Lognormal(5003, 95);
        var moments = Moments.Of(values);
        ExcessOver[] thresholds = [new(1, 2), new(-1, -0.5)];
        foreach (var weights in new[] { [], Draws.Weights(values.Length, 96) })
        {
            var all = Draws.AtEveryWidth(w =>
            {
                var pass = new ColumnPass(values, weights, thresholds, moments);
                w.Run(ref pass);
                return (pass.Excesses[0], pass.Excesses[1], pass.SkewnessInfluence);
            });
            Assert.All(all, a => Assert.Equal(all[0], a));
        }
    }

    [Fact]
    public void Tvar_is_the_mean_of_the_worst_share_and_is_subadditive() => Prop.ForAll(
        Gen.Choose(0, int.MaxValue).SelectMany(seed => Gen.Choose(1, 200).Select(n => (seed, n))).ToArbitrary(),
        run =>
        {
            // Few distinct values, so that atoms sit at the quantile.
            var a = Draws.Each(run.n, run.seed, r => r.Next(-5, 6));
            var b = Draws.Each(run.n, run.seed ^ 1, r => r.Next(-5, 6) * r.Next(3));
            var sum = a.Zip(b, (x, y) => x + y).ToArray();
            return new[] { 0.0, 0.3, 0.75, 0.95, 0.995 }.All(q =>
                Math.Abs(Tvar(sum, q) - WorstShare(sum, q)) < 1e-9 && Tvar(sum, q) <= Tvar(a, q) + Tvar(b, q) + 1e-9);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Probabilities_at_the_ends_keep_an_interval()
    {
        var options = _cost with { Thresholds = [new(5, ThresholdSide.Below), new(5, ThresholdSide.Above)] };
        var s = DistributionSummary.Of(Enumerable.Repeat(1.0, 100).ToArray(), options);
        var (all, none) = (s.Probabilities[0].Probability, s.Probabilities[1].Probability);
        Assert.Equal((1.0, 1.0), (all.Value, all.Upper));
        Assert.Equal((0.0, 0.0), (none.Value, none.Lower));

        // Wilson's end at none of n: z²/(n + z²).
        Assert.Equal(3.841458820694124 / 103.841458820694124, none.Upper, 1e-15);
        Assert.Equal(1 - none.Upper, all.Lower, 1e-15);
        Assert.All(s.Tails, t => Assert.Equal((1.0, 1.0, 0.0), (t.Var.Value, t.Tvar.Value, t.Tvar.StandardError)));
    }

    [Fact]
    public void Wrong_input_is_refused()
    {
        Assert.Throws<ArgumentException>(() => DistributionSummary.Of([], _cost));
        Assert.Throws<ArgumentException>(() => DistributionSummary.Of([1, double.NaN], _cost));
        Assert.Throws<ArgumentException>(() => DistributionSummary.Of([1, 2], _cost, [1]));
        Assert.Throws<ArgumentException>(() => DistributionSummary.Of([1, 2], _cost, [0, 0]));
        Assert.Throws<ArgumentException>(() => DistributionSummary.Of([1, 2], _cost, [1, -1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => DistributionSummary.Of([1], _cost with { Levels = [1] }));
        Assert.Throws<ArgumentOutOfRangeException>(() => DistributionSummary.Of([1], _cost with { Quantiles = [95] }));
    }

    private static void Near(double truth, Estimate e) =>
        Assert.InRange(e.Value, truth - (4 * e.StandardError), truth + (4 * e.StandardError));

    private static double Tvar(double[] losses, double level) =>
        DistributionSummary.Of(losses, new() { Side = LossSide.High, Levels = [level] }).Tails[0].Tvar.Value;

    /// <summary>Acerbi and Tasche: the mean of the worst n(1 − q) trials, the last of them in part.</summary>
    private static double WorstShare(double[] losses, double level)
    {
        var left = losses.Length * (1 - level);
        var (wanted, sum) = (left, 0.0);
        foreach (var loss in losses.OrderDescending())
        {
            sum += Math.Min(left, 1) * loss;
            left = Math.Max(left - 1, 0);
        }

        return sum / wanted;
    }
}
