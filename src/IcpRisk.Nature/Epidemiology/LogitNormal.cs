using IcpRisk.Numerics.Maths;

namespace IcpRisk.Nature.Epidemiology;

/// <summary>
/// A share whose logit is normal. Its mean E[1/(1 + e^−(µ + σZ))] has no closed form; the trapezium rule in Z with step ¼
/// has an error below e^(−8π²/σ), since the nearest pole is π/σ away: rounding for σ up to 2.
/// </summary>
internal static class LogitNormal
{
    private const int Nodes = 36;
    private const double Step = 0.25;

    /// <summary>Mean of the share.</summary>
    public static double Mean(double mu, double sigma)
    {
        var (sum, weights) = (0.0, 0.0);
        for (var k = -Nodes; k <= Nodes; k++)
        {
            var z = k * Step;
            var weight = Scalar.Exp(-z * z / 2);
            sum += weight / (1 + Scalar.Exp(-mu - (sigma * z)));
            weights += weight;
        }

        return sum / weights;
    }

    /// <summary>µ for which the mean is as wanted, by bisection to rounding.</summary>
    /// <param name="mean">In (0, 1).</param>
    /// <param name="sigma">Standard deviation of the logit, ≥ 0.</param>
    public static double Location(double mean, double sigma)
    {
        var logit = Scalar.Log(mean) - Scalar.Log1p(-mean);
        if (sigma == 0)
        {
            return logit;
        }

        // Of a share up to one half: ln p − σ²/2 ≤ µ ≤ logit p, since 1/(1 + e^−x) is at most e^x; above, mirrored.
        var reach = (sigma * sigma / 2) + 1;
        var (low, high) = (logit - reach, logit + reach);
        for (var step = 0; step < 60; step++)
        {
            var middle = (low + high) / 2;
            if (Mean(middle, sigma) < mean)
            {
                low = middle;
            }
            else
            {
                high = middle;
            }
        }

        return (low + high) / 2;
    }
}
