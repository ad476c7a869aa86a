using IcpRisk.Numerics.Lanes;
using IcpRisk.Numerics.Maths;
using IcpRisk.Numerics.Streams;

namespace IcpRisk.Numerics.Tests.Maths;

public class LimitTests
{
    private const double Infinity = double.PositiveInfinity;

    [Theory]
    [InlineData(0, 1)]
    [InlineData(709.7827128933841, Infinity)]
    [InlineData(1e308, Infinity)]
    [InlineData(Infinity, Infinity)]
    [InlineData(-708.5, 0)]
    [InlineData(-1e308, 0)]
    [InlineData(-Infinity, 0)]
    [InlineData(double.NaN, double.NaN)]
    public void Exp(double x, double y) => Assert.Equal(y, Scalar.Exp(x));

    [Theory]
    [InlineData(709.782712893384)]
    [InlineData(709.7827128933841)]
    [InlineData(1e308)]
    [InlineData(Infinity)]
    public void Held_exponentials_are_finite(double x) =>
        Assert.Equal(Scalar.Exp(709.782712893384), Held<Lanes1>([x, 0, 0, 0, 0, 0, 0, 0])[0]);

    [Theory]
    [InlineData(-708.3964185322641)]
    [InlineData(-708.5)]
    [InlineData(-Infinity)]
    public void Held_exponentials_are_not_zero(double x) =>
        Assert.Equal(Scalar.Exp(-708.3964185322641), Held<Lanes1>([0, 0, 0, 0, 0, 0, 0, x])[7]);

    [Fact]
    public void Held_exponentials_are_those_of_the_function_between()
    {
        Assert.Equal(double.NaN, Held<Lanes1>([double.NaN, 0, 0, 0, 0, 0, 0, 0])[0]);
        Assert.Equal(2.2250738585072e-308, Scalar.Exp(-708.3964185322641), 1e-320);
        Assert.True(double.IsFinite(Scalar.Exp(709.782712893384)));
        double[] row = [.. Points.Between(-708, 709, 800, "held exponential")];
        var expected = row.Select(Scalar.Exp).ToArray();
        Assert.Equal(expected, Held<Lanes1>(row));
        if (Lanes256.IsSupported)
            Assert.Equal(expected, Held<Lanes256>(row));
        if (Lanes512.IsSupported)
            Assert.Equal(expected, Held<Lanes512>(row));
    }

    private static double[] Held<L>(double[] row) where L : struct, ILanes<L>
    {
        double[] copy = [.. row];
        Rows.ExpHeld<L>(copy, copy);
        return copy;
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(-61, -1)]
    [InlineData(-Infinity, -1)]
    [InlineData(710, Infinity)]
    [InlineData(Infinity, Infinity)]
    [InlineData(double.NaN, double.NaN)]
    public void Expm1(double x, double y) => Assert.Equal(y, Scalar.Expm1(x));

    [Theory]
    [InlineData(1, 0)]
    [InlineData(0, -Infinity)]
    [InlineData(-0.0, -Infinity)]
    [InlineData(-1, double.NaN)]
    [InlineData(-Infinity, double.NaN)]
    [InlineData(Infinity, Infinity)]
    [InlineData(double.NaN, double.NaN)]
    public void Log(double x, double y) => Assert.Equal(y, Scalar.Log(x));

    [Theory]
    [InlineData(0, 0)]
    [InlineData(-1, -Infinity)]
    [InlineData(-1.5, double.NaN)]
    [InlineData(Infinity, Infinity)]
    [InlineData(double.NaN, double.NaN)]
    public void Log1p(double x, double y) => Assert.Equal(y, Scalar.Log1p(x));

    [Theory]
    [InlineData(2, 10, 1024)]
    [InlineData(2, -1, 0.5)]
    [InlineData(10, 0, 1)]
    [InlineData(0, 0, 1)]
    [InlineData(0, 3, 0)]
    [InlineData(0, -3, Infinity)]
    [InlineData(Infinity, 2, Infinity)]
    [InlineData(Infinity, -2, 0)]
    [InlineData(1e200, 2, Infinity)]
    [InlineData(1e-200, 2, 0)]
    [InlineData(-2, 2, double.NaN)]
    [InlineData(double.NaN, 2, double.NaN)]
    [InlineData(2, double.NaN, double.NaN)]
    public void Pow(double x, double y, double z) => Assert.Equal(z, Scalar.Pow(x, y));

    [Theory]
    [InlineData(0.5, 0)]
    [InlineData(0, -Infinity)]
    [InlineData(1, Infinity)]
    [InlineData(-0.1, double.NaN)]
    [InlineData(1.1, double.NaN)]
    [InlineData(double.NaN, double.NaN)]
    public void NormalQuantile(double u, double z) => Assert.Equal(z, Scalar.NormalQuantile(u));

    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(-38, 0)]
    [InlineData(-Infinity, 0)]
    [InlineData(40, 1)]
    [InlineData(Infinity, 1)]
    [InlineData(double.NaN, double.NaN)]
    public void NormalCdf(double x, double p) => Assert.Equal(p, Scalar.NormalCdf(x));

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 0)]
    [InlineData(0, Infinity)]
    [InlineData(Infinity, Infinity)]
    [InlineData(-0.5, double.NaN)]
    [InlineData(-1.5, double.NaN)]
    [InlineData(double.NaN, double.NaN)]
    public void LogGamma(double x, double y) => Assert.Equal(y, Scalar.LogGamma(x));

    [Fact]
    public void The_inverse_normal_is_odd_and_does_not_fall()
    {
        // On the grid of drawn uniforms, beside every place where the formula changes and at random.
        const double Step = 1.0 / (1L << 52);
        var last = double.NegativeInfinity;
        foreach (var piece in Enumerable.Range(2, 16).SelectMany(e => new[] { 1.0, 1.5 }.Select(m => Math.ScaleB(m, -e))).Order())
        {
            for (var k = -200; k < 200; k++)
            {
                var u = piece + ((k + 0.5) * Step);
                var z = Scalar.NormalQuantile(u);
                Assert.True(z >= last, $"falls at {u:r}: {last:r} to {z:r}");
                Assert.Equal(-z, Scalar.NormalQuantile(1 - u));
                last = z;
            }
        }
    }

    [Fact]
    public void Rows_may_be_mapped_in_place_and_are_checked()
    {
        var row = Points.Between(0, 1, 4096, "row").ToArray();
        var copy = new double[row.Length];
        Rows.NormalQuantile<Lanes1>(row, copy);
        Rows.NormalQuantile<Lanes1>(row, row);
        Assert.Equal(copy, row);
        Assert.Throws<ArgumentException>(() => Rows.Exp<Lanes1>(new double[8], new double[16]));
        Assert.Throws<ArgumentException>(() => Rows.Exp<Lanes1>(new double[9], new double[9]));
    }
}
