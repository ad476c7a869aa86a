using FsCheck;
using FsCheck.Fluent;
using IcpRisk.Numerics.Statistics;

namespace IcpRisk.Numerics.Tests.Statistics;

public class FixedTreeTests
{
    private static string Merge(string a, string b) => $"({a} {b})";

    [Theory]
    [InlineData(1, "0")]
    [InlineData(2, "(0 1)")]
    [InlineData(3, "((0 1) 2)")]
    [InlineData(7, "(((0 1) (2 3)) ((4 5) 6))")]
    [InlineData(8, "(((0 1) (2 3)) ((4 5) (6 7)))")]
    public void Shape_is_fixed_by_the_number_of_granules(int granules, string expected)
    {
        var tree = new FixedTree<string>(Merge);
        for (var g = 0; g < granules; g++)
            tree.Add(g, $"{g}");
        Assert.Equal(expected, tree.Result(granules));
    }

    [Fact]
    public void Any_order_of_finishing_gives_the_same_tree() => Prop.ForAll(
        Gen.Choose(1, 80).SelectMany(n => Gen.Shuffle(Enumerable.Range(0, n).ToArray())).ToArbitrary(),
        order =>
        {
            var tree = new FixedTree<string>(Merge);
            foreach (var g in order)
                tree.Add(g, $"{g}");
            return tree.Result(order.Length) == InOrder(order.Length);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Shards_cut_anywhere_combine_to_the_same_tree() => Prop.ForAll(
        Gen.Choose(1, 80).SelectMany(n => Gen.Choose(0, n).ListOf(4).Select(cuts => (n, cuts))).ToArbitrary(),
        run =>
        {
            var edges = run.cuts.Append(0).Append(run.n).Order().ToArray();
            var whole = new FixedTree<string>(Merge);
            for (var s = edges.Length - 2; s >= 0; s--)
            {
                var shard = new FixedTree<string>(Merge);
                for (var g = edges[s + 1] - 1; g >= edges[s]; g--)
                    shard.Add(g, $"{g}");
                foreach (var node in shard.Nodes())
                    whole.Add(node);
            }

            return whole.Result(run.n) == InOrder(run.n);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_run_can_be_extended_after_a_total_was_taken()
    {
        var tree = new FixedTree<string>(Merge);
        for (var g = 0; g < 21; g++)
        {
            tree.Add(g, $"{g}");
            Assert.Equal(InOrder(g + 1), tree.Result(g + 1));
        }
    }

    [Fact]
    public void Threads_give_the_bits_of_one_thread()
    {
        var values = Draws.Lognormal(1000, 5);
        var serial = new FixedTree<double>((a, b) => a + b);
        for (var g = 0; g < values.Length; g++)
            serial.Add(g, values[g]);
        for (var round = 0; round < 20; round++)
        {
            var tree = new FixedTree<double>((a, b) => a + b);
            Parallel.For(0, values.Length, new() { MaxDegreeOfParallelism = 8 }, g => tree.Add(g, values[g]));
            Assert.Equal(serial.Result(1000), tree.Result(1000));
        }
    }

    [Fact]
    public void Waiting_nodes_stay_few()
    {
        var tree = new FixedTree<double>((a, b) => a + b);
        for (var g = 0; g < 100_000; g++)
            tree.Add(g, 1);
        Assert.Equal(100_000, tree.Result(100_000));
        Assert.InRange(tree.Nodes().Count, 1, 17);
    }

    [Fact]
    public void A_granule_added_twice_or_missing_is_refused()
    {
        var tree = new FixedTree<double>((a, b) => a + b);
        for (var g = 0; g < 4; g++)
            tree.Add(g, 1);
        Assert.Throws<InvalidOperationException>(() => tree.Add(2, 1));
        Assert.Throws<InvalidOperationException>(() => tree.Result(5));
        Assert.Throws<InvalidOperationException>(() => tree.Result(3));
        tree.Add(5, 1);
        Assert.Throws<InvalidOperationException>(() => tree.Result(5));
        Assert.Throws<InvalidOperationException>(() => tree.Add(5, 1));
    }

    private static string InOrder(int granules)
    {
        var tree = new SerialTree<string>(Merge);
        for (var g = 0; g < granules; g++)
            tree.Add($"{g}");
        return tree.Result();
    }
}
