using IcpRisk.Numerics.Streams;

namespace IcpRisk.Analysis.Attribution;

/// <summary>
/// Orders in which players join, sampled: the mean contribution of a player over orders is its Shapley value (Castro, Gómez
/// and Tejada 2009). Each order comes with its reverse, which evens out who joins early. Addressed by the seed alone.
/// </summary>
internal sealed class Orders
{
    private static readonly StreamId Stream = StreamId.Of(string.Empty, "attribution.orders", string.Empty);
    private readonly int[][] _orders;

    /// <param name="players">From 2 to <see cref="Players.Most"/>.</param>
    /// <param name="count">Orders, an even number from 4.</param>
    /// <param name="seed">The run's.</param>
    public Orders(int players, int count, ulong seed)
    {
        var philox = new Philox(seed);
        _orders = new int[count][];
        for (var o = 0; o < count; o += 2)
        {
            // Fisher and Yates.
            int[] order = [.. Enumerable.Range(0, players)];
            for (var k = players - 1; k > 0; k--)
            {
                var other = (int)(philox.Uniform((uint)o, Stream, k) * (k + 1));
                (order[k], order[other]) = (order[other], order[k]);
            }

            _orders[o] = order;
            _orders[o + 1] = [.. Enumerable.Reverse(order)];
        }
    }

    public int Count => _orders.Length;

    /// <summary>Every subset met on the way, with repeats.</summary>
    public IEnumerable<UInt128> Subsets() => _orders.SelectMany(order => order.Aggregate(new List<UInt128> { 0 }, (met, k) =>
    {
        met.Add(met[^1] | (UInt128.One << k));
        return met;
    }));

    /// <summary>What each player adds when it joins in one order.</summary>
    public double[] Marginals(int order, Func<UInt128, double> v)
    {
        var marginals = new double[_orders[order].Length];
        var (subset, before) = (UInt128.Zero, v(0));
        foreach (var k in _orders[order])
        {
            subset |= UInt128.One << k;
            var after = v(subset);
            (marginals[k], before) = (after - before, after);
        }

        return marginals;
    }
}
