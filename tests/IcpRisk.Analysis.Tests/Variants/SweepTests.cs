using IcpRisk.Analysis.Variants;

namespace IcpRisk.Analysis.Tests.Variants;

public sealed class SweepTests
{
    [Fact]
    public void An_axis_is_read_as_it_is_written()
    {
        var axis = Axis.Vary("contract.value.uplift=1 %..3 %/5")!;
        Assert.Equal([0.01, 0.015, 0.02, 0.025, 0.03], axis.Grid);
        Assert.Equal(["contract.value.uplift=1 %", "contract.value.uplift=1.5 %"], axis.Grid.Take(2).Select(axis.Set));
        Assert.Equal([0, 0.1, 0.2, 0.3], Axis.Vary("x=0..0.3/4")!.Grid);
        Assert.Equal(["v=6800000", "v=7000000"], Axis.Vary("v=£6.8m..£7m/2")!.Grid.Select(Axis.Vary("v=£6.8m..£7m/2")!.Set));
        Assert.Equal([-0.1], Axis.Vary("x=-10 %..10 %/1")!.Grid);
    }

    [Theory]
    [InlineData("x=1..3")]
    [InlineData("x=3..1/3")]
    [InlineData("x=1 %..3/3")]
    [InlineData("1..3/3")]
    [InlineData("x=1..3/0")]
    [InlineData("x=a..b/3")]
    public void What_is_no_axis_is_none(string text) => Assert.Null(Axis.Vary(text));

    [Fact]
    public void A_product_has_every_combination()
    {
        var points = SweepDesign.Product([Axis.Vary("a=0..1/2")!, Axis.Vary("b=0..2/3")!]);
        Assert.Equal(["0 0", "0 1", "0 2", "1 0", "1 1", "1 2"], points.Select(p => string.Join(' ', p)));
    }

    [Fact]
    public void A_hypercube_has_one_point_in_each_part()
    {
        var axes = new[] { new Axis("a", 0, 1, false, 0), new Axis("b", -1, 1, false, 0) };
        var points = SweepDesign.LatinHypercube(axes, 50, 3);
        foreach (var k in new[] { 0, 1 })
        {
            Assert.Equal(Enumerable.Range(0, 50), points.Select(p => (int)Math.Floor((p[k] - axes[k].From) / (axes[k].To - axes[k].From) * 50)).Order());
        }

        Assert.NotEqual(points.Select(p => p[0]).Order(), points.Select(p => p[0]));
        Assert.Equal(points, SweepDesign.LatinHypercube(axes, 50, 3));
    }

    /// <summary>Against the definition, point by point.</summary>
    [Fact]
    public void Efficient_points_are_those_that_none_beats()
    {
        var philox = new Numerics.Streams.Philox(9);
        var stream = Numerics.Streams.StreamId.Of("", "f", "");
        double[] a = [.. Enumerable.Range(0, 200).Select(i => Math.Floor(10 * philox.Uniform((uint)i, stream, 0)))];
        double[] b = [.. Enumerable.Range(0, 200).Select(i => Math.Floor(10 * philox.Uniform((uint)i, stream, 1)))];
        foreach (var (lessA, lessB) in new[] { (true, true), (true, false), (false, true), (false, false) })
        {
            var found = Frontier.Of(a, b, lessA, lessB);
            var (sa, sb) = (lessA ? 1 : -1, lessB ? 1 : -1);
            Assert.All(found, (f, i) => Assert.Equal(
                !Enumerable.Range(0, 200).Any(j => sa * a[j] <= sa * a[i] && sb * b[j] <= sb * b[i] && (a[j] != a[i] || b[j] != b[i])), f));
        }

        Assert.Equal([false, true], Frontier.Of([double.NaN, 1], [0, 1], true, true));
    }
}
