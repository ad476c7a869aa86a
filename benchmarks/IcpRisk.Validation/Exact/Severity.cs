using MathNet.Numerics.Distributions;

namespace IcpRisk.Validation.Exact;

/// <summary>The cost of a case, by its stop-loss premium; in means of a case, or in thresholds.</summary>
/// <param name="Mean">E X.</param>
/// <param name="Square">E X², or infinity.</param>
/// <param name="StopLoss">E(X − x)+ for x ≥ 0.</param>
internal sealed record Severity(double Mean, double Square, Func<double, double> StopLoss)
{
    /// <summary>Lognormal of mean 1.</summary>
    /// <param name="cv">Coefficient of variation.</param>
    public static Severity Lognormal(double cv)
    {
        var sigma = Math.Sqrt(Math.Log(1 + (cv * cv)));
        return new(1, 1 + (cv * cv), x => LognormalStopLoss(-sigma * sigma / 2, sigma, x));
    }

    /// <summary>A constant and a lognormal, together of mean 1, of stated coefficient of variation v and skewness γ ≥ v³ + 3v.</summary>
    public static Severity Skewed(double cv, double skewness)
    {
        // A lognormal of coefficient of variation c has skewness c³ + 3c, and c³ + 3c = γ is solved by c = 2 sinh(asinh(γ/2)/3).
        var c = 2 * Math.Sinh(Math.Asinh(skewness / 2) / 3);
        var share = cv / c;
        var shape = Lognormal(c);
        return new(1, 1 + (cv * cv), x => x <= 1 - share ? 1 - x : share * shape.StopLoss((x - 1 + share) / share));
    }

    /// <summary>Pareto above 1: P(X &gt; x) = x^(−α), α &gt; 1.</summary>
    public static Severity Pareto(double alpha) => new(
        alpha / (alpha - 1),
        alpha > 2 ? alpha / (alpha - 2) : double.PositiveInfinity,
        x => x <= 1 ? (alpha / (alpha - 1)) - x : Math.Pow(x, 1 - alpha) / (alpha - 1));

    /// <summary>The part above 1 of a lognormal of stated mean and coefficient of variation.</summary>
    public static Severity LognormalAbove(double mean, double cv)
    {
        var sigma = Math.Sqrt(Math.Log(1 + (cv * cv)));
        var mu = Math.Log(mean) - (sigma * sigma / 2);
        var above = Normal.CDF(0, 1, mu / sigma);
        var first = 1 + (LognormalStopLoss(mu, sigma, 1) / above);
        var square = Math.Exp((2 * mu) + (2 * sigma * sigma)) * Normal.CDF(0, 1, (2 * sigma) + (mu / sigma)) / above;
        return new(first, square, x => x <= 1 ? first - x : LognormalStopLoss(mu, sigma, x) / above);
    }

    /// <summary>E(exp(µ + σZ) − x)+.</summary>
    public static double LognormalStopLoss(double mu, double sigma, double x)
    {
        var mean = Math.Exp(mu + (sigma * sigma / 2));
        if (x <= 0)
            return mean - x;
        var k = (Math.Log(x) - mu) / sigma;
        return (mean * Normal.CDF(0, 1, sigma - k)) - (x * Normal.CDF(0, 1, -k));
    }
}
