using System.Runtime.CompilerServices;
using IcpRisk.Numerics.Lanes;
using IcpRisk.Numerics.Maths;

namespace IcpRisk.Numerics.Distributions.Counts;

/// <summary>
/// Exact inversion of a Poisson, negative binomial or binomial count with mean m and variance φm: the least k whose
/// cumulative probability reaches u, found by adding probabilities from 0, p(k+1) = p(k)·(m + (φ−1)k)/(φ(k+1)).
/// </summary>
/// <remarks>
/// All lanes walk together until the slowest arrives. Probabilities are added until they no longer matter (1e-18), so
/// that a u which rounding keeps above every sum still ends. CDF error: rounding, below 1e-13.
/// </remarks>
internal static class CountSummation
{
    /// <summary>Largest mean for which probabilities are added; above it the walk would be too long.</summary>
    public const double MaxMean = 4096;

    private const double Negligible = 1e-18;

    /// <summary>
    /// The count at cumulative probability <paramref name="u"/>, for mean 0 ≤ m ≤ <see cref="MaxMean"/> and φ ≥ ½, where
    /// <see cref="CountExpansion{L}.IsSmall(L)"/>.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Quantile<L>(L u, L mean, L phi) where L : struct, ILanes<L>
    {
        var one = L.Of(1);
        var excess = phi - one;
        var p = AtZero(in mean, in phi);
        var inverse = one / phi;
        var start = mean * inverse;
        var slope = excess * inverse;
        var sum = p;
        var count = L.Zero;
        var k = 0.0;
        while (true)
        {
            var kk = L.Of(k);
            var matters = L.OrBits(L.Less(L.Of(Negligible), p), L.Less(kk, mean));
            var goesOn = L.AndBits(L.Less(sum, u), matters);
            if (!L.AnyTrue(goesOn))
                return count;
            k += 1;
            count = L.Select(goesOn, L.Of(k), count);
            p *= L.Fma(slope, kk, start) * L.Of(1 / k);
            sum += p;
        }
    }

    /// <summary>p(0) = exp(−m·ln φ/(φ − 1)), at φ = 1 exp(−m).</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static L AtZero<L>(in L mean, in L phi) where L : struct, ILanes<L>
    {
        var one = L.Of(1);
        var excess = phi - one;
        var isPoisson = L.Equal(excess, L.Zero);
        var exponent = L.Select(isPoisson, one, VectorMath.LogPositive(phi) / L.Select(isPoisson, one, excess));
        return VectorMath.Exp(-(mean * exponent));
    }
}
