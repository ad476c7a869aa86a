using System.Runtime.CompilerServices;
using IcpRisk.Numerics.Lanes;

namespace IcpRisk.Numerics.Maths;

public static partial class VectorMath
{
    private const ulong ExponentUnit = 1UL << 52;

    // Mantissas are taken from [0.703125, 1.40625), cut into 16 pieces; the piece round 1 has logarithm 0 and factor 1.
    private const ulong LogOffset = 0x3FE6800000000000;

    private static readonly AlignedTable LogFactor = new(LogTable.Factor);
    private static readonly AlignedTable LogOfPiece = new(LogTable.Logarithm);

    /// <summary>
    /// ln x. Error below 1.2 ulp for every x &gt; 0, subnormals too; −∞ at 0, NaN below, +∞ at +∞.
    /// </summary>
    /// <remarks>
    /// x = 2ᵏ·m; a table of 16 gives c near 1/m and ln(1/c), the rest is a polynomial in r = m·c − 1, |r| &lt; 1/32
    /// (the table-driven method of Tang 1990; table and polynomial are our own).
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Log<L>(L x) where L : struct, ILanes<L>
    {
        var subnormal = L.Less(x, L.Of(MinimumNormal));
        var scaled = L.Select(subnormal, x * L.Of(TwoTo54), x);
        var shift = L.AndBits(subnormal, L.Of(54));
        return LogLimits(x, LogScaled(scaled, shift));
    }

    /// <summary>ln x for 2⁻¹⁰²² ≤ x &lt; ∞, unchecked: outside it is meaningless. Error below 1.2 ulp.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L LogPositive<L>(L x) where L : struct, ILanes<L> => LogScaled(x, L.Zero);

    /// <summary>ln(1 + x). Error below 1.5 ulp, also near 0. −∞ at −1, NaN below.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Log1p<L>(L x) where L : struct, ILanes<L>
    {
        var one = L.Of(1);
        var sum = one + x;
        var back = sum - one;
        var lost = (one - (sum - back)) + (x - back);
        var safe = L.Select(InsideLog(sum), sum, one);
        return LogLimits(sum, LogPositive(safe) + (lost / safe));
    }

    /// <summary>
    /// xʸ for x ≥ 0 and finite y. Error below 1.2 ulp; limits as <see cref="Exp"/>: no subnormal results. x⁰ = 1;
    /// 0ʸ is 0 or +∞ by y's sign; NaN for x &lt; 0.
    /// </summary>
    /// <remarks>exp(y·ln x) with the logarithm in two doubles, to about 2⁻⁶⁵.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Pow<L>(L x, L y) where L : struct, ILanes<L>
    {
        var subnormal = L.Less(x, L.Of(MinimumNormal));
        var scaled = L.Select(subnormal, x * L.Of(TwoTo54), x);
        var high = LogInTwo(scaled, L.AndBits(subnormal, L.Of(54)), out var low);
        high = LogLimits(x, high);
        var product = y * high;
        var rest = L.Fma(y, low, L.Fma(y, high, -product));
        return L.Select(L.Equal(y, L.Zero), L.Of(1), ExpCorrected(product, rest));
    }

    private const double MinimumNormal = 2.2250738585072014e-308;
    private const double TwoTo54 = 18014398509481984.0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L InsideLog<L>(L x) where L : struct, ILanes<L> =>
        L.AndBits(L.Less(L.Zero, x), L.LessOrEqual(x, L.Of(double.MaxValue)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L LogLimits<L>(L x, L inside) where L : struct, ILanes<L>
    {
        // A NaN is not above 0.
        var y = L.SelectLess(x, L.Of(double.PositiveInfinity), inside, x);
        y = L.SelectLess(L.Zero, x, y, L.Of(double.NaN));
        return L.Select(L.Equal(x, L.Zero), L.Of(double.NegativeInfinity), y);
    }

    /// <summary>x = 2ᵏ·m; returns k and gives m and its piece of the table in the low four bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L Split<L>(L x, out L mantissa, out L piece) where L : struct, ILanes<L>
    {
        // 1,024 is added to the exponent to keep it positive, and taken off again as a double.
        var t = L.AddBits(x, L.OfBits(unchecked((1024 * ExponentUnit) - LogOffset)));
        piece = L.ShiftRightBits(t, 48);
        mantissa = L.AddBits(L.AndBits(t, L.OfBits(ExponentUnit - 1)), L.OfBits(LogOffset));
        return L.OrBits(L.ShiftRightBits(t, 52), L.Of(4503599627370496.0)) - L.Of(4503599627370496.0 + 1024);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L LogScaled<L>(L x, L shift) where L : struct, ILanes<L>
    {
        var k = Split(x, out var m, out var piece) - shift;
        var r = L.Fma(m, L.Lookup16(in LogFactor[0], piece), L.Of(-1));
        var w = L.Fma(k, L.Of(Ln2High), L.Lookup16(in LogOfPiece[0], piece));
        var high = w + r;
        var low = L.Fma(k, L.Of(Ln2Low), (w - high) + r);
        var r2 = r * r;
        var a = L.Fma(L.Of(0.3333333333333327), r, L.Of(-0.4999999999999993));
        var b = L.Fma(L.Of(0.20000000002120089), r, L.Of(-0.2500000000233204));
        var c = L.Fma(L.Of(0.14285703432369223), r, L.Of(-0.1666665472825626));
        var d = L.Fma(L.Of(0.11128886987006753), r, L.Of(-0.1251955312667663));
        var p = L.Fma(d, r2, c);
        p = L.Fma(p, r2, b);
        p = L.Fma(p, r2, a);
        return high + L.Fma(p, r2, low);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L LogInTwo<L>(L x, L shift, out L low) where L : struct, ILanes<L>
    {
        var k = Split(x, out var m, out var piece) - shift;
        var c = L.Lookup16(in LogFactor[0], piece);

        // r + rest = m·c − 1, exactly.
        var product = m * c;
        var top = product - L.Of(1);
        var bottom = L.Fma(m, c, -product);
        var r = top + bottom;
        var rest = (top - r) + bottom;

        var w = L.Fma(k, L.Of(Ln2High), L.Lookup16(in LogOfPiece[0], piece));
        var sum = w + r;
        var error = (w - sum) + r;
        var r2 = r * r;
        var half = L.Of(-0.5) * r2;
        var sum2 = sum + half;
        error += (sum - sum2) + half;
        error = L.Fma(k, L.Of(Ln2Low), error);
        error = L.Fma(L.Of(-0.5), L.Fma(r, r, -r2), error);
        error += L.Fma(-r, rest, rest);

        var p = L.Fma(L.Of(0.09107832615242688), r, L.Of(-0.10018333562092083));
        p = L.Fma(p, r, L.Of(0.11111098710996127));
        p = L.Fma(p, r, L.Of(-0.12499986566788619));
        p = L.Fma(p, r, L.Of(0.1428571428907861));
        p = L.Fma(p, r, L.Of(-0.16666666670311278));
        p = L.Fma(p, r, L.Of(0.19999999999999754));
        p = L.Fma(p, r, L.Of(-0.24999999999999734));
        p = L.Fma(p, r, L.Of(0.3333333333333333));
        error = L.Fma(r2 * r, p, error);

        var high = sum2 + error;
        low = (sum2 - high) + error;
        return high;
    }
}
