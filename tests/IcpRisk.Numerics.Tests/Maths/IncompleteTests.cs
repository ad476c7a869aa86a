using System.Numerics;
using IcpRisk.Numerics.Maths;

namespace IcpRisk.Numerics.Tests.Maths;

/// <summary>Incomplete gamma and beta against exact sums at whole parameters, and against each other's symmetries.</summary>
public class IncompleteTests
{
    private static readonly Precise P = new(4000);

    [Theory]
    [InlineData(1, 0.5)]
    [InlineData(3, 2.5)]
    [InlineData(8, 1e-3)]
    [InlineData(9, 8.75)]
    [InlineData(40, 12.5)]
    [InlineData(40, 90)]
    [InlineData(1000, 900)]
    [InlineData(1000, 1001)]
    [InlineData(1000, 1200)]
    public void GammaQ_is_the_Poisson_sum(int a, double x)
    {
        // Q(a, x) = e⁻ˣ Σ xᵏ/k!, k < a.
        BigInteger sum = 0, term = P.One;
        for (var k = 1; k <= a; k++)
        {
            sum += term;
            term = P.Multiply(term, P.Of(x)) / k;
        }

        var (value, power) = P.Exp(-P.Of(x));
        var q = P.Multiply(sum, Precise.Shift(value, power));
        if (x >= a)
            Near(P.ToDouble(q), Scalar.GammaQ(a, x), 2e-14);
        else
            Near(P.ToDouble(P.One - q), Scalar.GammaP(a, x), 2e-14);
        Assert.Equal(1, Scalar.GammaP(a, x) + Scalar.GammaQ(a, x), 1e-15);
    }

    [Theory]
    [InlineData(1, 1, 0.25)]
    [InlineData(2, 3, 0.375)]
    [InlineData(9, 12, 0.125)]
    [InlineData(9, 12, 0.5)]
    [InlineData(200, 300, 0.375)]
    [InlineData(200, 300, 0.40625)]
    [InlineData(2, 900, 0.001953125)]
    [InlineData(3000, 1000, 0.75)]
    [InlineData(30, 30, 0.96875)]
    public void BetaI_is_the_binomial_sum(int a, int b, double x)
    {
        // I_x(a, b) = Σ C(n, j) xʲ (1 − x)ⁿ⁻ʲ, a ≤ j ≤ n = a + b − 1; exact, as x has few bits.
        var n = a + b - 1;
        var scale = 1 << 20;
        BigInteger top = (BigInteger)(x * scale), rest = scale - top, choose = 1, lower = 0, upper = 0;
        var powers = new BigInteger[n + 1];
        powers[0] = 1;
        for (var j = 1; j <= n; j++)
            powers[j] = powers[j - 1] * rest;
        BigInteger power = 1;
        for (var j = 0; j <= n; j++)
        {
            var term = choose * power * powers[n - j];
            if (j >= a)
                upper += term;
            else
                lower += term;
            choose = choose * (n - j) / (j + 1);
            power *= top;
        }

        var exact = P.ToDouble(P.Divide(upper, upper + lower));
        if (exact < 0.5)
            Near(exact, Scalar.BetaI(a, b, x), 2e-14);
        Near(P.ToDouble(P.Divide(lower, upper + lower)), 1 - Scalar.BetaI(a, b, x), exact < 0.5 ? 2e-14 : 1e-14 / (1 - exact));
        Assert.Equal(1 - Scalar.BetaI(b, a, 1 - x), Scalar.BetaI(a, b, x), 1e-14);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(2)]
    [InlineData(20)]
    public void GammaP_of_a_half_is_the_normal_distribution(double x) =>
        Near(2 * Scalar.NormalCdf(-Math.Sqrt(2 * x)), Scalar.GammaQ(0.5, x), 1e-14);

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.01)]
    [InlineData(7.25)]
    public void Parameters_that_are_not_whole_satisfy_the_recurrence(double a)
    {
        // P(a, x) − P(a + 1, x) = xᵃe⁻ˣ/Γ(a + 1).
        foreach (var x in new[] { 0.01, 0.5, 3, 12.5 })
        {
            var difference = x < a ? Scalar.GammaP(a, x) - Scalar.GammaP(a + 1, x) : Scalar.GammaQ(a + 1, x) - Scalar.GammaQ(a, x);
            Near(Scalar.PoissonWeight(a, x), difference, 1e-12);
        }
    }

    [Fact]
    public void The_large_stay_accurate()
    {
        // Wilson and Hilferty agree to about 1e−9 here; a scheme that cancels would not.
        Assert.Equal(0.5 + (1 / (3 * Math.Sqrt(2 * Math.PI * 1e6))), Scalar.GammaP(1e6, 1e6), 1e-7);
        Assert.Equal(0.5, Scalar.BetaI(1e5, 1e5, 0.5), 1e-11);
    }

    [Fact]
    public void Ends_and_domains()
    {
        Assert.Equal(0, Scalar.GammaP(2, 0));
        Assert.Equal(1, Scalar.GammaQ(2, 0));
        Assert.Equal(1, Scalar.GammaP(2, double.PositiveInfinity));
        Assert.Equal(0, Scalar.BetaI(2, 3, 0));
        Assert.Equal(1, Scalar.BetaI(2, 3, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Scalar.GammaP(0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Scalar.GammaQ(1, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Scalar.GammaQ(1, double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => Scalar.BetaI(1, double.NaN, 0.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => Scalar.BetaI(-1, 1, 0.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => Scalar.BetaI(1, 1, 1.5));
    }

    private static void Near(double expected, double actual, double relative) =>
        Assert.InRange(Math.Abs(actual - expected), 0, relative * Math.Abs(expected));
}
