using System.Runtime.CompilerServices;
using IcpRisk.Numerics.Lanes;

namespace IcpRisk.Numerics.Maths;

/// <summary>
/// Elementary and special functions of each lane, from additions, multiplications and fused multiply-adds whose order is
/// written here: the same bits at every width and on every machine.
/// </summary>
/// <remarks>
/// A NaN gives a NaN; its payload is not promised. Bounds are the largest errors seen against values of 40 digits, in
/// units in the last place (ulp) unless said otherwise; see <c>docs/numerics.md</c>.
/// </remarks>
public static partial class VectorMath
{
    /// <summary>Adding 1.5·2⁵² leaves a small number's nearest integer in the low bits.</summary>
    private const double RoundingMagic = 6755399441055744.0;

    private const double InverseLn2 = 1.4426950408889634;

    // ln 2 in two parts; the first has 42 bits, so that its product with an exponent is exact.
    private const double Ln2High = 0.6931471805598903;
    private const double Ln2Low = 5.497923018708371e-14;

    // The least x whose exponential overflows, and the greatest whose does not.
    private const double ExpLimit = 709.7827128933841;
    private const double ExpGreatest = 709.782712893384;
    private const double ExpUnderflow = -708.3964185322641;

    /// <summary>
    /// eˣ. Error below 1.1 ulp. Above 709.78 it is +∞; where the result would be below 2⁻¹⁰²² (x &lt; −708.396) it is 0:
    /// there are no subnormal results.
    /// </summary>
    /// <remarks>eˣ = 2ⁿ·eʳ with |r| ≤ ½ ln 2 (Cody and Waite's reduction) and a polynomial of degree 11 for eʳ.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Exp<L>(L x) where L : struct, ILanes<L> => ExpLimits(x, ExpBounded(x));

    /// <summary>
    /// The same bits as <see cref="Exp"/> where those are a normal number; an x beyond is taken for the nearest that is not, so that
    /// the result is neither 0 nor ∞. A NaN stays one.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L ExpHeld<L>(L x) where L : struct, ILanes<L> =>
        ExpBounded(L.Min(L.Of(ExpGreatest), L.Max(L.Of(ExpUnderflow), x)));

    /// <summary>eˣ where that is a normal number (−708.396 ≤ x &lt; 709.783), unchecked: outside it is meaningless. Error below 1.1 ulp.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L ExpBounded<L>(L x) where L : struct, ILanes<L>
    {
        var power = Reduce(x, out var r);
        return ScaleByPower(L.Of(1) + ExpTail(r), power);
    }

    /// <summary>
    /// eˣ − 1. Error below 2.5 ulp, also near 0. −1 below −60, +∞ above 709.78.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Expm1<L>(L x) where L : struct, ILanes<L>
    {
        // The larger operand second: a NaN stays.
        var power = Reduce(L.Max(L.Of(-60), x), out var r);
        var tail = ExpTail(r);
        var scale = ScaleByPower(L.Of(1), power);
        var near = L.Fma(scale, tail, scale - L.Of(1));
        var far = ExpLimits(x, ScaleByPower(L.Of(1) + tail, power));
        return L.SelectLess(L.Of(60), x, far, near);
    }

    /// <summary>eˣ⁺ᵈ for a correction d far below x's last place but one; limits as <see cref="Exp"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L ExpCorrected<L>(L x, L correction) where L : struct, ILanes<L>
    {
        var power = Reduce(x, out var r);
        return ExpLimits(x, ScaleByPower(L.Of(1) + ExpTail(r + correction), power));
    }

    /// <summary>x = n·ln 2 + r; n is left in the low bits of the returned value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L Reduce<L>(L x, out L r) where L : struct, ILanes<L>
    {
        var shifted = L.Fma(x, L.Of(InverseLn2), L.Of(RoundingMagic));
        var n = shifted - L.Of(RoundingMagic);
        r = L.Fma(n, L.Of(-Ln2High), x);
        r = L.Fma(n, L.Of(-Ln2Low), r);
        return shifted;
    }

    /// <summary>eʳ − 1 for |r| ≤ 0.3467: r + r²·p(r), p of degree 9 with relative error 1.4e−17 of eʳ.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L ExpTail<L>(L r) where L : struct, ILanes<L>
    {
        var r2 = r * r;
        var a = L.Fma(L.Of(0.16666666666666669), r, L.Of(0.5000000000000001));
        var b = L.Fma(L.Of(0.008333333333330062), r, L.Of(0.04166666666662413));
        var c = L.Fma(L.Of(0.00019841269863053618), r, L.Of(0.0013888888917213717));
        var d = L.Fma(L.Of(2.7557268459997064e-06), r, L.Of(2.4801521295954376e-05));
        var e = L.Fma(L.Of(2.510038549551032e-08), r, L.Of(2.7620088445409746e-07));
        var r4 = r2 * r2;
        var p = L.Fma(L.Fma(e, r4, L.Fma(d, r2, c)), r4, L.Fma(b, r2, a));
        return L.Fma(p, r2, r);
    }

    /// <summary>value·2ⁿ by the exponent's bits, where value and result are normal numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L ScaleByPower<L>(L value, L power) where L : struct, ILanes<L> =>
        L.AddBits(value, L.ShiftLeftBits(power, 52));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L ExpLimits<L>(L x, L inside) where L : struct, ILanes<L>
    {
        // x·∞ is +∞ above the limit and NaN for NaN.
        var y = L.SelectLess(x, L.Of(ExpLimit), inside, x * L.Of(double.PositiveInfinity));
        return L.SelectLess(x, L.Of(ExpUnderflow), L.Zero, y);
    }
}
