using MathNet.Numerics.Distributions;
using MathNet.Numerics.Integration;

namespace IcpRisk.Validation.Exact;

/// <summary>Two variables of Student's t that share their chi-square.</summary>
internal static class BivariateT
{
    /// <summary>
    /// P(both above their p-quantiles) = E[P(X &gt; t√(W/ν), Y &gt; t√(W/ν))], X and Y bivariate normal, W chi-square, t the
    /// p-quantile of Student's t: Gauss and Legendre's rule of 64 points on each of 16 parts of W's range between its
    /// 1e-14-quantiles, in its logarithm.
    /// </summary>
    public static double Above(double p, double rho, double degrees)
    {
        const int Parts = 16;
        var t = StudentT.InvCDF(0, 1, degrees, p);
        var mixing = new Gamma(degrees / 2, 0.5);
        var (from, to) = (Math.Log(mixing.InverseCumulativeDistribution(1e-14)), Math.Log(mixing.InverseCumulativeDistribution(1 - 1e-14)));
        var step = (to - from) / Parts;
        return Enumerable.Range(0, Parts).Sum(k => GaussLegendreRule.Integrate(
            log =>
            {
                var w = Math.Exp(log);
                var level = t * Math.Sqrt(w / degrees);
                return mixing.Density(w) * w * BivariateNormal.Above(level, level, rho);
            },
            from + (k * step), from + ((k + 1) * step), 64));
    }
}
