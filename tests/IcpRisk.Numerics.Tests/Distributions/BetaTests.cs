using IcpRisk.Numerics.Distributions;
using IcpRisk.Numerics.Lanes;
using MathNet.Numerics;
using Xunit.Abstractions;

namespace IcpRisk.Numerics.Tests.Distributions;

public class BetaTests(ITestOutputHelper output)
{
    /// <summary>
    /// P(X ≤ x) at log-odds t: Math.NET in its middle range; the power law in the far tails; for large whole shapes the
    /// binomial sum P(N ≥ a), N of a + b − 1 cases.
    /// </summary>
    private static double Cdf(double a, double b, double t)
    {
        var logBeta = SpecialFunctions.GammaLn(a) + SpecialFunctions.GammaLn(b) - SpecialFunctions.GammaLn(a + b);
        if (t < -40)
            return Math.Exp(a * t - Math.Log(a) - logBeta);
        if (t > 30)
            return 1 - Math.Exp(-b * t - Math.Log(b) - logBeta);
        var x = 1 / (1 + Math.Exp(-t));
        if (a + b > 20_000)
            return 1 - new CountReference((a + b - 1) * x, 1 - x).Cdf(a - 1);
        return t < 0
            ? SpecialFunctions.BetaRegularized(a, b, x)
            : 1 - SpecialFunctions.BetaRegularized(b, a, 1 / (1 + Math.Exp(t)));
    }

    [Theory]
    [InlineData(0.02, 0.08, 50, 2_000, 1e-6)]
    [InlineData(0.05, 0.25, 40, 2_000, 1e-6)]
    [InlineData(0.02, 0.5, 50, 3_000, 1e-6)]
    [InlineData(0.05, 0.1, 20, 20_000, 2e-5)]
    [InlineData(0.1, 0.1, 30, 300, 1e-6)]
    [InlineData(0.3, 0.9, 10, 100, 1e-6)]
    [InlineData(0.01, 0.2, 100, 5_000, 2e-6)]
    public void When_mean_and_precision_differ_by_trial_a_surface_is_within_its_error(
        double meanFrom, double meanTo, double precisionFrom, double precisionTo, double error)
    {
        var surface = new BetaSurface((meanFrom, meanTo), (precisionFrom, precisionTo));
        var worst = 0.0;
        for (var i = 0; i <= 6; i++)
        {
            for (var j = 0; j <= 6; j++)
            {
                var mean = meanFrom + ((meanTo - meanFrom) * i / 6);
                var precision = precisionFrom * Math.Pow(precisionTo / precisionFrom, j / 6.0);
                Assert.True(surface.Covers(mean, precision));
                for (var z = -6.0; z <= 6; z += 0.0937)
                {
                    var x = surface.At(z, mean, precision);
                    var t = Math.Log(x / (1 - x));
                    worst = Math.Max(worst, Math.Abs(Cdf(mean * precision, (1 - mean) * precision, t) - Numerics.Maths.Scalar.NormalCdf(z)));
                }
            }
        }

        output.WriteLine($"{worst}");
        Assert.InRange(worst, 0, error);
        Assert.False(surface.Covers(meanFrom * 0.9, precisionFrom));
        Assert.False(surface.Covers(meanFrom, precisionTo * 1.1));
    }

    [Theory]
    [InlineData(0.01, 0.01, 1e-11)]
    [InlineData(0.01, 3, 1e-11)]
    [InlineData(0.3, 20, 1e-11)]
    [InlineData(1, 1, 1e-12)]
    [InlineData(2, 5, 1e-12)]
    [InlineData(900, 0.6, 1e-11)]
    [InlineData(5_000, 0.5, 1e-10)]
    [InlineData(0.02, 9_000, 1e-10)]
    [InlineData(400, 600, 1e-10)]
    [InlineData(300_000, 700_000, 1e-8)]
    [InlineData(50, 1_000_000, 1e-8)]
    public void Exact_quantile_has_its_cdf(double a, double b, double allowed)
    {
        var worst = 0.0;
        var before = double.NegativeInfinity;
        foreach (var z in TestNormals.Grid)
        {
            var t = BetaQuantile.LogOdds(a, b, z);
            Assert.True(t >= before);
            before = t;
            worst = Math.Max(worst, Math.Abs(Cdf(a, b, t) - TestNormals.Cdf(z)));
        }

        output.WriteLine($"a {a} b {b}: {worst:E1}");
        Assert.InRange(worst, 0, allowed);
    }

    [Theory]
    [InlineData(0.05, 0.05)]
    [InlineData(0.3, 20)]
    [InlineData(1, 1)]
    [InlineData(2, 5)]
    [InlineData(40, 3)]
    [InlineData(400, 600)]
    public void Table_keeps_its_error_between_its_nodes(double a, double b)
    {
        double[] z = [.. Enumerable.Range(0, 1_200).Select(i => -8.25 + i * 0.01373)];
        var table = Beta.Table(a, b);
        void Fill<L>(double[] x) where L : struct, ILanes<L> => table.Fill<L>(z, x);
        var x = AllWidths.Same(z.Length, Fill<Lanes512>, Fill<Lanes256>, Fill<Lanes1>);
        var worst = 0.0;
        for (var i = 0; i < z.Length; i++)
        {
            Assert.InRange(x[i], i == 0 ? 0 : x[i - 1], 1);
            var u = TestNormals.Cdf(z[i]);
            // A double near 1 stands for all that rounds to it.
            if (x[i] < 1 - 1e-8)
                worst = Math.Max(worst, Math.Abs(Cdf(a, b, Math.Log(x[i] / (1 - x[i]))) - u));
        }

        output.WriteLine($"a {a} b {b}: {worst:E1}");
        Assert.InRange(worst, 0, a + b < 0.2 ? 1e-7 : 2e-8);
    }

    [Fact]
    public void Scaled_and_by_trial()
    {
        var (a, b) = Beta.FromMean(0.3, 10);
        Assert.Equal((3, 7), (a, b));
        var z = TestNormals.Grid;
        double[] shapes = [.. z.Select((_, i) => 0.5 + i % 9)];
        void Fill<L>(double[] x) where L : struct, ILanes<L> => Beta.Fill<L>(z, shapes, 2, 1.4, x);
        var x = AllWidths.Same(z.Length, Fill<Lanes512>, Fill<Lanes256>, Fill<Lanes1>);
        for (var i = 0; i < z.Length; i++)
            Assert.Equal(TestNormals.Cdf(z[i]), SpecialFunctions.BetaRegularized(shapes[i], 2, x[i] / 1.4), 1e-12);
        Assert.Throws<ArgumentOutOfRangeException>(() => Beta.FromMean(1, 10));
    }

    /// <summary>4.5 standard errors: a false alarm once in 150,000 seeds.</summary>
    [Fact]
    public void Moments_agree()
    {
        const int Trials = 200_000;
        var x = new double[Trials];
        Beta.Table(2, 6, 1.2).Fill<Lanes1>(TestNormals.Random(Trials, 9), x);
        var (mean, sd, _) = TestNormals.Moments(x);
        var exact = 1.2 * Math.Sqrt(0.25 * 0.75 / 9);
        Assert.InRange((mean - 0.3) / exact * Math.Sqrt(Trials), -4.5, 4.5);
        Assert.InRange((sd / exact - 1) * Math.Sqrt(2d * Trials), -4.5, 4.5);
    }
}
