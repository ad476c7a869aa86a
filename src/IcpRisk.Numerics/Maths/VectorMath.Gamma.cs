using System.Runtime.CompilerServices;
using IcpRisk.Numerics.Lanes;

namespace IcpRisk.Numerics.Maths;

public static partial class VectorMath
{
    /// <summary>From here on Stirling's series; below, recurrence to [1.5, 2.5).</summary>
    private const double StirlingFrom = 8.5;

    /// <summary>
    /// ln Γ(x) for x &gt; 0. Error below 3 ulp or 4e−16, whichever is larger, also beside the zeros at 1 and 2. +∞ at 0
    /// and at +∞, NaN below 0.
    /// </summary>
    /// <remarks>
    /// Below 8.5 the recurrence Γ(x + 1) = x·Γ(x) to y in [1.5, 2.5) and ln Γ(y) = (y − 2)·p(y − 2), p of degree 18;
    /// above, Stirling's series (Abramowitz and Stegun 6.1.40) of ten terms.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L LogGamma<L>(L x) where L : struct, ILanes<L>
    {
        var one = L.Of(1);
        var large = L.LessOrEqual(L.Of(StirlingFrom), x);

        // s = y − 2, exactly; product is what the recurrence multiplies.
        var s = x - L.Of(2);
        var product = one;
        for (var j = 0; j < 6; j++)
        {
            var above = L.LessOrEqual(L.Of(0.5), s);
            s = L.Select(above, s - one, s);
            product = L.Select(above, product * (s + L.Of(2)), product);
        }

        var below = L.Less(x, L.Of(1.5));
        var small = L.Less(x, L.Of(0.5));
        s = L.Select(below, L.Select(small, x, x - one), s);
        product = L.Select(below, L.Select(small, L.Fma(x, x, x), x), product);
        var p = L.Of(-1.3219945666117874e-07);
        p = L.Fma(p, s, L.Of(2.78740805211359e-07));
        p = L.Fma(p, s, L.Of(-4.3252393445604814e-07));
        p = L.Fma(p, s, L.Of(9.200527894968101e-07));
        p = L.Fma(p, s, L.Of(-2.0439048107029907e-06));
        p = L.Fma(p, s, L.Of(4.38470440459836e-06));
        p = L.Fma(p, s, L.Of(-9.438715099211532e-06));
        p = L.Fma(p, s, L.Of(2.0505590755833454e-05));
        p = L.Fma(p, s, L.Of(-4.49263133791557e-05));
        p = L.Fma(p, s, L.Of(9.945767355819498e-05));
        p = L.Fma(p, s, L.Of(-0.00022315475400520507));
        p = L.Fma(p, s, L.Of(0.0005096695154115458));
        p = L.Fma(p, s, L.Of(-0.0011927539118428156));
        p = L.Fma(p, s, L.Of(0.002890510331034267));
        p = L.Fma(p, s, L.Of(-0.0073855510286719986));
        p = L.Fma(p, s, L.Of(0.02058080842778038));
        p = L.Fma(p, s, L.Of(-0.0673523010531981));
        p = L.Fma(p, s, L.Of(0.32246703342411326));
        p = L.Fma(p, s, L.Of(0.42278433509846713));

        var logarithm = Log(L.Select(large, x, product));
        var near = L.Fma(p, s, L.Select(below, -logarithm, logarithm));
        var far = L.Fma(x - L.Of(0.5), logarithm, -x) + (L.Of(HalfLogTwoPi) + StirlingError(x));
        var result = L.Select(large, far, near);
        result = L.Select(L.Equal(x, L.Of(double.PositiveInfinity)), x, result);
        return L.Select(L.Less(x, L.Zero), L.Of(double.NaN), result);
    }

    private const double HalfLogTwoPi = 0.9189385332046728;

    /// <summary>ln Γ(x) − ((x − ½) ln x − x + ½ ln 2π) for x ≥ 8.5, to 1e−17.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static L StirlingError<L>(L x) where L : struct, ILanes<L>
    {
        var inverse = L.Of(1) / x;
        var y = inverse * inverse;
        var p = L.Of(-1.3924322169059011);
        p = L.Fma(p, y, L.Of(0.17964437236883057));
        p = L.Fma(p, y, L.Of(-0.029550653594771242));
        p = L.Fma(p, y, L.Of(0.00641025641025641));
        p = L.Fma(p, y, L.Of(-0.0019175269175269176));
        p = L.Fma(p, y, L.Of(0.0008417508417508417));
        p = L.Fma(p, y, L.Of(-0.0005952380952380953));
        p = L.Fma(p, y, L.Of(0.0007936507936507937));
        p = L.Fma(p, y, L.Of(-0.002777777777777778));
        p = L.Fma(p, y, L.Of(0.08333333333333333));
        return p * inverse;
    }
}
