using IcpRisk.Analysis.Attribution;

namespace IcpRisk.Analysis.Tests.Attribution;

/// <summary>Shapley values against games whose values are known.</summary>
public sealed class ShapleyTests
{
    /// <summary>One left glove, two right ones; a pair is worth 1: 2/3, 1/6, 1/6 (a textbook game).</summary>
    [Fact]
    public void The_glove_game()
    {
        double[] v = [0, 0, 0, 1, 0, 1, 0, 1];
        Assert.Equal([2.0 / 3, 1.0 / 6, 1.0 / 6], Shapley.Values(3, v), new Near(1e-13));
    }

    [Fact]
    public void Values_sum_to_the_whole_and_are_mean_marginals_over_all_orders()
    {
        var v = Game(5);
        var expected = new double[5];
        var orders = Permutations([0, 1, 2, 3, 4]).ToList();
        foreach (var order in orders)
        {
            var s = 0;
            foreach (var k in order)
            {
                expected[k] += (v[s | (1 << k)] - v[s]) / orders.Count;
                s |= 1 << k;
            }
        }

        var values = Shapley.Values(5, v);
        Assert.Equal(expected, values, new Near(1e-12));
        Assert.Equal(v[^1] - v[0], values.Sum(), 12);
    }

    [Fact]
    public void Who_adds_nothing_has_nothing_and_equals_have_the_same()
    {
        // Player 1 never adds anything; 0 and 2 add alike.
        double[] v = [.. Enumerable.Range(0, 8).Select(s => (s & 5) switch { 0 => 2.0, 5 => 9.0, _ => 3.5 })];
        var values = Shapley.Values(3, v);
        Assert.Equal(0, values[1]);
        Assert.Equal(values[0], values[2], 14);
        Assert.Equal(3.5, values[0], 14);
    }

    [Fact]
    public void The_number_of_subsets_must_fit() => Assert.Throws<ArgumentException>(() => Shapley.Values(3, new double[7]));

    /// <summary>Seeded; 4 standard errors of independent pairs of orders are exceeded by chance once in 16,000.</summary>
    [Fact]
    public void Sampled_orders_come_near_the_exact_values_and_always_sum_to_the_whole()
    {
        var v = Game(6);
        var orders = new Orders(6, 2000, 3);
        var sums = new double[6];
        var squares = new double[6];
        for (var p = 0; p < orders.Count; p += 2)
        {
            var (one, other) = (orders.Marginals(p, s => v[(int)s]), orders.Marginals(p + 1, s => v[(int)s]));
            Assert.Equal(v[^1] - v[0], one.Sum(), 12);
            for (var k = 0; k < 6; k++)
            {
                var mean = (one[k] + other[k]) / 2;
                sums[k] += mean;
                squares[k] += mean * mean;
            }
        }

        var exact = Shapley.Values(6, v);
        for (var k = 0; k < 6; k++)
        {
            var mean = sums[k] / 1000;
            Assert.InRange(mean - exact[k], -4 * Math.Sqrt((squares[k] / 1000) - (mean * mean)) / Math.Sqrt(1000), 4 * Math.Sqrt((squares[k] / 1000) - (mean * mean)) / Math.Sqrt(1000));
        }
    }

    // Any numbers will do: the fraction of a multiple of the golden ratio.
    private static double[] Game(int players) => [.. Enumerable.Range(0, 1 << players).Select(s => s * 0.6180339887498949 % 1 * 10)];

    private static IEnumerable<int[]> Permutations(int[] items) => items.Length == 0
        ? [[]]
        : items.SelectMany(first => Permutations([.. items.Where(i => i != first)]).Select(rest => (int[])[first, .. rest]));
}

/// <summary>Equal within a relative tolerance.</summary>
internal sealed class Near(double tolerance) : IEqualityComparer<double>
{
    public bool Equals(double x, double y) => Math.Abs(x - y) <= tolerance * Math.Max(1, Math.Max(Math.Abs(x), Math.Abs(y)));

    public int GetHashCode(double value) => 0;
}
