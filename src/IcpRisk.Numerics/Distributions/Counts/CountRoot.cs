using IcpRisk.Numerics.Maths;

namespace IcpRisk.Numerics.Distributions.Counts;

/// <summary>
/// The negative binomial corner that neither expansion nor summation reaches: a large mean with a variance so large
/// that the count is skewed nevertheless (φ above some 500). Bisection on the regularised incomplete beta function,
/// P(N ≤ n) = I(1/φ; m/(φ−1), n+1). Exact and slow: some 50 evaluations.
/// </summary>
internal static class CountRoot
{
    private const double Largest = 9007199254740992;

    /// <summary>The least n with P(N ≤ n) ≥ Φ(z).</summary>
    /// <param name="z">A standard normal; the smaller tail is the one compared.</param>
    /// <param name="mean">m &gt; 0.</param>
    /// <param name="phi">φ &gt; 1.</param>
    public static double Quantile(double z, double mean, double phi)
    {
        var low = -1.0;
        var high = mean;
        while (!Reaches(high, z, mean, phi) && high < Largest)
        {
            low = high;
            high *= 2;
        }

        high = Math.Floor(high) + 1;
        low = Math.Floor(low);
        while (high - low > 1)
        {
            var middle = Math.Floor((low + high) / 2);
            if (Reaches(middle, z, mean, phi))
                high = middle;
            else
                low = middle;
        }

        return high;
    }

    private static bool Reaches(double n, double z, double mean, double phi)
    {
        n = Math.Floor(n);
        var r = mean / (phi - 1);
        return z < 0
            ? Scalar.BetaI(r, n + 1, 1 / phi) >= Scalar.NormalCdf(z)
            : Scalar.BetaI(n + 1, r, (phi - 1) / phi) <= Scalar.NormalCdf(-z);
    }
}
