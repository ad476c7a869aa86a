using MathNet.Numerics.Distributions;
using MathNet.Numerics.Integration;

namespace IcpRisk.Validation.Exact;

/// <summary>Two standard normals with a correlation.</summary>
internal static class BivariateNormal
{
    /// <summary>
    /// P(X &gt; a, Y &gt; b) = Φ(−a)Φ(−b) + ∫ from 0 to asin ρ of exp(−(a² + b² − 2ab·sin θ)/(2cos² θ)) dθ/2π: Plackett's
    /// identity (Biometrika 41, 1954), by Gauss and Legendre's rule of 64 points.
    /// </summary>
    public static double Above(double a, double b, double rho) =>
        (Normal.CDF(0, 1, -a) * Normal.CDF(0, 1, -b))
        + (GaussLegendreRule.Integrate(
            theta => Math.Exp(-((a * a) + (b * b) - (2 * a * b * Math.Sin(theta))) / (2 * Math.Cos(theta) * Math.Cos(theta))),
            0, Math.Asin(rho), 64) / (2 * Math.PI));
}
