using FsCheck;
using FsCheck.Fluent;
using IcpRisk.Numerics.Statistics;

namespace IcpRisk.Numerics.Tests.Statistics;

public class QuantilesTests
{
    [Theory]
    [InlineData(0.95, 1000, 950)]
    [InlineData(0.95, 1001, 951)]
    [InlineData(0.07, 100, 7)]
    [InlineData(0.29, 100, 29)]
    [InlineData(0.5, 4, 2)]
    [InlineData(0.5, 5, 3)]
    [InlineData(0, 5, 1)]
    [InlineData(1, 5, 5)]
    [InlineData(0.995, 10, 10)]
    [InlineData(0.999, 1_000_000_000, 999_000_000)]
    public void Rank_is_the_least_that_reaches_the_probability(double p, long n, long rank) =>
        Assert.Equal(rank, Quantiles.Rank(p, n));

    [Fact]
    public void Selection_agrees_with_sorting() => Prop.ForAll(
        Gen.Choose(0, int.MaxValue).SelectMany(seed => Gen.Choose(1, 3000).Select(n => (seed, n))).ToArbitrary(),
        run =>
        {
            var values = Column(run.seed, run.n);
            var sorted = values.Select(v => v + 0.0).Order().ToArray();
            var random = new Random(run.seed);
            var ranks = Enumerable.Range(0, 12).Select(_ => (long)random.Next(1, run.n + 1)).ToArray();
            var copy = values.ToArray();
            var found = new double[ranks.Length];
            OrderStatistics.Select(values, ranks, found);
            return ranks.Zip(found).All(x => Same(sorted[x.First - 1], x.Second)) && values.Zip(copy).All(x => Same(x.First, x.Second));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Selection_survives_values_that_crowd_into_one_bucket()
    {
        // Every round leaves all but one value in one bucket.
        var values = Enumerable.Range(0, 100_000).Select(i => 1 + (i * Math.BitIncrement(0.0))).ToArray();
        for (var i = 0; i < 90_000; i++)
            values[i] = BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(1.0) + (i % 1000));
        values[5] = -1e300;
        values[6] = 1e300;
        values[7] = 1 + 1e-9;
        var ranks = new long[] { 1, 2, 50_000, 99_998, 99_999, 100_000 };
        var found = new double[6];
        OrderStatistics.Select(values, ranks, found);
        Array.Sort(values);
        Assert.Equal(ranks.Select(r => values[r - 1]), found);
    }

    [Fact]
    public void Not_a_number_is_refused()
    {
        foreach (var nan in new[] { double.NaN, -double.NaN })
        {
            var values = Draws.Normal(1000, 1);
            values[500] = nan;
            Assert.Throws<ArgumentException>(() => Quantiles.Select(values, [0.5], new double[1]));
            Assert.Throws<ArgumentException>(() => Quantiles.Select(values, new double[1000], [0.5], new double[1]));
        }
    }

    [Fact]
    public void Whole_weights_stand_for_repeated_trials()
    {
        var values = Draws.Normal(500, 3);
        var weights = Draws.Each(500, 4, r => r.Next(0, 4));
        var repeated = values.Zip(weights, (v, w) => Enumerable.Repeat(v, (int)w)).SelectMany(x => x).ToArray();
        var probabilities = Enumerable.Range(0, 101).Select(p => p / 100.0).ToArray();
        var (expected, found) = (new double[101], new double[101]);
        Quantiles.Select(repeated, probabilities, expected);
        Quantiles.Select(values, weights, probabilities, found);
        Assert.Equal(expected, found);
    }

    [Theory]
    [InlineData(1, 0.5)]
    [InlineData(10, 0.5)]
    [InlineData(10, 0.995)]
    [InlineData(40, 0.1)]
    [InlineData(2000, 0.95)]
    [InlineData(100_000, 0.005)]
    [InlineData(1_000_000, 0.995)]
    public void Interval_ranks_are_the_tightest_with_both_tails_within_2_5_per_cent(int n, double p)
    {
        var (lower, upper) = BinomialRanks.Of(n, p);
        double AtMost(long k) => k < 0 ? 0 : MathNet.Numerics.Distributions.Binomial.CDF(p, n, k);
        Assert.True(lower == 0 || AtMost(lower - 1) <= 0.025);
        Assert.True(AtMost(lower) > 0.025);
        Assert.True(upper == n + 1 || 1 - AtMost(upper - 1) <= 0.025);
        Assert.True(1 - AtMost(upper - 2) > 0.025);
    }

    private static double[] Column(int seed, int n) => Draws.Each(n, seed, (seed % 4) switch
    {
        0 => r => r.NextDouble() - 0.5,
        1 => r => r.Next(-3, 4) * -0.0,
        2 => r => Math.Exp(600 * (r.NextDouble() - 0.5)) * (r.Next(2) - 0.5),
        _ => r => r.Next(20) switch { 0 => double.PositiveInfinity, 1 => double.NegativeInfinity, var k => k - 10 },
    });

    private static bool Same(double a, double b) => BitConverter.DoubleToInt64Bits(a) == BitConverter.DoubleToInt64Bits(b);
}
