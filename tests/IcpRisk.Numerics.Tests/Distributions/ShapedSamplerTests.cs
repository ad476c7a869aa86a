using IcpRisk.Numerics.Distributions;
using IcpRisk.Numerics.Lanes;
using MathNet.Numerics.Distributions;
using Triangular = IcpRisk.Numerics.Distributions.Triangular;

namespace IcpRisk.Numerics.Tests.Distributions;

/// <summary>Triangular, a weighted sample, and curves through quantiles.</summary>
public class ShapedSamplerTests
{
    [Theory]
    [InlineData(1, 2, 6)]
    [InlineData(1, 1, 6)]
    [InlineData(-3, 6, 6)]
    public void Triangular_has_its_cdf(double from, double mode, double to)
    {
        var z = TestNormals.Grid;
        void Fill<L>(double[] x) where L : struct, ILanes<L> => Triangular.Fill<L>(z, from, mode, to, x);
        var x = AllWidths.Same(z.Length, Fill<Lanes512>, Fill<Lanes256>, Fill<Lanes1>);
        for (var i = 0; i < z.Length; i++)
        {
            Assert.InRange(x[i], i == 0 ? from : x[i - 1], to);
            Assert.Equal(x[i], Triangular.At(from, mode, to, z[i]));
            Assert.Equal(TestNormals.Cdf(z[i]), new MathNet.Numerics.Distributions.Triangular(from, to, mode).CumulativeDistribution(x[i]), 1e-14);
        }
    }

    [Fact]
    public void A_sample_is_drawn_by_its_weights()
    {
        // Weights 1, 2, 0, 4, 1 of 8, two of them for the same value.
        var sample = new StepQuantile([(7, 2), (5, 1), (9, 0), (11, 3), (11, 1), (100, 1)]);
        Assert.Equal([5, 7, 11, 100], sample.Values);
        Assert.Equal([1, 2, 4, 1], sample.Weights);
        var z = TestNormals.Grid;
        void Fill<L>(double[] x) where L : struct, ILanes<L> => sample.Fill<L>(z, x);
        var x = AllWidths.Same(z.Length, Fill<Lanes512>, Fill<Lanes256>, Fill<Lanes1>);
        for (var i = 0; i < z.Length; i++)
        {
            var u = TestNormals.Cdf(z[i]);
            Assert.Equal(u < 1 / 8d ? 5 : u < 3 / 8d ? 7 : u < 7 / 8d ? 11 : 100, x[i]);
            Assert.Equal(x[i], sample.At(z[i]));
        }

        Assert.Equal((5 + 14 + 44 + 100) / 8d, sample.Mean(v => v), 1e-14);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(1_000)]
    public void A_sample_of_any_size_gives_each_value_its_share(int values)
    {
        var sample = new StepQuantile(Enumerable.Range(0, values).Select(i => ((double)i, 1.0)));
        for (var i = 0; i < values; i++)
        {
            // The middle of each step, seen from the nearer end.
            var u = (i + 0.5) / values;
            Assert.Equal(i, sample.At(Normal.InvCDF(0, 1, u)));
        }

        Assert.Equal((0, values - 1), (sample.At(-37), sample.At(37)));
    }

    [Fact]
    public void A_rare_value_at_the_top_keeps_its_weight()
    {
        // 1 in 10¹⁵ + 1: from the lower end its step could only be placed to 10 %.
        var sample = new StepQuantile([(0, 1e15), (1, 1)]);
        var step = -Normal.InvCDF(0, 1, 1e-15);
        Assert.Equal((0, 1), (sample.At(step - 1e-4), sample.At(step + 1e-4)));
    }

    [Fact]
    public void A_sample_that_is_none_is_refused()
    {
        Assert.Throws<ArgumentException>(() => new StepQuantile([]));
        Assert.Throws<ArgumentException>(() => new StepQuantile([(1, 0)]));
        Assert.Throws<ArgumentException>(() => new StepQuantile([(1, -1), (2, 2)]));
        Assert.Throws<ArgumentException>(() => new StepQuantile([(double.NaN, 1)]));
    }

    public static TheoryData<(double Level, double Value)[], double?, double?> Quantiles => new()
    {
        { [(0.1, 1), (0.9, 3)], null, null },
        { [(0.1, 1), (0.5, 1.2), (0.9, 3)], null, null },
        { [(0.1, 1), (0.5, 2.8), (0.9, 3)], 0, 3.2 },
        { [(0.025, -4), (0.25, -1), (0.5, 0), (0.51, 5), (0.975, 5.01)], null, 6 },
        { [(0.001, 1e-6), (0.999, 1e6)], 0, null },
    };

    [Theory]
    [MemberData(nameof(Quantiles))]
    public void Fitted_quantiles_are_met_and_rise((double Level, double Value)[] quantiles, double? lower, double? upper)
    {
        var fitted = new FittedQuantiles(quantiles, lower, upper);
        foreach (var (level, value) in quantiles)
            Assert.Equal(value, fitted.At(Normal.InvCDF(0, 1, level)), 1e-9 * (1 + Math.Abs(value)));
        double[] z = [.. Enumerable.Range(0, 1_200).Select(i => -8.25 + i * 0.01373)];
        void Fill<L>(double[] x) where L : struct, ILanes<L> => fitted.Fill<L>(z, x);
        var x = AllWidths.Same(z.Length, Fill<Lanes512>, Fill<Lanes256>, Fill<Lanes1>);
        for (var i = 0; i < z.Length; i++)
        {
            Assert.InRange(x[i], lower ?? double.NegativeInfinity, upper ?? double.PositiveInfinity);
            Assert.True(i == 0 || x[i] >= x[i - 1], $"falls at {z[i]}");
            Assert.Equal(x[i], fitted.At(z[i]));
        }
    }

    [Fact]
    public void Quantiles_of_a_normal_give_that_normal()
    {
        double[] levels = [0.01, 0.2, 0.5, 0.65, 0.9];
        var fitted = new FittedQuantiles([.. levels.Select(u => (u, Normal.InvCDF(10, 3, u)))]);
        foreach (var z in TestNormals.Grid)
            Assert.Equal(10 + (3 * z), fitted.At(z), 1e-12);
    }

    [Fact]
    public void Between_quantiles_the_curve_has_no_corners()
    {
        var fitted = new FittedQuantiles([(0.1, 1), (0.5, 1.2), (0.9, 3)], 0);
        foreach (var node in fitted.Nodes)
        {
            const double H = 1e-5;
            var (left, right) = ((fitted.At(node) - fitted.At(node - H)) / H, (fitted.At(node + H) - fitted.At(node)) / H);
            Assert.Equal(left, right, 1e-4);
        }
    }

    [Fact]
    public void Quantiles_that_cannot_be_fitted_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new FittedQuantiles([(0.5, 1)]));
        Assert.Throws<ArgumentException>(() => new FittedQuantiles([(0.5, 1), (0.9, 1)]));
        Assert.Throws<ArgumentException>(() => new FittedQuantiles([(0.9, 1), (0.5, 2)]));
        Assert.Throws<ArgumentException>(() => new FittedQuantiles([(0, 1), (0.5, 2)]));
        Assert.Throws<ArgumentException>(() => new FittedQuantiles([(0.1, 1), (0.5, 2)], 1));
        Assert.Throws<ArgumentException>(() => new FittedQuantiles([(0.1, 1), (0.5, 2)], null, 2));
    }
}
