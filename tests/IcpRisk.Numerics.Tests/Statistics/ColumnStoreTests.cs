using IcpRisk.Numerics.Statistics;

namespace IcpRisk.Numerics.Tests.Statistics;

public class ColumnStoreTests
{
    private static readonly SummaryOptions _options = new() { Side = LossSide.High };

    [Fact]
    public void Columns_are_whole_while_they_fit_the_budget()
    {
        Assert.True(ColumnStore.Create(10, 1000, 80_000).IsExact);
        Assert.False(ColumnStore.Create(10, 1000, 79_999).IsExact);
        Assert.False(ColumnStore.Fits(1, 3L << 30, long.MaxValue));
        Assert.True(ColumnStore.Fits(0, 1, 0));
    }

    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(0)]
    public void Tiles_from_many_threads_give_the_summary_of_the_column(long budget)
    {
        var values = Draws.Lognormal(20_000, 3);
        var store = ColumnStore.Create(2, values.Length, budget);
        Parallel.For(0, 79, t =>
        {
            var start = (78 - t) * 256;
            var tile = values.AsSpan(start, Math.Min(256, values.Length - start));
            store.Add(0, start, tile);
            store.Add(1, start, tile);
        });
        var moments = Moments.Of(values);
        var found = store.Summarise(1, moments, _options);
        var exact = DistributionSummary.Of(values, _options);
        if (store.IsExact)
        {
            Assert.Equal(values, store.Values(0).ToArray());
            Assert.Equal(exact.Tails, found.Tails);
            Assert.Throws<InvalidOperationException>(() => store.Histogram(0));
        }
        else
        {
            Assert.Equal(exact.Mean, found.Mean);
            Assert.Equal(exact.Tails[2].Tvar.Value, found.Tails[2].Tvar.Value, exact.Tails[2].Tvar.Value / 256);
            Assert.Throws<InvalidOperationException>(() => store.Values(0));
        }
    }

    [Fact]
    public void Missing_and_surplus_trials_are_refused()
    {
        var store = ColumnStore.Create(1, 100, long.MaxValue);
        store.Add(0, 0, new double[64]);
        Assert.Throws<InvalidOperationException>(() => store.Values(0));
        Assert.Throws<InvalidOperationException>(() => store.Summarise(0, Moments.Empty, _options));
        Assert.Throws<ArgumentOutOfRangeException>(() => store.Add(0, 64, new double[37]));
        Assert.Throws<ArgumentOutOfRangeException>(() => store.Add(0, -1, new double[1]));
    }
}
