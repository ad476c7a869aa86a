using System.Runtime.CompilerServices;
using IcpRisk.Numerics.Lanes;

namespace IcpRisk.Numerics.Maths;

public static partial class VectorMath
{
    /// <summary>Below this distance from 0 or 1 the inverse normal leaves its table.</summary>
    internal const double QuantileTail = 1.0 / (1 << 17);

    private static readonly AlignedTable Quantile = new(QuantileTable.Coefficients);

    /// <summary>
    /// Φ⁻¹(u), the standard normal's quantile: odd about ½ where 1 − u is exact. −∞ at 0, +∞ at 1, NaN outside [0, 1].
    /// Relative error below 1e−15.
    /// </summary>
    /// <remarks>
    /// For 2⁻¹⁷ ≤ u ≤ 1 − 2⁻¹⁷, (u − ½)·p(u) with p one of 256 polynomials of degree 7; beyond, Wichura's AS 241 (1988),
    /// its branch r > 1.6. The second part is a call: in a hot loop over a row prefer <see cref="Rows.NormalQuantile"/>.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L NormalQuantile<L>(L u) where L : struct, ILanes<L>
    {
        var centre = u - L.Of(0.5);
        var tail = L.Min(u, L.Of(1) - u);
        var z = centre * QuantileSlope(tail);
        var far = L.Less(tail, L.Of(QuantileTail));
        return L.AnyTrue(far) ? L.Select(far, QuantileFar(u), z) : z;
    }

    /// <summary>Φ⁻¹(q)/(q − ½) for 2⁻¹⁷ ≤ q &lt; ½; any finite value elsewhere.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static L QuantileSlope<L>(L q) where L : struct, ILanes<L>
    {
        // The sixteenths of an octave have their mantissa's top bits in common: those and the exponent's low bits name the piece.
        var piece = L.AndBits(L.ShiftRightBits(q, 48 - 3), L.OfBits(255 << 3));
        var x = L.SelectBits(L.OfBits((1UL << 48) - 1), q, L.Of(1)) - L.Of(1 + (1.0 / 32));
        L.LoadEights(in Quantile[0], piece, out var c0, out var c1, out var c2, out var c3, out var c4, out var c5, out var c6, out var c7);
        var x2 = x * x;
        var odd = L.Fma(L.Fma(L.Fma(c7, x2, c5), x2, c3), x2, c1);
        var even = L.Fma(L.Fma(L.Fma(c6, x2, c4), x2, c2), x2, c0);
        return L.Fma(odd, x, even);
    }

    /// <summary>Φ⁻¹(u) for u within 0.0773 of 0 or 1; not meaningful elsewhere.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static L QuantileFar<L>(L u) where L : struct, ILanes<L>
    {
        var tail = L.Min(u, L.Of(1) - u);
        var r = L.Sqrt(-Log(tail));
        var near = L.LessOrEqual(r, L.Of(5));
        var x = r - L.Select(near, L.Of(1.6), L.Of(5));
        var top = L.Select(near, L.Of(7.74545014278341407640e-4), L.Of(2.01033439929228813265e-7));
        top = L.Fma(top, x, L.Select(near, L.Of(2.27238449892691845833e-2), L.Of(2.71155556874348757815e-5)));
        top = L.Fma(top, x, L.Select(near, L.Of(2.41780725177450611770e-1), L.Of(1.24266094738807843860e-3)));
        top = L.Fma(top, x, L.Select(near, L.Of(1.27045825245236838258e0), L.Of(2.65321895265761230930e-2)));
        top = L.Fma(top, x, L.Select(near, L.Of(3.64784832476320460504e0), L.Of(2.96560571828504891230e-1)));
        top = L.Fma(top, x, L.Select(near, L.Of(5.76949722146069140550e0), L.Of(1.78482653991729133580e0)));
        top = L.Fma(top, x, L.Select(near, L.Of(4.63033784615654529590e0), L.Of(5.46378491116411436990e0)));
        top = L.Fma(top, x, L.Select(near, L.Of(1.42343711074968357734e0), L.Of(6.65790464350110377720e0)));
        var bottom = L.Select(near, L.Of(1.05075007164441684324e-9), L.Of(2.04426310338993978564e-15));
        bottom = L.Fma(bottom, x, L.Select(near, L.Of(5.47593808499534494600e-4), L.Of(1.42151175831644588870e-7)));
        bottom = L.Fma(bottom, x, L.Select(near, L.Of(1.51986665636164571966e-2), L.Of(1.84631831751005468180e-5)));
        bottom = L.Fma(bottom, x, L.Select(near, L.Of(1.48103976427480074590e-1), L.Of(7.86869131145613259100e-4)));
        bottom = L.Fma(bottom, x, L.Select(near, L.Of(6.89767334985100004550e-1), L.Of(1.48753612908506148525e-2)));
        bottom = L.Fma(bottom, x, L.Select(near, L.Of(1.67638483018380384940e0), L.Of(1.36929880922735805310e-1)));
        bottom = L.Fma(bottom, x, L.Select(near, L.Of(2.05319162663775882187e0), L.Of(5.99832206555887937690e-1)));
        bottom = L.Fma(bottom, x, L.Of(1));
        var z = top / bottom;
        z = L.Select(L.Equal(tail, L.Zero), L.Of(double.PositiveInfinity), z);
        return L.SelectLess(u, L.Of(0.5), -z, z);
    }

    /// <summary>
    /// Φ(x), the standard normal's distribution function. Relative error below 6e−16 down to x = −37.5, 0 below −37.65.
    /// For the upper tail take Φ(−x).
    /// </summary>
    /// <remarks>
    /// Φ(−a) = exp(−a²/2)·g(t)/(a + 1) for a ≥ 0, with t = (a − 5)/(a + 5) and g a polynomial of degree 22 (the
    /// substitution of Shepherd and Laframboise 1981, our own fit); a² is kept in two doubles.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L NormalCdf<L>(L x) where L : struct, ILanes<L>
    {
        var a = L.Min(L.Of(40), L.Abs(x));
        var square = a * a;
        var rest = L.Fma(a, a, -square);
        var density = Exp(L.Of(-0.5) * square);
        density = L.Fma(density, L.Of(-0.5) * rest, density);
        var t = (a - L.Of(5)) / (a + L.Of(5));
        var g = L.Of(7.719462671584014e-10);
        g = L.Fma(g, t, L.Of(4.037645813495844e-09));
        g = L.Fma(g, t, L.Of(3.528157289739585e-10));
        g = L.Fma(g, t, L.Of(-3.208575497095596e-08));
        g = L.Fma(g, t, L.Of(-2.195811538892318e-08));
        g = L.Fma(g, t, L.Of(1.9896232929933335e-07));
        g = L.Fma(g, t, L.Of(1.2471420099248941e-07));
        g = L.Fma(g, t, L.Of(-1.3100089700228854e-06));
        g = L.Fma(g, t, L.Of(-6.89568345120625e-08));
        g = L.Fma(g, t, L.Of(9.061205795397122e-06));
        g = L.Fma(g, t, L.Of(-9.89646889628134e-06));
        g = L.Fma(g, t, L.Of(-5.360803814501582e-05));
        g = L.Fma(g, t, L.Of(0.00018233420251531396));
        g = L.Fma(g, t, L.Of(7.791691200143757e-06));
        g = L.Fma(g, t, L.Of(-0.0016760723488506491));
        g = L.Fma(g, t, L.Of(0.006522000656244846));
        g = L.Fma(g, t, L.Of(-0.015170415402485999));
        g = L.Fma(g, t, L.Of(0.024536963244459763));
        g = L.Fma(g, t, L.Of(-0.026401042966294957));
        g = L.Fma(g, t, L.Of(0.01000235238520508));
        g = L.Fma(g, t, L.Of(0.03103036842596323));
        g = L.Fma(g, t, L.Of(-0.0915522818340088));
        g = L.Fma(g, t, L.Of(0.4615158298500378));
        var lower = density * (g / (a + L.Of(1)));
        return L.SelectLess(L.Zero, x, L.Of(1) - lower, lower);
    }
}
