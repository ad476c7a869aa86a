using IcpRisk.Numerics.Distributions.Counts;
using IcpRisk.Numerics.Lanes;

namespace IcpRisk.Numerics.Distributions;

/// <summary>
/// Negative binomial counts with mean m and variance φm (shape r = m/(φ−1), success probability 1/φ; the Poisson at
/// φ = 1), by inversion of one normal a trial. Largest CDF error 9e-7, just above the switch from summation
/// to expansion at φm = 16 + 4(2φ − 1)²; 1e-9 at m = 1,000 with φ up to 10; rounding below the switch.
/// </summary>
public static class NegativeBinomial
{
    /// <summary>Counts at standard normals <paramref name="z"/>.</summary>
    /// <param name="z">Standard normals, |z| ≤ 8.3.</param>
    /// <param name="mean">m, 0 to 1e15; 0 gives 0.</param>
    /// <param name="phi">Variance over mean, φ ≥ 1.</param>
    /// <param name="counts">Receives whole counts.</param>
    public static void Fill<L>(ReadOnlySpan<double> z, Parameter mean, Parameter phi, Span<double> counts)
        where L : struct, ILanes<L> =>
        CountInversion.Fill<L>(z, mean, phi, counts);
}
