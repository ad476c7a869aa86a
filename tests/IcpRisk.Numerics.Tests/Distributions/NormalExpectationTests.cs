using IcpRisk.Numerics.Distributions;

namespace IcpRisk.Numerics.Tests.Distributions;

public class NormalExpectationTests
{
    private static double Density(double z) => Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI);

    [Theory]
    [InlineData(double.NegativeInfinity, double.PositiveInfinity)]
    [InlineData(-1, 2)]
    [InlineData(0.4, 0.41)]
    [InlineData(5, double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity, -6.3)]
    [InlineData(10, 10.5)]
    public void The_mean_of_a_cut_normal_is_its_closed_form(double from, double to)
    {
        // (φ(a) − φ(b))/(Φ(b) − Φ(a)), from whichever tail keeps the digits.
        double Phi(double z) => double.IsInfinity(z) ? 0 : Density(z);
        double Tail(double z) => double.IsInfinity(z) ? (z < 0 ? 1 : 0) : TestNormals.Cdf(-z);
        double Head(double z) => double.IsInfinity(z) ? (z < 0 ? 0 : 1) : TestNormals.Cdf(z);
        var exact = (Phi(from) - Phi(to)) / (from > 0 ? Tail(from) - Tail(to) : Head(to) - Head(from));
        Assert.Equal(exact, NormalExpectation.Of(z => z, from, to), 1e-12 * (1 + (1 / Math.Min(1, to - from))));
    }

    [Fact]
    public void Corners_are_no_trouble_where_they_are_named()
    {
        // E|Z − 0.3| = 0.3(2Φ(0.3) − 1) + 2φ(0.3); one corner falls on an edge of the pieces.
        foreach (var c in (double[])[0.3, 0.5, 0])
        {
            var exact = (c * ((2 * TestNormals.Cdf(c)) - 1)) + (2 * Density(c));
            Assert.Equal(exact, NormalExpectation.Of(z => Math.Abs(z - c), double.NegativeInfinity, double.PositiveInfinity, [c, c]), 1e-14);
        }
    }

    [Theory]
    [InlineData(0.5, 1e-12)]
    [InlineData(0.9, 1e-11)]
    [InlineData(0.95, 1e-9)]
    public void Heavy_tails_keep_their_means(double shape, double allowed) => Assert.Equal(
        1, NormalExpectation.Of(z => GeneralisedPareto.At(0, 1 - shape, shape, z), double.NegativeInfinity, double.PositiveInfinity), allowed);

    [Fact]
    public void The_mean_of_a_lognormal_is_its_closed_form() => Assert.Equal(
        Math.Exp(0.5 * 4), NormalExpectation.Of(z => Math.Exp(2 * z), double.NegativeInfinity, double.PositiveInfinity), 1e-13 * Math.Exp(2));

    [Fact]
    public void Nothing_between_is_refused() => Assert.Throws<ArgumentException>(() => NormalExpectation.Of(z => z, 1, 1));
}
