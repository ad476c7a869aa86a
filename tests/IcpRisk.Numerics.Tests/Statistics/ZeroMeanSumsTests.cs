using IcpRisk.Numerics.Lanes;
using IcpRisk.Numerics.Statistics;

namespace IcpRisk.Numerics.Tests.Statistics;

public class ZeroMeanSumsTests
{
    private const int Trials = 65_536;

    [Fact]
    public void Sums_are_those_of_a_loop()
    {
        var z = Draws.Normal(1_000, 3);
        var weights = Draws.Weights(1_000, 4);
        var sums = new ZeroMeanSums(2);
        sums.Add<Lanes1, Row>(0, new Row(z), z.Length, []);
        sums.Add<Lanes1, Row>(1, new Row(z), z.Length, weights);
        var totals = sums.Take();

        var (plain, weighted) = (ZeroMeanSums.Of(totals, 0), ZeroMeanSums.Of(totals, 1));
        Assert.Equal(z.Sum(), plain.Sum, 1e-9);
        Assert.Equal(z.Sum(x => x * x), plain.Squares, 1e-9);
        Assert.Equal(z.Sum(x => x * x * x), plain.Cubes, 1e-9);
        Assert.Equal(1_000, plain.Variances);
        Assert.Equal(z.Zip(weights, (x, w) => x * w).Sum(), weighted.Sum, 1e-9);
        Assert.Equal(z.Zip(weights, (x, w) => x * x * w * w).Sum(), weighted.Squares, 1e-9);
        Assert.All(sums.Take(), x => Assert.Equal(0, x));
    }

    [Fact]
    public void Normals_are_four_Hermite_polynomials_at_every_width_and_length()
    {
        foreach (var trials in new[] { 1, 7, 8, 100, 1_024 })
        {
            var z = Draws.Normal(trials, trials);
            var all = Draws.AtEveryWidth(w =>
            {
                var pass = new Pass(z);
                w.Run(ref pass);
                return pass.Totals;
            });
            Assert.All(all, t => Assert.Equal(all[0], t));
            Func<double, double>[] hermite = [x => x, x => (x * x) - 1, x => (x * x * x) - (3 * x), x => (x * x * x * x) - (6 * x * x) + 3];
            for (var k = 0; k < 4; k++)
            {
                Assert.Equal(z.Sum(hermite[k]), ZeroMeanSums.Of(all[0], k).Sum, 1e-9);
                Assert.Equal(trials * new[] { 1, 2, 6, 24 }[k], ZeroMeanSums.Of(all[0], k).Variances);
            }
        }
    }

    [Fact]
    public void Parts_are_added_up_whatever_the_tiles()
    {
        var z = Draws.Normal(1_024, 9);
        Assert.Equal(Of(1_024), Of(40));

        double[] Of(int tile)
        {
            var sums = new ZeroMeanSums(4, 2);
            for (var at = 0; at < z.Length; at += tile)
            {
                var row = z[at..Math.Min(at + tile, z.Length)];
                for (var part = 0; part < 2; part++)
                {
                    sums.Part = part;
                    sums.AddNormals<Lanes1>(0, part == 0 ? row : [.. row.Select(x => -x / 3)]);
                }
            }

            return sums.Take();
        }
    }

    // Five standard errors either way: chance exceeds them once in 1.7 million, and the seed is fixed.
    [Theory]
    [InlineData(0, 1, 0, 0)]
    [InlineData(0.03, 1, 0, 1)]
    [InlineData(0, 1.02, 0, 2)]
    [InlineData(0, 1, 0.02, 3)]
    [InlineData(0, 1, -0.01, 4)]
    public void Broken_normals_are_seen_in_their_moment(double shift, double scale, double bend, int broken)
    {
        var z = Draws.Normal(Trials, 12);
        for (var i = 0; i < z.Length; i++)
        {
            var x = z[i];
            z[i] = shift + (scale * x) + (broken == 3 ? bend * ((x * x) - 1) : broken == 4 ? bend * ((x * x * x) - (3 * x)) : 0);
        }

        var sums = new ZeroMeanSums(4);
        sums.AddNormals<Lanes1>(0, z);
        var totals = sums.Take();
        for (var k = 1; k <= 4; k++)
        {
            var total = ZeroMeanSums.Of(totals, k - 1);
            var score = Math.Abs(total.Sum / Math.Sqrt(total.Variances));
            if (k == broken)
                Assert.True(score > 5, $"{k}: {score}");
            else if (broken == 0)
                Assert.True(score < 5, $"{k}: {score}");
        }
    }

    private readonly struct Row(double[] z) : IZeroMean
    {
        public L Value<L>(int trial) where L : struct, ILanes<L> => L.Load(in z[0], trial);

        public L Variance<L>(int trial) where L : struct, ILanes<L> => L.Of(1);
    }

    private struct Pass(double[] z) : ILanePass
    {
        public double[] Totals { get; private set; } = [];

        public void Run<L>() where L : struct, ILanes<L>
        {
            var sums = new ZeroMeanSums(4);
            sums.AddNormals<L>(0, z);
            Totals = sums.Take();
        }
    }
}
