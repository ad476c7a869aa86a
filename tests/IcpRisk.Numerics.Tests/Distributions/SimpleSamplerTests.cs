using IcpRisk.Numerics.Distributions;
using IcpRisk.Numerics.Lanes;

namespace IcpRisk.Numerics.Tests.Distributions;

public class SimpleSamplerTests
{
    [Theory]
    [InlineData(1, 0.5)]
    [InlineData(250_000, 1_000_000)]
    [InlineData(1e-6, 1e-9)]
    public void Lognormal_has_its_cdf_and_moments(double mean, double sd)
    {
        var (mu, sigma) = Lognormal.FromMoments(mean, sd);
        Assert.Equal(mean, Math.Exp(mu + sigma * sigma / 2), mean * 1e-12);
        Assert.Equal(sd / mean, Math.Sqrt(Math.Exp(sigma * sigma) - 1), sd / mean * 1e-9);
        var z = TestNormals.Grid;
        void Fill<L>(double[] x) where L : struct, ILanes<L> => Lognormal.Fill<L>(z, mu, sigma, x);
        var x = AllWidths.Same(z.Length, Fill<Lanes512>, Fill<Lanes256>, Fill<Lanes1>);
        for (var i = 0; i < z.Length; i++)
            Assert.Equal(z[i], (Math.Log(x[i]) - mu) / sigma, 1e-14 * (1 + Math.Abs(mu) / sigma));
    }

    [Fact]
    public void Lognormal_without_spread_is_its_mean()
    {
        var (mu, sigma) = Lognormal.FromMoments(7, 0);
        var x = new double[8];
        Lognormal.Fill<Lanes1>([-8, -2, -1, 0, 1, 2, 3, 8], mu, sigma, x);
        Assert.All(x, v => Assert.Equal(7, v, 1e-14));
        Assert.Throws<ArgumentOutOfRangeException>(() => Lognormal.FromMoments(0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Lognormal.FromMoments(1, -1));
    }

    [Fact]
    public void A_row_of_equal_parameters_gives_the_bits_of_a_constant()
    {
        var z = TestNormals.Grid;
        double[] mu = [.. z.Select(_ => 0.3)];
        double[] sigma = [.. z.Select(_ => 1.1)];
        var rows = new double[z.Length];
        var constants = new double[z.Length];
        Lognormal.Fill<Lanes1>(z, mu, sigma, rows);
        Lognormal.Fill<Lanes1>(z, 0.3, 1.1, constants);
        Assert.Equal(constants, rows);
    }

    [Fact]
    public void Rows_of_another_length_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Lognormal.Fill<Lanes1>(new double[8], 0, 1, new double[16]));
        Assert.Throws<ArgumentException>(() => Lognormal.Fill<Lanes1>(new double[8], new double[16], 1, new double[8]));
        Assert.Throws<ArgumentException>(() => Lognormal.Fill<Lanes1>(new double[4], 0, 1, new double[4]));
    }

    [Theory]
    [InlineData(0.8)]
    [InlineData(2.5)]
    [InlineData(30)]
    public void Pareto_is_exceeded_with_the_probability_of_its_normal(double alpha)
    {
        var z = TestNormals.Grid;
        void Fill<L>(double[] x) where L : struct, ILanes<L> => Pareto.Fill<L>(z, 3, alpha, x);
        var x = AllWidths.Same(z.Length, Fill<Lanes512>, Fill<Lanes256>, Fill<Lanes1>);
        for (var i = 0; i < z.Length; i++)
        {
            // Relative in the survival probability, out to 6e-16.
            var survival = TestNormals.Cdf(-z[i]);
            Assert.Equal(1, Math.Pow(x[i] / 3, -alpha) / survival, 1e-14 * (10 + alpha));
        }
    }

    [Fact]
    public void Pareto_from_uniforms_is_its_closed_form()
    {
        var u = TestNormals.Uniforms(4_096, 3);
        void Fill<L>(double[] x) where L : struct, ILanes<L> => Pareto.FillUniform<L>(u, 2, 1.7, x);
        var x = AllWidths.Same(u.Length, Fill<Lanes512>, Fill<Lanes256>, Fill<Lanes1>);
        for (var i = 0; i < u.Length; i++)
            Assert.Equal(2 * Math.Pow(1 - u[i], -1 / 1.7), x[i], x[i] * 1e-14);
    }

    [Fact]
    public void Bernoulli_is_u_below_p_and_exact_at_0_and_1()
    {
        var u = TestNormals.Uniforms(8_192, 4);
        double[] p = [.. Enumerable.Range(0, u.Length).Select(i => i % 4 / 3d)];
        void Fill<L>(double[] x) where L : struct, ILanes<L> => Bernoulli.Fill<L>(u, p, x);
        var x = AllWidths.Same(u.Length, Fill<Lanes512>, Fill<Lanes256>, Fill<Lanes1>);
        for (var i = 0; i < u.Length; i++)
            Assert.Equal(u[i] < p[i] ? 1 : 0, x[i]);
        Assert.All(Enumerable.Range(0, u.Length / 4), i => Assert.Equal((0d, 1d), (x[4 * i], x[4 * i + 3])));
    }

    [Fact]
    public void Uniform_spans_its_interval()
    {
        var u = TestNormals.Uniforms(4_096, 5);
        void Fill<L>(double[] x) where L : struct, ILanes<L> => Uniform.Fill<L>(u, -2, 6, x);
        var x = AllWidths.Same(u.Length, Fill<Lanes512>, Fill<Lanes256>, Fill<Lanes1>);
        for (var i = 0; i < u.Length; i++)
            Assert.Equal(-2 + 8 * u[i], x[i], 1e-14);
        Uniform.Fill<Lanes1>(u, 3, 3, x);
        Assert.All(x, v => Assert.Equal(3, v));
    }
}
