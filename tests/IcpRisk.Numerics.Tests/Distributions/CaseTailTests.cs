using IcpRisk.Numerics.Distributions.Cases;
using IcpRisk.Numerics.Lanes;
using Pareto = MathNet.Numerics.Distributions.Pareto;

namespace IcpRisk.Numerics.Tests.Distributions;

public class CaseTailTests
{
    /// <summary>E[Xʲ | X ≤ x] of a Pareto in closed form: αuʲ(1 − k^(j−α))/(α − j)/(1 − k^−α), k = x/u.</summary>
    [Theory]
    [InlineData(1.5, 3)]
    [InlineData(2.8, 9.5)]
    [InlineData(3.3, 1.5)]
    [InlineData(6, 40)]
    public void Moments_below_a_level_are_the_Paretos(double alpha, double k)
    {
        var moments = new ParetoTail(25_000, alpha).Below(25_000 * k);
        double Raw(int j) => alpha * (1 - Math.Pow(k, j - alpha)) / (alpha - j) / (1 - Math.Pow(k, -alpha));
        Equal(moments, 25_000, Raw(1), Raw(2), Raw(3), Raw(4));
    }

    /// <summary>Between two levels, as the difference of what lies below them.</summary>
    [Theory]
    [InlineData(3_000, 3, 20_000, 90_000)]
    [InlineData(3_000, 0.5, 2_000, 8_000)]
    [InlineData(3_000, 1, 0.001, 60_000)]
    public void Moments_below_a_level_are_the_lognormals(double mean, double cv, double threshold, double level)
    {
        var moments = new LognormalTail(threshold, mean, cv).Below(level);
        var sigma = Math.Sqrt(Math.Log(1 + cv * cv));
        double Part(double x, int j) =>
            Math.Pow(mean, j) * Math.Exp(sigma * sigma * (j * j - j) / 2)
            * TestNormals.Cdf((Math.Log(x / mean) + sigma * sigma / 2) / sigma - j * sigma);
        double Raw(int j) => (Part(level, j) - Part(threshold, j)) / (Part(level, 0) - Part(threshold, 0));
        Equal(moments, 1, Raw(1), Raw(2), Raw(3), Raw(4));
    }

    /// <summary>The exponential given that it is at most its k-th multiple, and the uniform, which is shape −1.</summary>
    [Fact]
    public void Moments_below_a_level_are_those_of_the_limits()
    {
        var e = Math.Exp(-2.0);
        var exponential = new GeneralisedParetoTail(0, 5, 0).Below(10);
        double Raw(int j) => j == 0 ? 1 : (j * Raw(j - 1) * (1 - e) - Math.Pow(2, j) * e) / (1 - e);
        Equal(exponential, 5, Raw(1), Raw(2), Raw(3), Raw(4));
        Equal(new GeneralisedParetoTail(0, 5, 1e-9).Below(10), 5, Raw(1), Raw(2), Raw(3), Raw(4), 1e-8);
        Equal(new GeneralisedParetoTail(0, 5, -1).Below(4), 4, 1 / 2d, 1 / 3d, 1 / 4d, 1 / 5d);
    }

    [Theory]
    [InlineData(1, 0.4)]
    [InlineData(1, 0)]
    [InlineData(2, -0.4)]
    public void A_generalised_Pareto_has_its_moments_and_shares(double scale, double shape)
    {
        var tail = new GeneralisedParetoTail(3, scale, shape);
        // Given at most nearly everything; what is left out is bounded by the tail.
        var below = tail.Below(tail.AmountAt(1e-17));
        Assert.Equal(tail.Mean, below.Mean, 1e-6);
        if (shape < 0.25)
            Assert.Equal(tail.MeanSquare, below.Mean * below.Mean * (1 + below.Cv * below.Cv), 1e-6);
        foreach (var share in new[] { 1, 0.7, 0.1, 1e-6 })
            Assert.Equal(share, tail.ShareAbove(tail.AmountAt(share)), share * 1e-12);
        Assert.Equal(shape == 0 ? Math.Exp(-2) : Math.Pow(1 + 2 * shape, -1 / shape), tail.ShareAbove(3 + 2 * scale), 1e-14);
    }

    [Fact]
    public void A_Pareto_has_its_moments_and_shares()
    {
        var (tail, reference) = (new ParetoTail(25, 2.8), new Pareto(25, 2.8));
        Assert.Equal(reference.Mean, tail.Mean, 1e-12);
        Assert.Equal(reference.Variance + reference.Mean * reference.Mean, tail.MeanSquare, 1e-9);
        Assert.Equal(1 - reference.CumulativeDistribution(60), tail.ShareAbove(60), 1e-14);
        Assert.Equal(60, tail.AmountAt(tail.ShareAbove(60)), 1e-12);
        Assert.Equal(double.PositiveInfinity, new ParetoTail(25, 2).MeanSquare);
        Assert.Equal(double.PositiveInfinity, new GeneralisedParetoTail(25, 1, 1).Mean);
        Assert.Equal(double.PositiveInfinity, new GeneralisedParetoTail(25, 1, 0.5).MeanSquare);
    }

    /// <summary>Against the closed form of its quantile; near shape 0 against the exponential's expansion.</summary>
    [Theory]
    [InlineData(0.7)]
    [InlineData(1e-6)]
    [InlineData(0)]
    [InlineData(-0.4)]
    public void A_generalised_Pareto_is_drawn_by_its_quantile(double shape)
    {
        double[] survival = [1 - 1e-12, 0.9, 0.5, 0.1, 1e-3, 1e-6, 1e-9, 1e-12];
        double[] Draw<L>() where L : struct, ILanes<L>
        {
            var x = survival.ToArray();
            new GeneralisedParetoSeverity(3, 2, shape).FromSurvival<L>(x, 0, x.Length);
            return x;
        }

        var drawn = Draw<Lanes1>();
        Assert.Equal(drawn, Lanes512.IsSupported ? Draw<Lanes512>() : drawn);
        Assert.All(survival.Zip(drawn), p =>
        {
            var w = -Math.Log(p.First);
            var exact = Math.Abs(shape) < 1e-3 ? w * (1 + shape * w / 2) : (Math.Pow(p.First, -shape) - 1) / shape;
            Assert.Equal(1, (p.Second - 3) / (2 * exact), w > 1e-3 ? 1e-9 : 1e-3);
        });
    }

    [Theory]
    [InlineData(60)]
    [InlineData(25)]
    public void The_stop_loss_premium_is_the_integral_of_what_exceeds(double amount)
    {
        ICaseTail[] tails = [new ParetoTail(25, 6), new GeneralisedParetoTail(25, 10, 0.1), new GeneralisedParetoTail(25, 30, -0.4), new LognormalTail(25, 15, 1)];
        Assert.All(tails, tail =>
        {
            const int Steps = 200_000;
            var step = 4_000d / Steps;
            var exact = Enumerable.Range(0, Steps).Sum(i => tail.ShareAbove(amount + (i + 0.5) * step)) * step;
            Assert.Equal(1, tail.MeanExcess(amount) / exact, 1e-5);
        });
    }

    private static void Equal(CaseMoments moments, double unit, double m1, double m2, double m3, double m4, double tolerance = 1e-9)
    {
        var sd = Math.Sqrt(m2 - m1 * m1);
        var third = m3 - 3 * m1 * m2 + 2 * m1 * m1 * m1;
        var fourth = m4 - 4 * m1 * m3 + 6 * m1 * m1 * m2 - 3 * m1 * m1 * m1 * m1;
        Assert.Equal(1, moments.Mean / (unit * m1), tolerance);
        Assert.Equal(1, moments.Cv * m1 / sd, tolerance);
        Assert.Equal(third / (sd * sd * sd), moments.Skewness, tolerance * (10 + Math.Abs(moments.Skewness)));
        Assert.Equal(fourth / (sd * sd * sd * sd) - 3, moments.ExcessKurtosis, 10 * tolerance * (10 + moments.ExcessKurtosis));
    }
}
