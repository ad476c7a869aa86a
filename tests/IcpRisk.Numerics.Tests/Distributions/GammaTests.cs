using IcpRisk.Numerics.Distributions;
using IcpRisk.Numerics.Lanes;
using MathNet.Numerics;
using Xunit.Abstractions;

namespace IcpRisk.Numerics.Tests.Distributions;

public class GammaTests(ITestOutputHelper output)
{
    /// <summary>
    /// P(X ≤ x) of the gamma: Math.NET in its middle range; the power law for tiny x; for large whole shapes the Poisson
    /// sum P(N ≥ k), N of mean x.
    /// </summary>
    private static double Cdf(double shape, double logX)
    {
        if (logX < -30)
            return Math.Exp(shape * logX - SpecialFunctions.GammaLn(shape + 1));
        var x = Math.Exp(logX);
        if (shape > 5_000)
            return 1 - new CountReference(x, 1).Cdf(shape - 1);
        return SpecialFunctions.GammaLowerRegularized(shape, x);
    }

    [Theory]
    [InlineData(0.0001, 1e-12)]
    [InlineData(0.01, 1e-12)]
    [InlineData(0.3, 1e-12)]
    [InlineData(1, 1e-12)]
    [InlineData(7.7, 1e-12)]
    [InlineData(60, 1e-12)]
    [InlineData(4_000, 1e-11)]
    [InlineData(60_000, 1e-10)]
    [InlineData(1_000_000, 1e-9)]
    public void Exact_quantile_has_its_cdf(double shape, double allowed)
    {
        var worst = 0.0;
        foreach (var z in TestNormals.Grid)
            worst = Math.Max(worst, Math.Abs(Cdf(shape, GammaQuantile.Log(shape, z)) - TestNormals.Cdf(z)));
        output.WriteLine($"shape {shape}: {worst:E1}");
        Assert.InRange(worst, 0, allowed);
    }

    [Fact]
    public void Exact_quantile_of_shape_1_is_the_exponential_to_the_far_tails()
    {
        foreach (var z in new[] { -12, -8.3, -5, 0, 5, 8.3, 12 })
        {
            var tail = MathNet.Numerics.SpecialFunctions.Erfc(z / Math.Sqrt(2)) / 2;
            var x = z > 0 ? -Math.Log(tail) : -SpecialFunctions.Log1p(-TestNormals.Cdf(z));
            Assert.Equal(1, GammaQuantile.At(1, z) / x, 1e-12);
        }
    }

    [Theory]
    [InlineData(0.01)]
    [InlineData(0.1)]
    [InlineData(0.5)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(40)]
    [InlineData(5_000)]
    public void Table_keeps_its_error_between_its_nodes(double shape)
    {
        double[] z = [.. Enumerable.Range(0, 1_200).Select(i => -8.25 + i * 0.01373)];
        var table = Gamma.Table(shape, 2.5);
        void Fill<L>(double[] x) where L : struct, ILanes<L> => table.Fill<L>(z, x);
        var x = AllWidths.Same(z.Length, Fill<Lanes512>, Fill<Lanes256>, Fill<Lanes1>);
        var worst = 0.0;
        for (var i = 0; i < z.Length; i++)
        {
            Assert.Equal(x[i], table.At(z[i]));
            Assert.True(i == 0 || x[i] >= x[i - 1]);
            var u = TestNormals.Cdf(z[i]);
            // Below e⁻⁷⁰⁰ the variate is 0.
            var error = x[i] == 0 ? Math.Max(0, u - Cdf(shape, -699)) : Math.Abs(Cdf(shape, Math.Log(x[i] / 2.5)) - u);
            worst = Math.Max(worst, error);
        }

        output.WriteLine($"shape {shape}: {worst:E1}");
        Assert.InRange(worst, 0, 2e-8);
    }

    [Fact]
    public void Parameters_may_differ_by_trial()
    {
        double[] shapes = [0.2, 0.4, 1, 5, 15.9, 16.1, 300, 1e7];
        var z = TestNormals.Grid;
        double[] shape = [.. z.Select((_, i) => shapes[i % 8])];
        double[] scale = [.. z.Select((_, i) => 1 + i / 100d)];
        void Fill<L>(double[] x) where L : struct, ILanes<L> => Gamma.Fill<L>(z, shape, scale, x);
        var x = AllWidths.Same(z.Length, Fill<Lanes512>, Fill<Lanes256>, Fill<Lanes1>);
        for (var i = 0; i < z.Length; i++)
        {
            Assert.Equal(TestNormals.Cdf(z[i]), Cdf(shape[i], Math.Log(x[i] / scale[i])), 5e-8);
        }
    }

    [Theory]
    [InlineData(0.1, 1e-12)]
    [InlineData(0.3, 1.2e-9)]
    [InlineData(0.5, 5e-8)]
    [InlineData(0.8, 3e-6)]
    [InlineData(1, 2e-5)]
    public void Expansion_keeps_its_cdf_error(double g, double allowed)
    {
        var k = 4 / (g * g);
        var worst = 0.0;
        foreach (var z in TestNormals.Grid)
        {
            var x = k * (1 + g / 2 * GammaExpansion.Quantile(new Lanes1(z), new Lanes1(g)).Value);
            var p = x <= 0 ? 0 : SpecialFunctions.GammaLowerRegularized(k, x);
            worst = Math.Max(worst, Math.Abs(p - TestNormals.Cdf(z)));
        }

        output.WriteLine($"g {g}: {worst:E1}");
        Assert.InRange(worst, 0, allowed);
    }

    /// <summary>4.5 standard errors: a false alarm once in 150,000 seeds.</summary>
    [Theory]
    [InlineData(0.2)]
    [InlineData(2)]
    [InlineData(90)]
    public void Moments_agree(double shape)
    {
        const int Trials = 200_000;
        var x = new double[Trials];
        Gamma.Table(shape, 3).Fill<Lanes1>(TestNormals.Random(Trials, 8), x);
        var (mean, sd, _) = TestNormals.Moments(x);
        var exact = 3 * Math.Sqrt(shape);
        Assert.InRange((mean - 3 * shape) / exact * Math.Sqrt(Trials), -4.5, 4.5);
        Assert.InRange((sd / exact - 1) / Math.Sqrt((6 / shape + 2) / 4 / Trials), -4.5, 4.5);
    }

    [Fact]
    public void Shape_and_scale_from_moments()
    {
        var (shape, scale) = Gamma.FromMoments(10, 5);
        Assert.Equal((4, 2.5), (shape, scale));
        Assert.Throws<ArgumentOutOfRangeException>(() => Gamma.Table(0, 1));
    }
}
