using IcpRisk.Numerics.Distributions;
using IcpRisk.Numerics.Lanes;
using MathNetT = MathNet.Numerics.Distributions.StudentT;
using Xunit.Abstractions;

namespace IcpRisk.Numerics.Tests.Distributions;

public class StudentTTests(ITestOutputHelper output)
{
    // Math.NET's own error grows with the degrees; from 10⁶ on the normal's distribution function with its first correction is nearer.
    private static double Cdf(double degrees, double t)
    {
        if (degrees <= 2_000)
            return MathNetT.CDF(0, 1, degrees, t);
        var z = t - (((t * t * t) + t) / (4 * degrees))
            + (((13 * Math.Pow(t, 5)) + (8 * Math.Pow(t, 3)) + (3 * t)) / (96 * degrees * degrees));
        return TestNormals.Cdf(z);
    }

    [Theory]
    [InlineData(0.5, 1e-11)]
    [InlineData(1.5, 1e-11)]
    [InlineData(3, 1e-12)]
    [InlineData(7.3, 1e-12)]
    [InlineData(300, 1e-11)]
    [InlineData(1_499, 1e-11)]
    [InlineData(1_501, 1e-11)]
    [InlineData(50_000, 1e-11)]
    [InlineData(1e7, 1e-12)]
    [InlineData(double.PositiveInfinity, 1e-15)]
    public void Exact_quantile_has_its_cdf(double degrees, double allowed)
    {
        var worst = 0.0;
        var before = double.NegativeInfinity;
        foreach (var z in TestNormals.Grid.Distinct())
        {
            var t = StudentTQuantile.At(degrees, z);
            Assert.True(t > before);
            before = t;
            worst = Math.Max(worst, Math.Abs((double.IsInfinity(degrees) ? TestNormals.Cdf(t) : Cdf(degrees, t)) - TestNormals.Cdf(z)));
        }

        output.WriteLine($"degrees {degrees}: {worst:E1}");
        Assert.InRange(worst, 0, allowed);
    }

    /// <summary>Closed forms, relative: tan for one degree, (2u − 1)/√(2u(1 − u)) for two.</summary>
    [Fact]
    public void One_degree_is_Cauchy_and_two_have_a_closed_form()
    {
        foreach (var z in TestNormals.Grid.Where(z => z < 0))
        {
            var u = TestNormals.Cdf(z);
            var one = -1 / Math.Tan(Math.PI * u);
            Assert.Equal(1, StudentTQuantile.At(1, z) / one, 1e-10);
            var two = ((2 * u) - 1) / Math.Sqrt(2 * u * (1 - u));
            Assert.Equal(1, StudentTQuantile.At(2, z) / two, 1e-10);
            Assert.Equal(-StudentTQuantile.At(2, z), StudentTQuantile.At(2, -z));
        }

        Assert.Equal(0, StudentTQuantile.At(3, 0));
        // Near the middle the slope is the ratio of the densities there: 1/√(2π) over 1/π for one degree.
        Assert.Equal(1e-12 * Math.Sqrt(Math.PI / 2), StudentTQuantile.At(1, 1e-12), 1e-26);
        Assert.Equal(1e-3 * Math.Sqrt(Math.PI / 2), StudentTQuantile.At(1, 1e-3), 1e-8);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(12)]
    [InlineData(1e6)]
    [InlineData(double.PositiveInfinity)]
    public void Table_keeps_its_error_between_its_nodes(double degrees)
    {
        double[] z = [.. Enumerable.Range(0, 1_200).Select(i => -8.25 + i * 0.01373)];
        var table = StudentT.Table(degrees, 3);
        void Fill<L>(double[] x) where L : struct, ILanes<L> => table.Fill<L>(z, x);
        var x = AllWidths.Same(z.Length, Fill<Lanes512>, Fill<Lanes256>, Fill<Lanes1>);
        var worst = 0.0;
        for (var i = 0; i < z.Length; i++)
        {
            Assert.True(i == 0 || x[i] > x[i - 1]);
            Assert.Equal(x[i], table.At(z[i]));
            var cdf = double.IsInfinity(degrees) ? TestNormals.Cdf(x[i] / 3) : Cdf(degrees, x[i] / 3);
            worst = Math.Max(worst, Math.Abs(cdf - TestNormals.Cdf(z[i])));
        }

        output.WriteLine($"degrees {degrees}: {worst:E1}");
        Assert.InRange(worst, 0, 1e-8);
    }

    /// <summary>4.5 standard errors: a false alarm once in 150,000 seeds. Kurtosis of t with 9 degrees is 3 + 6/5.</summary>
    [Fact]
    public void Moments_agree()
    {
        const int Trials = 200_000;
        var x = new double[Trials];
        StudentT.Table(9, StudentT.ScaleOf(9, 2)).Fill<Lanes1>(TestNormals.Random(Trials, 9), x);
        var (mean, sd, _) = TestNormals.Moments(x);
        Assert.InRange(mean / 2 * Math.Sqrt(Trials), -4.5, 4.5);
        Assert.InRange((sd / 2 - 1) * Math.Sqrt(4 * Trials / 3.2), -4.5, 4.5);
    }

    [Fact]
    public void Parameters_outside_the_domain_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => StudentT.Table(0.05));
        Assert.Throws<ArgumentOutOfRangeException>(() => StudentT.Table(5, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => StudentT.ScaleOf(2, 1));
    }
}
