using System.Runtime.CompilerServices;
using IcpRisk.Numerics.Lanes;
using IcpRisk.Numerics.Maths;

namespace IcpRisk.Numerics.Distributions.Counts;

/// <summary>
/// Quantile of a Poisson, negative binomial or binomial count with mean m and variance φm at a standard normal z, by the
/// Cornish–Fisher expansion for whole numbers: ⌊m + ½ + σW(z)⌋ with W to the fifth order in 1/σ, σ² = φm.
/// </summary>
/// <remarks>
/// <para>
/// The three families are one: with b = 2φ − 1 every cumulant is σ² times a polynomial in b (κ₃ = bσ², κ₄ = (3b² − 1)σ²/2,
/// from κ₍ⱼ₊₁₎ = φm·dκⱼ/dm). Cumulants carry Sheppard's corrections for a continuous variable rounded to whole numbers
/// (Kolassa and McCullagh, "Edgeworth series for lattice distributions", Ann. Statist. 18, 1990), which is what makes the
/// expansion hold on a lattice. At φ = 1 it is Giles' Poisson expansion (ACM Trans. Math. Softw. 42, "Algorithm 955",
/// 2016, equation for Q̃_N2), taken two terms further.
/// </para>
/// <para>
/// φ &lt; 1 is the binomial (φ = 1 − p), φ = 1 the Poisson, φ &gt; 1 the negative binomial. Largest CDF error where
/// <see cref="IsSmall(L)"/> is false: about 3e-6 (binomial with φ = 0.8), 9e-7 (Poisson, negative binomial); at mean 1,000
/// below 1e-10 (Poisson) and 1e-9 (φ ≤ 10).
/// </para>
/// </remarks>
internal readonly struct CountExpansion<L> where L : struct, ILanes<L>
{
    /// <summary>The expansion is used for variances from 16 + 4b² on; the second term bounds the skewness by ½.</summary>
    public const double LeastVariance = 16;

    /// <summary>The factor of b² therein.</summary>
    public const double LeastVarianceSlope = 4;

    private readonly L _c10, _c12, _c21, _c23, _c30, _c32, _c34, _c41, _c43, _c45, _c50, _c52, _c54, _c56;
    private readonly L _phi, _leastVariance;

    /// <summary>Prepares the polynomials of <paramref name="phi"/> = variance/mean, at least ½.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public CountExpansion(L phi)
    {
        _phi = phi;
        var b = phi + phi - L.Of(1);
        var bb = b * b;
        _leastVariance = LeastVarianceOf(phi);
        _c10 = b * L.Of(-1d / 6);
        _c12 = b * L.Of(1d / 6);
        _c21 = L.Fma(L.Of(-7d / 144), bb, L.Of(1d / 48));
        _c23 = L.Fma(L.Of(1d / 144), bb, L.Of(-1d / 48));
        _c30 = b * L.Fma(L.Of(1d / 405), bb, L.Of(-1d / 45));
        _c32 = b * L.Fma(L.Of(-7d / 6480), bb, L.Of(7d / 720));
        _c34 = b * L.Fma(L.Of(-1d / 2160), bb, L.Of(1d / 240));
        _c41 = L.Fma(L.Fma(L.Of(-433d / 622080), bb, L.Of(349d / 34560)), bb, L.Of(181d / 23040));
        _c43 = L.Fma(L.Fma(L.Of(1d / 2430), bb, L.Of(-59d / 17280)), bb, L.Of(-1d / 1920));
        _c45 = L.Fma(L.Fma(L.Of(1d / 69120), bb, L.Of(-1d / 1280)), bb, L.Of(-13d / 23040));
        _c50 = b * L.Fma(L.Fma(L.Of(23d / 102060), bb, L.Of(-37d / 17010)), bb, L.Of(1d / 756));
        _c52 = b * L.Fma(L.Fma(L.Of(-923d / 6531840), bb, L.Of(-2591d / 1088640)), bb, L.Of(-493d / 48384));
        _c54 = b * L.Fma(L.Fma(L.Of(-1d / 26880), bb, L.Of(97d / 120960)), bb, L.Of(43d / 48384));
        _c56 = b * L.Fma(L.Fma(L.Of(1d / 544320), bb, L.Of(13d / 90720)), bb, L.Of(5d / 12096));
    }

    /// <summary><see cref="IsSmall(L)"/> of one trial.</summary>
    public static bool IsSmallCount(double mean, double phi) =>
        Lanes1.AnyTrue(CountExpansion<Lanes1>.IsSmall(new Lanes1(mean), new Lanes1(phi)));

    /// <summary>The same without the polynomials.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L IsSmall(L mean, L phi) => L.Less(phi * mean, LeastVarianceOf(phi));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L LeastVarianceOf(L phi)
    {
        var b = phi + phi - L.Of(1);
        return L.Fma(b * b, L.Of(LeastVarianceSlope), L.Of(LeastVariance));
    }

    /// <summary>Where the count must be found by summation: variance below 16 + 4b².</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L IsSmall(L mean) => L.Less(_phi * mean, _leastVariance);

    /// <summary>The count at <paramref name="z"/>; without meaning where <see cref="IsSmall(L)"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L Quantile(L z, L mean)
    {
        var variance = _phi * mean;
        var h = VectorMath.InverseSqrt(variance);
        var sigma = variance * h;
        var t = z * z;
        var p1 = L.Fma(_c12, t, _c10);
        var p2 = z * L.Fma(_c23, t, _c21);
        var p3 = L.Fma(L.Fma(_c34, t, _c32), t, _c30);
        var p4 = z * L.Fma(L.Fma(_c45, t, _c43), t, _c41);
        var p5 = L.Fma(L.Fma(L.Fma(_c56, t, _c54), t, _c52), t, _c50);
        var tail = L.Fma(L.Fma(L.Fma(L.Fma(p5, h, p4), h, p3), h, p2), h, p1);
        var x = L.Fma(sigma, z, mean) + (tail + L.Of(0.5));
        return L.Max(L.Floor(x), L.Zero);
    }
}
