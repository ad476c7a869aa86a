using System.Runtime.CompilerServices;
using IcpRisk.Numerics.Lanes;

namespace IcpRisk.Numerics.Maths;

public static partial class VectorMath
{
    // Quadratics near 1/√x over eighths of two octaves, a row a coefficient; the first eight are of odd powers of two.
    private static readonly AlignedTable RootConstant = new(
    [
        2.5745693899498714, 2.434903769036989, 2.3157820328193988, 2.2126103308783485, 2.122116607931068, 2.041898259638159, 1.9701457863921235, 1.9054668014803635,
        1.8204954742688668, 1.721736966622738, 1.637505179156565, 1.5645517690874908, 1.5005630439366522, 1.443840105883152, 1.393103445483974, 1.347368496652606,
    ]);

    private static readonly AlignedTable RootSlope = new(
    [
        -1.616990243999512, -1.3680296183016534, -1.1770210551043836, -1.0266840749582242, -0.9058441124529488, -0.806987234720219, -0.7248937730385497, -0.655836449835615,
        -1.1433847666445451, -0.9673430199651434, -0.8322795696636546, -0.7259752715391979, -0.6405285146133897, -0.5706261460016471, -0.5125773025554606, -0.46374640102807435,
    ]);

    private static readonly AlignedTable RootCurve = new(
    [
        0.4566113664794405, 0.3456374226205959, 0.2690524599448321, 0.21427716651228473, 0.1739307694797376, 0.14347054945829404, 0.11998687737243194, 0.10155217277407086,
        0.3228729936044682, 0.24440256536686397, 0.19024881892191273, 0.15151683749427552, 0.12298762655611666, 0.10144899842251967, 0.08484353464344534, 0.0718082300127734,
    ]);

    /// <summary>
    /// 1/√x for normal x &gt; 0, within 1.1 ulp; without meaning elsewhere. x·InverseSqrt(x) is √x within 2 ulp: where both are
    /// wanted this is several times faster than a root and a division, which a processor does not overlap.
    /// </summary>
    /// <remarks>A quadratic in the mantissa, within 1.7e−5, then one step of third order: the next term is below 2e−19.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L InverseSqrt<L>(L x) where L : struct, ILanes<L>
    {
        const ulong Exponent = 0x7FF0_0000_0000_0000;
        var piece = L.ShiftRightBits(x, 49);
        var m = L.SelectBits(L.OfBits((1UL << 52) - 1), x, L.Of(1));
        var y = L.Fma(L.Fma(L.Lookup16(in RootCurve[0], piece), m, L.Lookup16(in RootSlope[0], piece)), m, L.Lookup16(in RootConstant[0], piece));
        y *= L.SubtractBits(L.OfBits((1023UL + 511) << 52), L.AndBits(L.ShiftRightBits(x, 1), L.OfBits(Exponent)));
        var e = L.Fma(-(x * y), y, L.Of(1));
        var step = L.Fma(L.Fma(L.Of(5d / 16), e, L.Of(3d / 8)), e, L.Of(1d / 2));
        return L.Fma(y * e, step, y);
    }
}
