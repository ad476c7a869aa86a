using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using IcpRisk.Numerics.Lanes;
using IcpRisk.Numerics.Maths;

namespace IcpRisk.Numerics.Distributions.Cases;

/// <summary>
/// Total cost of A independent cases, by the shifted gamma with their total's mean A, variance Av² and third central moment
/// Aγv³ (in units of a case's mean): A + √A·v·W, W the gamma of skewness γ/√A (<see cref="GammaExpansion"/>). Increasing
/// in one normal a trial; never below 0.
/// </summary>
/// <remarks>
/// Against that gamma: CDF error 5e-8 at skewness 0.5, 2e-5 at 1; larger skewness is held at 1, where mean and variance
/// stay right. The floor at 0 acts only where γ &lt; 2v: a lognormal's γ = v³ + 3v never meets it. Against the true total
/// the error is that of the fourth moment: see docs/samplers.md.
/// </remarks>
public static class MatchedGamma
{
    /// <summary>Totals at standard normals <paramref name="z"/>.</summary>
    /// <param name="z">Standard normals, |z| ≤ 8.3.</param>
    /// <param name="counts">A, whole numbers ≥ 0; 0 gives 0.</param>
    /// <param name="mean">Mean cost of a case, ≥ 0.</param>
    /// <param name="cv">v, standard deviation of a case over its mean, ≥ 0.</param>
    /// <param name="skewness">γ, skewness of a case, ≥ 0.</param>
    /// <param name="total">Receives the totals; may be <paramref name="z"/> or <paramref name="counts"/>.</param>
    public static void Fill<L>(
        ReadOnlySpan<double> z, ReadOnlySpan<double> counts, Parameter mean, Parameter cv, Parameter skewness,
        Span<double> total)
        where L : struct, ILanes<L>
    {
        var trials = TrialRows.Trials(z, total);
        TrialRows.Trials(counts, total);
        mean.Demand(trials);
        cv.Demand(trials);
        skewness.Demand(trials);
        ref readonly var normals = ref MemoryMarshal.GetReference(z);
        ref readonly var cases = ref MemoryMarshal.GetReference(counts);
        ref var target = ref MemoryMarshal.GetReference(total);
        for (var i = 0; i < trials; i += L.Width)
        {
            var sum = Standard(L.Load(in normals, i), L.Load(in cases, i), cv.At<L>(i), skewness.At<L>(i));
            L.Store(sum * mean.At<L>(i), ref target, i);
        }
    }

    /// <summary>One vector of totals in units of a case's mean.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static L Standard<L>(L z, L counts, L cv, L skewness) where L : struct, ILanes<L>
    {
        var inverse = VectorMath.InverseSqrt(L.Max(counts, L.Of(1)));
        var root = counts * inverse;
        var g = L.Min(skewness * inverse, L.Of(GammaExpansion.MaxSkewness));
        var w = GammaExpansion.Quantile(z, g);
        return L.Max(L.Fma(root * cv, w, counts), L.Zero);
    }
}
