using IcpRisk.Numerics.Distributions.Cases;
using IcpRisk.Numerics.Lanes;

namespace IcpRisk.Numerics.Tests.Distributions;

public class MatchedGammaTests
{
    private static double[] Totals(double[] z, double[] counts, double cv, double skewness)
    {
        void Fill<L>(double[] x) where L : struct, ILanes<L> => MatchedGamma.Fill<L>(z, counts, 3, cv, skewness, x);
        return AllWidths.Same(z.Length, Fill<Lanes512>, Fill<Lanes256>, Fill<Lanes1>);
    }

    /// <summary>Moments by quadrature over z (trapezium, exact to rounding for smooth functions of a normal).</summary>
    [Theory]
    [InlineData(400, 1, 4)]
    [InlineData(50, 0.6, 2.016)]
    [InlineData(64, 0.9, 4)]
    [InlineData(1_000_000, 2, 14)]
    public void Mean_variance_and_third_moment_are_those_of_the_cases(double count, double cv, double skewness)
    {
        const int Steps = 1_600;
        double[] z = [.. Enumerable.Range(0, Steps).Select(i => (i - Steps / 2) / 100d)];
        var x = Totals(z, [.. z.Select(_ => count)], cv, skewness);
        double[] weight = [.. z.Select(v => Math.Exp(-v * v / 2) / Math.Sqrt(2 * Math.PI) / 100)];
        double Moment(Func<double, double> of) => x.Zip(weight, (v, w) => of(v / 3) * w).Sum();
        var mean = Moment(v => v);
        var variance = Moment(v => (v - mean) * (v - mean));
        var third = Moment(v => Math.Pow(v - mean, 3));
        Assert.Equal(count, mean, count * 1e-9);
        Assert.Equal(1, variance / (count * cv * cv), 1e-7);
        Assert.Equal(1, third / (count * skewness * cv * cv * cv), 2e-5);
    }

    [Fact]
    public void No_case_costs_nothing_and_no_spread_costs_the_mean()
    {
        double[] z = [-8.3, -2, -1, 0, 1, 2, 4, 8.3];
        Assert.All(Totals(z, new double[8], 1, 4), x => Assert.Equal(0, x));
        Assert.All(Totals(z, [.. z.Select(_ => 25d)], 0, 4), x => Assert.Equal(75, x));
    }

    [Fact]
    public void Never_below_0_and_increasing_in_z()
    {
        foreach (var count in new double[] { 1, 2, 5, 20, 400 })
        {
            var x = Totals(TestNormals.Grid, [.. TestNormals.Grid.Select(_ => count)], 1.5, 1);
            Assert.All(x, v => Assert.True(v >= 0));
            Assert.All(Enumerable.Range(1, x.Length - 1), i => Assert.True(count < 3 || x[i] >= x[i - 1]));
        }
    }
}
