using IcpRisk.Numerics.Dependence;
using IcpRisk.Numerics.Tests.Statistics;

namespace IcpRisk.Numerics.Tests.Dependence;

public class CorrelationFactorTests
{
    [Fact]
    public void Hand_example()
    {
        // Drivers 0, 2, 3 with 0.6, 0.8, 0.0: the third is determined, L = [1; 0.6 0.8; 0.8 −0.6 0].
        var f = CorrelationFactor.Of(CorrelationMatrix.FromPairs(4, [new(0, 2, 0.6), new(0, 3, 0.8)]));
        Assert.Equal((1, 0.6, 0.8, 1), (f[0, 0], f[2, 0], f[3, 0], f[1, 1]));
        Assert.Equal(0.8, f[2, 2], 1e-15);
        Assert.Equal(-0.6, f[3, 2], 1e-15);
        Assert.Equal(0, f[3, 3], 1e-6);
        Assert.Equal((0, 0), (f[0, 2], f[2, 1]));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void A_correlation_of_one_copies_the_draws(double r)
    {
        var f = CorrelationFactor.Of(CorrelationMatrix.FromPairs(3, [new(0, 1, r), new(1, 2, 1), new(0, 2, r)]));
        var rows = Draws.Normal(3 * 100, 1);
        var first = rows.AsSpan(0, 100).ToArray();
        f.CorrelateRows<IcpRisk.Numerics.Lanes.Lanes1>(rows, 100, 100);
        Assert.Equal(first, rows[..100]);
        Assert.Equal(first.Select(x => r * x), rows[100..200]);
        Assert.Equal(first.Select(x => r * x), rows[200..]);
    }

    [Fact]
    public void Factors_of_random_matrices_of_any_rank_multiply_back()
    {
        for (var seed = 0; seed < 100; seed++)
        {
            var n = 2 + (seed % 12);
            var rank = 1 + (seed % n);
            var c = CorrelationTests.RandomPossible(n, rank, seed);
            var f = CorrelationFactor.Of(c);
            for (var i = 0; i < n; i++)
            {
                for (var j = 0; j < n; j++)
                {
                    var product = Enumerable.Range(0, n).Sum(k => f[i, k] * f[j, k]);
                    Assert.Equal(c[i, j], product, rank == n ? 1e-13 : 2e-6);
                    Assert.True(j <= i || f[i, j] == 0);
                }
            }
        }
    }

    [Fact]
    public void Every_width_gives_the_same_bits_and_padding_is_untouched()
    {
        var f = CorrelationFactor.Of(CorrelationTests.RandomPossible(9, 9, 7));
        foreach (var trials in new[] { 0, 1, 7, 8, 31, 32, 33, 256, 1001 })
        {
            var stride = trials + 3;
            var all = Draws.AtEveryWidth(w =>
            {
                var rows = Draws.Normal(9 * stride, trials);
                w.Correlate(f, rows, stride, trials);
                return rows;
            });
            Assert.All(all, a => Assert.Equal(all[0], a));
            var drawn = Draws.Normal(9 * stride, trials);
            for (var i = 0; i < 9; i++)
                Assert.Equal(drawn[((i * stride) + trials)..((i + 1) * stride)], all[0][((i * stride) + trials)..((i + 1) * stride)]);
        }
    }

    [Fact]
    public void A_pair_between_two_drivers_moves_no_bit_of_the_others()
    {
        CorrelationPair[] pairs = [new(0, 4, 0.5), new(2, 5, -0.4)];
        var before = Correlated(pairs);
        var after = Correlated([.. pairs, new(1, 3, 0.7)]);
        foreach (var driver in new[] { 0, 1, 2, 4, 5 })
            Assert.Equal(before[driver], after[driver]);
        Assert.NotEqual(before[3], after[3]);

        // Within a group too: a further member after the others leaves them as they were.
        var grown = Correlated([.. pairs, new(4, 5, 0.1)]);
        foreach (var driver in new[] { 0, 1, 2, 3, 4 })
            Assert.Equal(before[driver], grown[driver]);
    }

    [Fact]
    public void Draws_have_the_correlations_asked_for()
    {
        // Standard error of a correlation of 100,000 pairs: at most 0.0032; four of them.
        var c = CorrelationTests.RandomPossible(5, 5, 3);
        var rows = Draws.Normal(5 * 100_000, 9);
        CorrelationFactor.Of(c).CorrelateRows<IcpRisk.Numerics.Lanes.Lanes1>(rows, 100_000, 100_000);
        for (var i = 0; i < 5; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var mean = Enumerable.Range(0, 100_000).Average(t => rows[(i * 100_000) + t] * rows[(j * 100_000) + t]);
                Assert.Equal(c[i, j], mean, i == j ? 0.018 : 0.0128 * 1.42);
            }
        }
    }

    [Fact]
    public void Too_few_rows_are_refused()
    {
        var f = CorrelationFactor.Of(CorrelationMatrix.FromPairs(2, [new(0, 1, 0.5)]));
        Assert.Throws<ArgumentException>(() => f.CorrelateRows<IcpRisk.Numerics.Lanes.Lanes1>(new double[15], 8, 8));
        Assert.Throws<ArgumentOutOfRangeException>(() => f.CorrelateRows<IcpRisk.Numerics.Lanes.Lanes1>(new double[16], 7, 8));
    }

    private static double[][] Correlated(CorrelationPair[] pairs)
    {
        var rows = Draws.Normal(6 * 64, 17);
        CorrelationFactor.Of(CorrelationMatrix.FromPairs(6, pairs)).CorrelateRows<IcpRisk.Numerics.Lanes.Lanes1>(rows, 64, 64);
        return [.. rows.Chunk(64)];
    }
}
