using FsCheck;
using FsCheck.Fluent;
using IcpRisk.Numerics.Statistics;

namespace IcpRisk.Numerics.Tests.Statistics;

public class LogLinearHistogramTests
{
    private static readonly SummaryOptions _options = new() { Side = LossSide.Low, Thresholds = [new(0, ThresholdSide.Below)] };

    [Fact]
    public void Order_statistics_keep_the_bound() => Prop.ForAll(
        Gen.Choose(0, int.MaxValue).SelectMany(seed => Gen.Choose(1, 10).Select(bits => (seed, bits))).ToArbitrary(),
        run =>
        {
            var values = Draws.Each(300, run.seed, r => r.Next(4) == 0 ? 0 : Math.Exp(40 * (r.NextDouble() - 0.3)) * (r.Next(2) - 0.5));
            var histogram = new LogLinearHistogram(run.bits);
            histogram.Add(values);
            Array.Sort(values);
            return Enumerable.Range(0, 25).Select(i => (12 * i) + 1).All(k =>
                Math.Abs(histogram.OrderStatistic(k) - values[k - 1]) <= Math.Max(
                    histogram.RelativeError * Math.Abs(values[k - 1]), Math.Abs(values[k - 1]) < LogLinearHistogram.Smallest ? LogLinearHistogram.Smallest : 0));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Edges_of_bins_belong_to_the_outer_bin()
    {
        var histogram = new LogLinearHistogram(2);
        histogram.Add([1, 1.2, 1.25, -1, -1.25, 0, -0.0, 1e-12]);
        Assert.Equal(
            [new(-1.5, -1.25, 1), new(-1.25, -1, 1), new(0, 0, 3), new(1, 1.25, 2), new(1.25, 1.5, 1)],
            histogram.Bins());
        Assert.Equal((8, -1.25, 1.25), (histogram.Count, histogram.Min, histogram.Max));
    }

    [Fact]
    public void Order_threads_and_merging_do_not_matter()
    {
        var values = Draws.Lognormal(50_000, 5).Select(v => v - 1).ToArray();
        var serial = new LogLinearHistogram();
        serial.Add(values);
        var parallel = new LogLinearHistogram();
        Parallel.For(0, 500, i => parallel.Add(values.AsSpan(100 * (499 - i), 100)));
        var (left, right) = (new LogLinearHistogram(), new LogLinearHistogram());
        left.Add(values.AsSpan(20_000));
        right.Add(values.AsSpan(0, 20_000));
        left.Add(right);
        foreach (var other in new[] { parallel, left })
        {
            Assert.Equal(serial.Bins(), other.Bins());
            Assert.Equal((serial.Count, serial.Min, serial.Max), (other.Count, other.Min, other.Max));
        }
    }

    [Fact]
    public void Summary_is_within_the_bound_of_the_exact_one()
    {
        var values = Draws.Normal(200_000, 6).Select(v => (v * 3e6) + 1e6).ToArray();
        var histogram = new LogLinearHistogram();
        histogram.Add(values);
        var exact = DistributionSummary.Of(values, _options);
        var binned = DistributionSummary.Of(histogram, Moments.Of(values), _options);
        Assert.Equal((exact.Mean, exact.StandardDeviation, exact.Skewness.Value), (binned.Mean, binned.StandardDeviation, binned.Skewness.Value));
        Assert.Equal(1.0 / 256, binned.RelativeBinError);
        Assert.Equal(0, exact.RelativeBinError);
        foreach (var (e, b) in exact.Quantiles.Zip(binned.Quantiles))
            Assert.Equal(e.Value.Value, b.Value.Value, Math.Abs(e.Value.Value) * binned.RelativeBinError);
        foreach (var (e, b) in exact.Tails.Zip(binned.Tails))
        {
            Assert.Equal(e.Var.Value, b.Var.Value, Math.Abs(e.Var.Value) * binned.RelativeBinError);
            Assert.Equal(e.Tvar.Value, b.Tvar.Value, Math.Abs(e.Tvar.Value) * binned.RelativeBinError);
            Assert.InRange(b.Tvar.StandardError / e.Tvar.StandardError, 0.98, 1.02);
        }

        // Zero is an edge of bins, so the probability of a deficit is exact.
        Assert.Equal(exact.Probabilities, binned.Probabilities);
    }

    [Fact]
    public void Memory_grows_with_binades_not_with_trials()
    {
        var histogram = new LogLinearHistogram();
        for (var i = 0; i < 20; i++)
            histogram.Add(Draws.Lognormal(50_000, i));
        Assert.Equal(1_000_000, histogram.Count);
        Assert.InRange(histogram.Bytes, 1, 30_000);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(-1.3e24)]
    public void Values_out_of_range_are_refused_and_nothing_is_counted(double value)
    {
        var histogram = new LogLinearHistogram();
        Assert.Throws<ArgumentException>(() => histogram.Add([1, value]));
        Assert.Equal(0, histogram.Count);
        Assert.Empty(histogram.Bins());
    }

    [Fact]
    public void Bins_to_draw_account_for_every_trial()
    {
        foreach (var values in new[] { Draws.Normal(10_000, 8), Draws.Lognormal(10_000, 9, 2), [5.0], Enumerable.Repeat(2.0, 100).ToArray() })
        {
            var histogram = new LogLinearHistogram();
            histogram.Add(values);
            foreach (var bins in new[] { HistogramBins.Of(values, 40), HistogramBins.Of(histogram, 40) })
            {
                Assert.Equal(values.Length, bins.Counts.Sum() + bins.Under + bins.Over);
                Assert.All(bins.Counts, c => Assert.InRange(c, 0, values.Length));
                Assert.InRange(bins.Under, 0, (values.Length / 1000) + 10);
                Assert.InRange(bins.Over, 0, (values.Length / 1000) + 10);
            }
        }

        var uniform = HistogramBins.Of([.. Enumerable.Range(0, 100).Select(i => (double)i)], 4);
        Assert.Equal((0, 24.75, 99), (uniform.Lower, uniform.Width, uniform.Upper));
        Assert.Equal([25, 25, 25, 25], uniform.Counts);
    }
}
