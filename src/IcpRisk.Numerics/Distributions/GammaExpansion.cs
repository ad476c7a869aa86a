using System.Runtime.CompilerServices;
using IcpRisk.Numerics.Lanes;

namespace IcpRisk.Numerics.Distributions;

/// <summary>
/// Quantile of the standardised gamma distribution (Pearson III: mean 0, variance 1, skewness g) at a standard normal z,
/// by the Cornish–Fisher expansion to g⁶.
/// </summary>
/// <remarks>
/// <para>
/// The polynomials solve, power by power of g, the differential equation of the quantile,
/// q″(1 + hq) = q′²(h + q) − z q′(1 + hq) with h = g/2 (Hill and Davis, "Generalized asymptotic expansions of
/// Cornish–Fisher type", Ann. Math. Statist. 39, 1968; Steinbrecher and Shaw, "Quantile mechanics", 2008). They are the
/// exact coefficients, not a fit. The mean, variance and skewness are those asked for up to the same order.
/// </para>
/// <para>Largest CDF error: 4e-13 at g = 0.1, 1e-9 at 0.3, 5e-8 at 0.5, 2.5e-6 at 0.8, 2e-5 at 1.</para>
/// </remarks>
public static class GammaExpansion
{
    /// <summary>Largest skewness the expansion is used for.</summary>
    public const double MaxSkewness = 1;

    /// <summary>The quantile at <paramref name="z"/>, |z| ≤ 8.3, of skewness <paramref name="g"/>, 0 ≤ g ≤ 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Quantile<L>(L z, L g) where L : struct, ILanes<L>
    {
        var t = z * z;
        var p1 = L.Fma(L.Of(1d / 6), t, L.Of(-1d / 6));
        var p2 = z * L.Fma(L.Of(1d / 144), t, L.Of(-7d / 144));
        var p3 = L.Fma(L.Fma(L.Of(-1d / 2160), t, L.Of(-7d / 6480)), t, L.Of(1d / 405));
        var p4 = z * L.Fma(L.Fma(L.Of(1d / 69120), t, L.Of(1d / 2430)), t, L.Of(-433d / 622080));
        var p5 = L.Fma(
            L.Fma(L.Fma(L.Of(1d / 544320), t, L.Of(-1d / 26880)), t, L.Of(-923d / 6531840)), t, L.Of(23d / 102060));
        var p6 = z * L.Fma(
            L.Fma(L.Fma(L.Of(-139d / 348364800), t, L.Of(-1451d / 3135283200)), t, L.Of(289517d / 9405849600)),
            t,
            L.Of(289717d / 9405849600));
        var tail = L.Fma(L.Fma(L.Fma(L.Fma(L.Fma(p6, g, p5), g, p4), g, p3), g, p2), g, p1);
        return L.Fma(tail, g, z);
    }
}
