using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace IcpRisk.Numerics.Lanes;

/// <summary>One lane, on any processor: the reference for the wider ones, and the fallback. Slow where FMA is software.</summary>
public readonly struct Lanes1(double value) : ILanes<Lanes1>
{
    private static readonly double True = BitConverter.UInt64BitsToDouble(ulong.MaxValue);

    /// <summary>The lane.</summary>
    public double Value { get; } = value;

    public static int Width => 1;

    public static bool IsSupported => true;

    public static Lanes1 Zero => new(0);

    public static Lanes1 IndexBits => OfBits(0);

    private ulong Bits => BitConverter.DoubleToUInt64Bits(Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 Of(double value) => new(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 OfBits(ulong bits) => new(BitConverter.UInt64BitsToDouble(bits));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 Load(ref readonly double source, int offset) =>
        new(Unsafe.Add(ref Unsafe.AsRef(in source), offset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lanes1 value, ref double target, int offset) => Unsafe.Add(ref target, offset) = value.Value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 operator +(Lanes1 a, Lanes1 b) => new(a.Value + b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 operator -(Lanes1 a, Lanes1 b) => new(a.Value - b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 operator *(Lanes1 a, Lanes1 b) => new(a.Value * b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 operator /(Lanes1 a, Lanes1 b) => new(a.Value / b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 operator -(Lanes1 a) => new(-a.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 Fma(Lanes1 a, Lanes1 b, Lanes1 c) => new(Math.FusedMultiplyAdd(a.Value, b.Value, c.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 Sqrt(Lanes1 a) => new(Math.Sqrt(a.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 Abs(Lanes1 a) => new(Math.Abs(a.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 Min(Lanes1 a, Lanes1 b) => new(a.Value < b.Value ? a.Value : b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 Max(Lanes1 a, Lanes1 b) => new(a.Value > b.Value ? a.Value : b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 Floor(Lanes1 a) => new(Math.Floor(a.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 Round(Lanes1 a) => new(Math.Round(a.Value, MidpointRounding.ToEven));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 Less(Lanes1 a, Lanes1 b) => Mask(a.Value < b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 LessOrEqual(Lanes1 a, Lanes1 b) => Mask(a.Value <= b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 Equal(Lanes1 a, Lanes1 b) => Mask(a.Value == b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 Select(Lanes1 mask, Lanes1 a, Lanes1 b) => mask.Bits != 0 ? a : b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 SelectLess(Lanes1 a, Lanes1 b, Lanes1 x, Lanes1 y) => a.Value < b.Value ? x : y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AnyTrue(Lanes1 mask) => mask.Bits != 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 AndBits(Lanes1 a, Lanes1 b) => OfBits(a.Bits & b.Bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 OrBits(Lanes1 a, Lanes1 b) => OfBits(a.Bits | b.Bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 XorBits(Lanes1 a, Lanes1 b) => OfBits(a.Bits ^ b.Bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 XorBits(Lanes1 a, Lanes1 b, Lanes1 c) => OfBits(a.Bits ^ b.Bits ^ c.Bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 SelectBits(Lanes1 mask, Lanes1 a, Lanes1 b) => OfBits((mask.Bits & a.Bits) | (~mask.Bits & b.Bits));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 AndNotBits(Lanes1 a, Lanes1 b) => OfBits(a.Bits & ~b.Bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 AddBits(Lanes1 a, Lanes1 b) => OfBits(a.Bits + b.Bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 SubtractBits(Lanes1 a, Lanes1 b) => OfBits(a.Bits - b.Bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 ShiftLeftBits(Lanes1 a, [ConstantExpected] byte count) => OfBits(a.Bits << count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 ShiftRightBits(Lanes1 a, [ConstantExpected] byte count) => OfBits(a.Bits >> count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 MultiplyLow32Bits(Lanes1 a, Lanes1 b) => OfBits((a.Bits & 0xFFFFFFFF) * (b.Bits & 0xFFFFFFFF));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 JoinLow32Bits(Lanes1 low, Lanes1 high) => OfBits((low.Bits & uint.MaxValue) | (high.Bits << 32));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 Gather(ref readonly double table, Lanes1 indexBits) => Load(in table, (int)indexBits.Bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes1 Lookup16(ref readonly double table, Lanes1 indexBits) => Load(in table, (int)(indexBits.Bits & 15));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes1 Mask(bool value) => new(value ? True : 0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void LoadEights(
        ref readonly double table, Lanes1 start,
        out Lanes1 c0, out Lanes1 c1, out Lanes1 c2, out Lanes1 c3, out Lanes1 c4, out Lanes1 c5, out Lanes1 c6, out Lanes1 c7)
    {
        LoadFours(in table, start, out c0, out c1, out c2, out c3);
        LoadFours(in Unsafe.Add(ref Unsafe.AsRef(in table), 4), start, out c4, out c5, out c6, out c7);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void LoadFours(ref readonly double table, Lanes1 start, out Lanes1 c0, out Lanes1 c1, out Lanes1 c2, out Lanes1 c3)
    {
        var row = (int)start.Bits;
        c0 = Load(in table, row);
        c1 = Load(in table, row + 1);
        c2 = Load(in table, row + 2);
        c3 = Load(in table, row + 3);
    }
}
