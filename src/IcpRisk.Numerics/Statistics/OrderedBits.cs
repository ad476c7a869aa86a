using System.Runtime.CompilerServices;

namespace IcpRisk.Numerics.Statistics;

/// <summary>Doubles as unsigned integers in the same order; −0 counts as 0.</summary>
internal static class OrderedBits
{
    private const ulong Sign = 1UL << 63;

    public static readonly ulong NegativeInfinity = Of(double.NegativeInfinity);

    public static readonly ulong PositiveInfinity = Of(double.PositiveInfinity);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Of(double value)
    {
        var bits = BitConverter.DoubleToUInt64Bits(value + 0.0);
        return bits ^ ((ulong)((long)bits >> 63) | Sign);
    }

    public static double Value(ulong key) =>
        BitConverter.UInt64BitsToDouble((key & Sign) != 0 ? key ^ Sign : ~key);
}
