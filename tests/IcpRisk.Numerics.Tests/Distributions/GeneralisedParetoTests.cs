using IcpRisk.Numerics.Distributions;
using IcpRisk.Numerics.Lanes;

namespace IcpRisk.Numerics.Tests.Distributions;

public class GeneralisedParetoTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1e-300)]
    [InlineData(1e-9)]
    [InlineData(-1e-9)]
    [InlineData(0.3)]
    [InlineData(0.95)]
    [InlineData(1.5)]
    [InlineData(-0.4)]
    [InlineData(-1)]
    public void It_is_exceeded_with_the_probability_of_its_normal(double shape)
    {
        var z = TestNormals.Grid;
        void Fill<L>(double[] x) where L : struct, ILanes<L> => GeneralisedPareto.Fill<L>(z, 0, 3, shape, x);
        void FromRow<L>(double[] x) where L : struct, ILanes<L> =>
            GeneralisedPareto.Fill<L>(z, 0, 3, new double[z.Length].Select(_ => shape).ToArray(), x);
        var x = AllWidths.Same(z.Length, Fill<Lanes512>, Fill<Lanes256>, Fill<Lanes1>);
        Assert.Equal(x, AllWidths.Same(z.Length, FromRow<Lanes512>, FromRow<Lanes256>, FromRow<Lanes1>));
        for (var i = 0; i < z.Length; i++)
        {
            Assert.Equal(x[i], GeneralisedPareto.At(0, 3, shape, z[i]));
            Assert.True(i == 0 || x[i] >= x[i - 1]);
            // −ln S back from the variate, by the definition. Near a greatest value one rounding of x is many of S.
            var y = x[i] / 3;
            var logSurvival = Math.Abs(shape) < 1e-8 ? y - (shape * y * y / 2) : Math.Log(1 + (shape * y)) / shape;
            var exact = z[i] < 0 ? -Math.Log(1 - TestNormals.Cdf(z[i])) : -Math.Log(TestNormals.Cdf(-z[i]));
            var rounding = 1e-15 * (1 + y) / Math.Max(1e-16, 1 + (shape * y)) / Math.Min(1, Math.Max(1e-8, Math.Abs(shape)));
            Assert.Equal(exact, logSurvival, (1e-13 * exact) + (Math.Abs(shape) < 1e-8 ? 1e-14 : rounding));
        }
    }

    [Fact]
    public void Near_its_least_value_it_keeps_its_digits()
    {
        // At z = −8 it is scale·Φ(−8) above the threshold, whatever the shape.
        Assert.Equal(1, GeneralisedPareto.At(0, 2, 0.4, -8) / (2 * TestNormals.Cdf(-8)), 1e-12);
        Assert.Equal(1, GeneralisedPareto.At(0, 2, 0, -8) / (2 * TestNormals.Cdf(-8)), 1e-12);
    }

    [Fact]
    public void A_negative_shape_has_a_greatest_value()
    {
        Assert.Equal(100 + (3 / 0.5), GeneralisedPareto.At(100, 3, -0.5, 8), 1e-6);
        // Shape −1 is the uniform.
        Assert.Equal(100 + (3 * TestNormals.Cdf(0.7)), GeneralisedPareto.At(100, 3, -1, 0.7), 1e-12);
    }

    /// <summary>4.5 standard errors: a false alarm once in 150,000 seeds. Fourth moments by quadrature of the quantile.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(0.15)]
    [InlineData(-0.5)]
    public void Moments_agree(double shape)
    {
        const int Trials = 200_000;
        var x = new double[Trials];
        GeneralisedPareto.Fill<Lanes1>(TestNormals.Random(Trials, 11), 5, 2, shape, x);
        var (mean, sd, _) = TestNormals.Moments(x);
        var (exactMean, variance) = (5 + (2 / (1 - shape)), 4 / ((1 - shape) * (1 - shape) * (1 - (2 * shape))));
        var fourth = NormalExpectation.Of(
            z => Math.Pow(GeneralisedPareto.At(5, 2, shape, z) - exactMean, 4), double.NegativeInfinity, double.PositiveInfinity);
        Assert.InRange((mean - exactMean) / Math.Sqrt(variance / Trials), -4.5, 4.5);
        Assert.InRange(((sd * sd / variance) - 1) / Math.Sqrt(((fourth / variance / variance) - 1) / Trials), -4.5, 4.5);
    }
}
