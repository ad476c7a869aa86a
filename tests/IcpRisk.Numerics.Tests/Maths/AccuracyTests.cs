using System.Numerics;
using IcpRisk.Numerics.Lanes;
using IcpRisk.Numerics.Maths;
using Xunit.Abstractions;

namespace IcpRisk.Numerics.Tests.Maths;

/// <summary>
/// Largest errors against fixed-point arithmetic of 60 digits and more, on seeded points. The bounds are those of the doc
/// comments and of docs/numerics.md.
/// </summary>
public class AccuracyTests(ITestOutputHelper output)
{
    private const int Bits = 256;
    private static readonly Precise P = new(Bits);

    [Fact]
    public void Exp_is_within_1_1_ulp() => AtMost(
        1.1,
        Points.Between(-708.3, 709.7, 60_000, "exp")
            .Concat(Points.Between(-1, 1, 60_000, "exp near 0"))
            .Concat(Points.Exponents(-60, 0, 2_000, "exp tiny"))
            .Concat([0, -0.0, 709.782712893384, -708.396418532264, 0.34657359027997264, -0.34657359027997264]),
        x => Ulps(Scalar.Exp(x), P.Exp(P.Of(x))));

    [Fact]
    public void Expm1_is_within_2_5_ulp() => AtMost(
        2.5,
        Points.Between(-40, 40, 20_000, "expm1").Concat(Points.Between(-1, 1, 40_000, "expm1 near 0")).Concat(Points.Exponents(-60, 0, 5_000, "expm1 tiny")),
        x =>
        {
            var (value, power) = P.Exp(P.Of(x));
            return Ulps(Scalar.Expm1(x), (Precise.Shift(value, power) - P.One, 0));
        });

    [Fact]
    public void Log_is_within_1_2_ulp() => AtMost(
        1.2,
        Points.Exponents(-1074, 1023, 40_000, "log")
            .Concat(Points.Between(0.5, 2, 60_000, "log near 1"))
            .Concat(Points.Between(0.98, 1.04, 20_000, "log at 1"))
            .Concat([double.Epsilon, 2.2250738585072014e-308, double.MaxValue, 0.9999999999999999, 1.0000000000000002, 0.984375, 1.03125, 0.703125]),
        x => LogError(Scalar.Log(x), x));

    [Fact]
    public void Log1p_is_within_1_5_ulp() => AtMost(
        1.5,
        Points.Between(-0.999, 3, 40_000, "log1p").Concat(Points.Exponents(-70, 0, 10_000, "log1p tiny")).Concat(Points.Exponents(-70, -1, 10_000, "log1p below").Select(x => -x)),
        x => Ulps(Scalar.Log1p(x), (P.Log(P.One + P.Of(x), Math.Log(1 + x)), 0)));

    [Fact]
    public void Pow_is_within_1_2_ulp()
    {
        var exponents = Points.Between(-30, 30, 50_000, "pow y").ToArray();
        AtMost(1.2, Points.Between(0.01, 20, 30_000, "pow").Select((x, i) => (x, exponents[i])), PowError);
        AtMost(1.2, Points.Between(0.9, 1.1, 10_000, "pow near 1").Select((x, i) => (x, exponents[i] * 200)), PowError);
        AtMost(1.2, Points.Exponents(-400, 400, 10_000, "pow far").Select((x, i) => (x, exponents[i] / 20)), PowError);
    }

    [Fact]
    public void The_inverse_normal_is_within_a_relative_1e15()
    {
        var p = new Precise(320);
        AtMost(
            1e-15,
            Points.Between(0, 1, 20_000, "quantile")
                .Concat(Points.Between(0, 1.0 / 256, 5_000, "quantile tail"))
                .Concat(Points.Exponents(-52, -1, 5_000, "quantile far tail"))
                .Concat(Enumerable.Range(1, 511).Select(i => i / 512.0).Where(u => u != 0.5))
                .Concat([0.49999999999999994, 0.5000000000000001, Math.ScaleB(1, -53), 1 - Math.ScaleB(1, -53)]),
            u => QuantileError(p, u));
    }

    [Fact]
    public void The_inverse_normal_of_draws_is_within_a_relative_3_7e9()
    {
        var p = new Precise(320);
        AtMost(
            3.7e-9,
            Points.Between(0, 1, 20_000, "drawn quantile")
                .Concat(Points.Between(0.25, 0.5, 2_000, "drawn quantile middle"))
                .Concat(Points.Exponents(-53, -1, 10_000, "drawn quantile tail"))
                .Concat(Enumerable.Range(1, 53).Select(i => Math.ScaleB(1, -i)).Where(u => u != 0.5))
                .Concat([0.49999999999999994, 0.5000000000000001, 1 - Math.ScaleB(1, -53)]),
            u => QuantileError(p, u, DrawnQuantile.Of(u)));
    }

    [Fact]
    public void The_inverse_normal_of_draws_does_not_fall_where_its_pieces_meet()
    {
        const int Around = 2_000;
        for (var octave = 2; octave <= 18; octave++)
        {
            // Drawn uniforms are odd multiples of 2^-53.
            var edge = (1L << (53 - octave)) + 1;
            var before = double.NegativeInfinity;
            for (var k = -Around; k <= Around; k++)
            {
                var u = Math.ScaleB(edge + (2 * k), -53);
                var z = DrawnQuantile.Of(u);
                Assert.True(z >= before, $"falls at {u}");
                Assert.Equal(-z, DrawnQuantile.Of(1 - u));
                before = z;
            }
        }
    }

    [Fact]
    public void The_inverse_root_is_within_1_1_ulp() => AtMost(
        1.1,
        Points.Between(1, 4, 60_000, "inverse root").Concat(Points.Exponents(-1022, 1023, 20_000, "inverse root any")).Concat([1, 2, 4, 2.2250738585072014e-308, double.MaxValue]),
        x =>
        {
            // By scaling with an even power x lies between 1 and 4: y is wrong by (x·y² − 1)·y/2.
            var power = Math.ILogB(x) & ~1;
            var y = Math.ScaleB(VectorMath.InverseSqrt(Lanes1.Of(x)).Value, power / 2);
            var off = P.ToDouble(P.Multiply(P.Of(Math.ScaleB(x, -power)), P.Multiply(P.Of(y), P.Of(y))) - P.One);
            return Math.Abs(off / 2 * y) / (Math.BitIncrement(y) - y);
        });

    [Fact]
    public void The_inverse_normal_is_right_to_the_smallest_double()
    {
        var p = new Precise(3200);
        AtMost(1e-15, Points.Exponents(-1000, -53, 60, "quantile farthest").Concat([1e-300, double.Epsilon]), u => QuantileError(p, u));
    }

    [Fact]
    public void The_normal_distribution_function_is_within_a_relative_6e16()
    {
        var p = new Precise(400);
        AtMost(6e-16, Points.Between(-9, 9, 12_000, "cdf").Concat([0, -1e-20, 1e-20, -1]), x => Relative(p, Scalar.NormalCdf(x), p.NormalCdf(x)));
        var far = new Precise(2400);
        AtMost(6e-16, Points.Between(-37.5, -9, 150, "cdf far").Concat([-37.5]), x => Relative(far, Scalar.NormalCdf(x), far.NormalCdf(x)));
    }

    [Fact]
    public void LogGamma_is_within_3_ulp_or_4e16() => AtMost(
        3,
        Points.Between(0, 12, 6_000, "lgamma")
            .Concat(Points.Between(0.99, 1.01, 500, "lgamma 1"))
            .Concat(Points.Between(1.99, 2.01, 500, "lgamma 2"))
            .Concat(Points.Between(12, 1000, 1_000, "lgamma large"))
            .Concat(Points.Exponents(-60, 60, 500, "lgamma any"))
            .Concat([1, 2, 0.5, 1.5, 2.5, 8.5, 0.9999999999999999, 1.0000000000000002, 1.9999999999999998, 2.0000000000000004]),
        x =>
        {
            var got = Scalar.LogGamma(x);
            var exact = P.LogGamma(x);
            return Math.Min(got == 0 ? double.MaxValue : Ulps(got, (exact, 0)), Math.Abs(P.ToDouble(P.Of(got) - exact)) / (4e-16 / 3));
        });

    private static double QuantileError(Precise p, double u) => QuantileError(p, u, Scalar.NormalQuantile(u));

    private static double QuantileError(Precise p, double u, double z)
    {
        var error = p.ToDouble(p.Divide(p.NormalCdf(z) - p.Of(u), p.Density(z)));
        return Math.Abs(error / z);
    }

    private static double PowError((double X, double Y) a)
    {
        var power = Math.ILogB(a.X);
        var mantissa = Math.ScaleB(a.X, -power);
        var exponent = P.Multiply(P.Of(a.Y), P.Log(P.Of(mantissa), Math.Log(mantissa)) + (power * P.Ln2));
        return Math.Abs(P.ToDouble(exponent)) < 707 ? Ulps(Scalar.Pow(a.X, a.Y), P.Exp(exponent)) : 0;
    }

    /// <summary>got − ln x = −ln(x·e^(−got)), for any x, without a fixed point of its size.</summary>
    private static double LogError(double got, double x)
    {
        var (value, power) = P.Exp(-P.Of(got));
        var exponent = Math.ILogB(x);
        var d = Precise.Shift(P.Multiply(P.Of(Math.ScaleB(x, -exponent)), value), power + exponent) - P.One;
        var error = Math.Abs(P.ToDouble(d));
        return error == 0 ? 0 : error / (Math.BitIncrement(Math.Abs(got)) - Math.Abs(got));
    }

    private static double Ulps(double got, (BigInteger Value, int Power) exact) => Error.Ulps(got, exact.Value, exact.Power, Bits);

    private static double Relative(Precise p, double got, BigInteger exact) =>
        Math.Abs(p.ToDouble(p.Divide(p.Of(got) - exact, exact)));

    private void AtMost<T>(double bound, IEnumerable<T> points, Func<T, double> error)
    {
        var (worst, at) = points.AsParallel().Select(x => (Error: error(x), X: x)).Aggregate((a, b) => b.Error > a.Error || double.IsNaN(b.Error) ? b : a);
        output.WriteLine($"largest error {worst:g4} at {at}");
        Assert.True(worst <= bound, $"error {worst:g4} at {at}, above {bound}");
    }
}
