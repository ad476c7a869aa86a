using IcpRisk.Numerics.Statistics;

namespace IcpRisk.Numerics.Tests.Statistics;

public class MomentsTests
{
    [Fact]
    public void Hand_example()
    {
        // 1 2 3 4 10: mean 4, central sums 50, 180, 1394.
        var m = Moments.Of([1, 2, 3, 4, 10]);
        Assert.Equal(5, m.Count);
        Assert.Equal(4, m.Mean, 1e-15);
        Assert.Equal(50, m.ByWeight.M2, 1e-12);
        Assert.Equal(180, m.ByWeight.M3, 1e-11);
        Assert.Equal(1394, m.ByWeight.M4, 1e-10);
        Assert.Equal(12.5, m.Variance, 1e-13);
        Assert.Equal(36 / Math.Pow(10, 1.5), m.Skewness, 1e-13);
        Assert.Equal((1394 / 5.0 / 100) - 3, m.ExcessKurtosis, 1e-13);
        Assert.Equal((1, 10), (m.Min, m.Max));
        Assert.Equal(Math.Sqrt(12.5 / 5), m.MeanEstimate().StandardError, 1e-14);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(1000)]
    [InlineData(1024)]
    [InlineData(5000)]
    public void Agrees_with_two_passes_in_decimal(int count)
    {
        var values = Draws.Lognormal(count, 11);
        var weights = Draws.Weights(count, 12);
        Compare(Moments.Of(values), values, Enumerable.Repeat(1.0, count).ToArray());
        Compare(Moments.Of(values, weights), values, weights);
    }

    [Theory]
    [InlineData(8)]
    [InlineData(64)]
    [InlineData(256)]
    [InlineData(1024)]
    public void Every_width_and_tile_gives_the_same_bits(int tile)
    {
        foreach (var count in new[] { 1, 9, 1023, 1024, 1500, 4096, 9001 })
        {
            var values = Draws.Lognormal(count, 21, 2);
            var weights = Draws.Weights(count, 22);
            var plain = Moments.Of(values);
            var weighted = Moments.Of(values, weights);
            Assert.All(Draws.AtEveryWidth(w => Tiled(w, values, [], tile)), m => Assert.Equal(plain, m));
            Assert.All(Draws.AtEveryWidth(w => Tiled(w, values, weights, tile)), m => Assert.Equal(weighted, m));
        }
    }

    [Fact]
    public void Weight_one_gives_the_bits_of_no_weight()
    {
        var values = Draws.Normal(3333, 31);
        var ones = Enumerable.Repeat(1.0, values.Length).ToArray();
        var plain = Moments.Of(values);
        Assert.Equal(plain, Moments.Of(values, ones));
        Assert.Equal(plain.MeanEstimate(), Moments.Of(values, ones).MeanEstimate());
        Assert.Equal(plain.ByWeight, plain.BySquare);
        Assert.Equal(values.Length, plain.EffectiveCount);
    }

    [Fact]
    public void A_large_offset_does_not_destroy_the_spread()
    {
        var values = Draws.Normal(100_000, 41);
        var far = values.Select(v => 1e9 + v).ToArray();
        var (near, shifted) = (Moments.Of(values), Moments.Of(far));
        Assert.Equal(near.Variance, shifted.Variance, 1e-6);
        Assert.Equal(near.Skewness, shifted.Skewness, 1e-6);
    }

    [Fact]
    public void One_outlier_at_the_start_does_not_destroy_the_rest()
    {
        var values = Draws.Normal(4096, 42);
        values[0] = 1e7;
        Compare(Moments.Of(values), values, Enumerable.Repeat(1.0, values.Length).ToArray());
    }

    [Fact]
    public void A_constant_has_no_spread_and_no_trials_no_mean()
    {
        var m = Moments.Of(Enumerable.Repeat(0.1, 5000).ToArray());
        Assert.Equal((0.1, 0.0, 0.0), (m.Mean, m.StandardDeviation, m.Skewness));
        Assert.Equal(new Estimate(0, 0, 0, 0), m.StandardDeviationEstimate());
        Assert.Equal(Moments.Empty, Moments.Of([]));
        Assert.True(double.IsNaN(Moments.Empty.Mean));
        Assert.True(double.IsNaN(Moments.Of([3]).Variance));
    }

    [Fact]
    public void Errors_of_weighted_moments_are_the_sums_they_stand_for()
    {
        var values = Draws.Lognormal(2000, 51, 0.5);
        var weights = Draws.Weights(2000, 52);
        var m = Moments.Of(values, weights);
        var total = weights.Sum();
        var n = total * total / weights.Sum(w => w * w);
        var mean = values.Zip(weights, (v, w) => v * w).Sum() / total;
        var m2 = values.Zip(weights, (v, w) => w * (v - mean) * (v - mean)).Sum() / total;
        var ofMean = values.Zip(weights, (v, w) => w * w * (v - mean) * (v - mean)).Sum();
        var ofVariance = values.Zip(weights, (v, w) => Math.Pow(w * (((v - mean) * (v - mean)) - m2), 2)).Sum();
        Assert.Equal(Math.Sqrt(ofMean * n / (n - 1)) / total, m.MeanEstimate().StandardError, 1e-12);
        Assert.Equal(
            Math.Sqrt(ofVariance) / total / 2 / m.StandardDeviation, m.StandardDeviationEstimate().StandardError, 1e-12);
    }

    [Fact]
    public void Tiles_that_do_not_fit_are_refused()
    {
        var a = new MomentsAccumulator();
        a.Add<IcpRisk.Numerics.Lanes.Lanes1>(new double[12]);
        Assert.Throws<InvalidOperationException>(() => a.Add<IcpRisk.Numerics.Lanes.Lanes1>(new double[8]));
        var b = new MomentsAccumulator();
        Assert.Throws<InvalidOperationException>(() => b.Add<IcpRisk.Numerics.Lanes.Lanes1>(new double[1032]));
        var c = new MomentsAccumulator();
        c.Add<IcpRisk.Numerics.Lanes.Lanes1>(new double[8]);
        Assert.Throws<InvalidOperationException>(() => c.Add<IcpRisk.Numerics.Lanes.Lanes1>(new double[8], new double[8]));
    }

    private static Moments Tiled(IWidth width, double[] values, double[] weights, int tile)
    {
        // Granules from last to first, each in tiles, through a tree.
        var accumulator = new MomentsAccumulator();
        var tree = new FixedTree<Moments>(Moments.Merge);
        var granules = Granule.Count(values.Length);
        for (var g = granules - 1; g >= 0; g--)
        {
            var start = (int)g * Granule.Trials;
            var end = Math.Min(start + Granule.Trials, values.Length);
            for (var i = start; i < end; i += tile)
            {
                var length = Math.Min(tile, end - i);
                width.Add(accumulator, values.AsSpan(i, length), weights.Length == 0 ? [] : weights.AsSpan(i, length));
            }

            tree.Add(g, accumulator.Take());
        }

        return tree.Result(granules);
    }

    private static void Compare(Moments m, double[] values, double[] weights)
    {
        var w = weights.Sum(x => (decimal)x);
        var mean = values.Zip(weights, (v, u) => (decimal)v * (decimal)u).Sum() / w;
        Assert.Equal((double)mean, m.Mean, Math.Abs((double)mean) * 1e-13);
        double Sum(int p) => (double)values.Zip(weights, (v, u) =>
        {
            var d = (decimal)v - mean;
            return (decimal)u * d * d * (p > 2 ? d : 1) * (p > 3 ? d : 1);
        }).Sum();
        var (m2, m3, m4) = (Sum(2), Sum(3), Sum(4));
        Assert.Equal(m2, m.ByWeight.M2, m2 * 1e-11);
        Assert.Equal(m3, m.ByWeight.M3, (Math.Abs(m3) + m2) * 1e-11);
        Assert.Equal(m4, m.ByWeight.M4, m4 * 1e-11);
    }
}
