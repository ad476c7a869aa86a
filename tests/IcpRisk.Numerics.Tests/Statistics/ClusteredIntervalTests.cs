using IcpRisk.Numerics.Statistics;

namespace IcpRisk.Numerics.Tests.Statistics;

/// <summary>Intervals of quantiles and TVaR of clustered and weighted trials, against what is worked by hand.</summary>
public class ClusteredIntervalTests
{
    private static readonly TrialClusters Clusters = new(32);

    // Two trials in each of 32 randomisations: 1 and 2 in the first, 3 and 4 in the second, to 63 and 64. Trial i belongs to i mod 32.
    private static readonly double[] Apart = [.. Enumerable.Range(0, 64).Select(i => (2.0 * (i % 32)) + (i / 32) + 1)];

    // 1 and 33 in the first, 2 and 34 in the second, to 32 and 64.
    private static readonly double[] Level = [.. Enumerable.Range(1, 64).Select(i => (double)i)];

    private static readonly double[] Ones = [.. Enumerable.Repeat(1.0, 64)];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Ends_are_the_outcomes_whose_share_is_within_reach_of_p(bool weighted)
    {
        // Beyond the median are both trials of 16 randomisations: 32 squares of ±1, an error of √(32·32/31) = 5.7474 trials, of
        // which Student's 2.0395 reach 11.72. Shares from 20.28 to 43.72 of 64: the least outcome with 21 at or below it, and
        // the least with 44.
        var median = Of(Apart, 0.5, weighted);
        Assert.Equal((32, 21, 44), (median.Value, median.Lower, median.Upper));
        Assert.Equal(11.5 / 2.03951, median.StandardError, 4);

        // Of 32½ trials half of the 33rd belongs below. Squares are 1 + 60 − 31²/32 without it and 32 with it: 31.484 between
        // them, an error of 5.7009, a reach of 11.63. Shares from 20.87 to 44.13.
        var next = Of(Apart, 32.5 / 64, weighted);
        Assert.Equal((33, 21, 45), (next.Value, next.Lower, next.Upper));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Ends_from_above_mirror_those_from_below(bool weighted)
    {
        var below = Of(Apart, 32.5 / 64, weighted);
        Assert.Equal(below, LossOf([.. Apart.Select(x => -x)], 32.5 / 64, weighted));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Randomisations_that_agree_leave_the_gap_between_two_trials(bool weighted)
    {
        // One trial in each half in every randomisation, so that 32 of 64 has no error. Any value from the 32nd to the 33rd trial
        // has that share below it.
        var median = Of(Level, 0.5, weighted);
        Assert.Equal((32, 32, 33), (median.Value, median.Lower, median.Upper));
        var above = LossOf([.. Level.Select(x => -x)], 0.5, weighted);
        Assert.Equal(median, above);
    }

    [Fact]
    public void A_quantile_amid_equal_trials_is_sure()
    {
        // The least sixteen are equal: both trials of eight randomisations. Squares are 8·1.5² + 24·0.5² = 24 where none of these
        // is beyond and 0 where all are; half of that amid them, an error of √(12·32/31) = 3.52 trials and a reach of 7.18.
        // Shares from 0.82 to 15.18 of 64 are all of equal trials.
        var values = Apart.Select(x => Math.Max(x, 16)).ToArray();
        Assert.Equal(new Estimate(16, 0, 16, 16), Of(values, 0.125, weighted: false));

        // At their edge the reach is √(24·32/31) · 2.0395 = 10.15: to 26.15.
        var edge = Of(values, 0.25, weighted: false);
        Assert.Equal((16, 16, 27), (edge.Value, edge.Lower, edge.Upper));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Few_trials_beyond_a_quantile_bound_it_no_closer_than_independent_ones(bool weighted)
    {
        // 1.28 of 64 trials are beyond: of independent ones four or fewer are, and that none is cannot be ruled out. The
        // randomisations' spread would rule out four.
        var q98 = Of(Level, 0.98, weighted);
        Assert.Equal((63, 60, double.PositiveInfinity), (q98.Value, q98.Lower, q98.Upper));
        Assert.Equal((60, 65), BinomialRanks.Of(64, 0.98));

        var q2 = Of(Level, 0.02, weighted);
        Assert.Equal((2, double.NegativeInfinity, 5), (q2.Value, q2.Lower, q2.Upper));
    }

    [Fact]
    public void Few_weighted_trials_beyond_a_quantile_have_the_ranks_of_what_they_are_worth()
    {
        // Weight 1 gives an error of √(p(1 − p)/n), so these are worth n trials.
        var options = new SummaryOptions { Side = LossSide.High, Quantiles = [0.98, 0.999, 0.02, 0, 1], Levels = [] };
        for (var n = 1; n <= 64; n++)
            Assert.Equal(DistributionSummary.Of(Apart.AsSpan(0, n), options).Quantiles, DistributionSummary.Of(Apart.AsSpan(0, n), options, Ones.AsSpan(0, n)).Quantiles);

        // 36 trials of weight 16 and 28 of weight 1: one of 1 is beyond 99.9 %, which is worth far less than five.
        double[] uneven = [.. Apart.Select(x => x <= 36 ? 16.0 : 1)];
        Assert.Equal(double.PositiveInfinity, DistributionSummary.Of(Apart, options, uneven).Quantiles[1].Value.Upper);
    }

    [Fact]
    public void Woodruffs_interval_of_weighted_trials_by_hand()
    {
        // Weights 1 and 3 in turn, sorted: at the median of 128 is trial 32 (weights to it 64), beyond it 64. Σw²(1{} − ½)² =
        // (32 + 9·32)/4 = 80, an error of 8.944, of which 1.96 reach 17.53. Weights from 46.47 to 81.53: the least outcomes with
        // that or more (24: 48) and with more (41: 4·20 + 1 = 81 is not, 42: 84 is).
        double[] weights = [.. Level.Select(i => i % 2 == 1 ? 1.0 : 3)];
        var median = DistributionSummary.Of(Level, new SummaryOptions { Side = LossSide.High, Quantiles = [0.5], Levels = [] }, weights).Quantiles[0].Value;
        Assert.Equal((32, 24, 42), (median.Value, median.Lower, median.Upper));
    }

    [Fact]
    public void Least_and_greatest_outcomes_by_weight_agree_with_counting()
    {
        var values = Draws.Each(200, 5, r => r.Next(40));
        var weights = Draws.Each(200, 6, r => r.Next(0, 3));
        var (order, total) = (WeightedOrder.Of(values, weights), weights.Sum());
        double Under(double x) => values.Zip(weights).Where(v => v.First <= x).Sum(v => v.Second);
        double Over(double x) => values.Zip(weights).Where(v => v.First >= x).Sum(v => v.Second);
        double[] outcomes = [.. values.Zip(weights).Where(v => v.Second > 0).Select(v => v.First)];
        for (var w = 0; w < total; w++)
        {
            var share = w / total;
            Assert.Equal(outcomes.Where(x => Under(x) > w).Min(), order.Exceeding(share));
            Assert.Equal(outcomes.Where(x => Over(x) > w).Max(), order.ExceedingFromAbove(share));
        }
    }

    [Fact]
    public void Tvar_is_moved_and_widened_as_that_of_trials_worth_its_error()
    {
        var losses = Draws.Lognormal(2048, 12);
        var options = new SummaryOptions { Side = LossSide.High, Levels = [0.95], Quantiles = [] };
        var alone = DistributionSummary.Of(losses, options).Tails[0].Tvar;
        var tvar = DistributionSummary.Of(losses, options, default, Clusters).Tails[0].Tvar;
        Assert.NotEqual(alone.StandardError, tvar.StandardError);

        // γ of so many trials; docs/statistics.md has the two terms.
        const double z = Estimate.Z95;
        var shift = (((alone.Lower + alone.Upper) / 2) - alone.Value) / alone.StandardError;
        var skewness = 6 * shift / ((2 * z * z) + 1) * (tvar.StandardError / alone.StandardError);
        Assert.Equal(tvar.StandardError * skewness * ((2 * z * z) + 1) / 6, ((tvar.Lower + tvar.Upper) / 2) - tvar.Value, 10);
        var widened = 1 + (skewness * skewness * (Math.Pow(z, 4) + (2 * z * z) - 3) / 18);
        Assert.Equal(2 * Clusters.Reach(2048) * tvar.StandardError * widened, tvar.Upper - tvar.Lower, 10);
    }

    [Theory]
    [InlineData(4, 12.7062, 1e-4)]
    [InlineData(6, 4.3027, 1e-4)]
    [InlineData(8, 3.1824, 1e-4)]
    [InlineData(10, 2.7764, 1e-4)]
    [InlineData(12, 2.5706, 3e-3)]
    [InlineData(22, 2.2281, 3e-4)]
    public void Students_reach_is_the_tables(int trials, double expected, double tolerance) =>
        Assert.Equal(expected, TrialClusters.Pairs.Reach(trials), tolerance);

    private static Estimate Of(double[] values, double p, bool weighted) => DistributionSummary.Of(
        values, new SummaryOptions { Side = LossSide.High, Quantiles = [p], Levels = [] }, weighted ? Ones : default, Clusters).Quantiles[0].Value;

    private static Estimate LossOf(double[] surpluses, double p, bool weighted) => DistributionSummary.Of(
        surpluses, new SummaryOptions { Side = LossSide.Low, Quantiles = [], Levels = [p] }, weighted ? Ones : default, Clusters).Tails[0].Var;
}
