using IcpRisk.Validation.Exact;
using MathNet.Numerics.Distributions;

namespace IcpRisk.Validation.Tests.Exact;

/// <summary>The exact answers agree with one another and with figures worked out in other ways.</summary>
public class ExactTests
{
    /// <summary>Every case costs 1: the total is the number itself, whose distribution Math.NET has.</summary>
    [Theory]
    [InlineData(7.5, 1)]
    [InlineData(7.5, 3)]
    public void When_every_case_costs_the_same_the_total_is_the_number(double mean, double dispersion)
    {
        var one = new Severity(1, 1, x => Math.Max(1 - x, 0));
        var total = new CompoundDistribution(new Number(mean, dispersion), one, 1, 10);
        IDiscreteDistribution number = dispersion == 1
            ? new Poisson(mean)
            : new NegativeBinomial(mean / (dispersion - 1), 1 / dispersion);

        Assert.Equal(Math.Sqrt(mean * dispersion), total.Sd, 12);
        for (var d = 0; d < 20; d++)
        {
            var premium = Enumerable.Range(d, 200).Sum(k => (k - d) * number.Probability(k));
            Assert.Equal(premium, total.StopLoss(d).Premium, 1e-11);
        }
    }

    /// <summary>The same compound sum by Panjer's recursion and by the Fourier transform.</summary>
    [Fact]
    public void When_amounts_are_whole_recursion_and_transform_agree()
    {
        (int, double)[] rates = [(1, 0.5), (2, 1.5), (5, 0.25)];
        var severity = new Severity(4.75 / 2.25, 12.75 / 2.25, x => rates.Sum(r => r.Item2 * Math.Max(r.Item1 - x, 0)) / 2.25);
        var transform = new CompoundDistribution(new Number(2.25, 1), severity, 1, 10);
        var recursion = new PanjerRecursion(rates, 500);

        Assert.Equal(4.75, recursion.Expect(s => s), 12);
        Assert.Equal(12.75 + (4.75 * 4.75), recursion.Expect(s => s * s), 10);
        foreach (var d in new[] { 0, 3, 7, 15 })
            Assert.Equal(recursion.Expect(s => Math.Max(s - d, 0)), transform.StopLoss(d).Premium, 1e-11);
    }

    /// <summary>A lognormal of skewness 63/8 with v = 1.5 has no constant part; premiums by numerical integration of the tail.</summary>
    [Theory]
    [InlineData(0.0)]
    [InlineData(0.7)]
    [InlineData(3.0)]
    public void When_a_severity_has_a_premium_it_is_the_integral_of_its_tail(double d)
    {
        Assert.Equal(Severity.Lognormal(1.5).StopLoss(d), Severity.Skewed(1.5, (1.5 * 1.5 * 1.5) + 4.5).StopLoss(d), 12);
        Check(Severity.Pareto(2.5), x => x <= 1 ? 1 : Math.Pow(x, -2.5));
        var (mu, sigma) = (Math.Log(0.15) - (Math.Log(10) / 2), Math.Sqrt(Math.Log(10)));
        var above = Normal.CDF(0, 1, mu / sigma);
        Check(Severity.LognormalAbove(0.15, 3), x => x <= 1 ? 1 : Normal.CDF(0, 1, (mu - Math.Log(x)) / sigma) / above);

        void Check(Severity severity, Func<double, double> tail)
        {
            // ∫ tail from d, in x = e^t above 1.
            var body = d < 1 ? 1 - d : 0;
            var from = Math.Log(Math.Max(d, 1));
            var rest = MathNet.Numerics.Integration.GaussLegendreRule.Integrate(t => tail(Math.Exp(t)) * Math.Exp(t), from, from + 30, 128);
            Assert.Equal(body + rest, severity.StopLoss(d), 8);
        }
    }

    /// <summary>P(X > 0, Y > 0) = ¼ + asin(ρ)/2π; independence and identity as limits.</summary>
    [Theory]
    [InlineData(-0.5)]
    [InlineData(0)]
    [InlineData(0.8)]
    public void When_two_normals_are_correlated_their_quadrant_is_Sheppards(double rho)
    {
        Assert.Equal(0.25 + (Math.Asin(rho) / (2 * Math.PI)), BivariateNormal.Above(0, 0, rho), 14);
        Assert.Equal(Normal.CDF(0, 1, -2.3), BivariateNormal.Above(2.3, 2.3, 0.9999999), 4);
        // Conditioning on X: ∫ φ(x)·Φ((ρx − b)/√(1 − ρ²)) dx above a.
        var direct = MathNet.Numerics.Integration.GaussLegendreRule.Integrate(
            x => Normal.PDF(0, 1, x) * Normal.CDF(0, 1, ((rho * x) - 1.2) / Math.Sqrt(1 - (rho * rho))), 0.7, 9, 128);
        Assert.Equal(direct, BivariateNormal.Above(0.7, 1.2, rho), 12);
    }
}
