using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace IcpRisk.Numerics.Lanes;

/// <summary>Four lanes on AVX2 + FMA.</summary>
[StructLayout(LayoutKind.Sequential)]
public readonly struct Lanes256(Vector256<double> value) : ILanes<Lanes256>
{
    private readonly Vector256<double> _v = value;

    internal Vector256<double> Vector => _v;

    public static int Width => 4;

    public static bool IsSupported => Avx2.IsSupported && System.Runtime.Intrinsics.X86.Fma.IsSupported;

    public static Lanes256 Zero => new(Vector256<double>.Zero);

    public static Lanes256 IndexBits
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector256.Create(0UL, 1, 2, 3).AsDouble());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Of(double value) => new(Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 OfBits(ulong bits) => new(Vector256.Create(bits).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Load(ref readonly double source, int offset) =>
        new(Vector256.LoadUnsafe(in source, (nuint)offset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lanes256 value, ref double target, int offset) =>
        value._v.StoreUnsafe(ref target, (nuint)offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator +(Lanes256 a, Lanes256 b) => new(Avx.Add(a._v, b._v));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator -(Lanes256 a, Lanes256 b) => new(Avx.Subtract(a._v, b._v));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator *(Lanes256 a, Lanes256 b) => new(Avx.Multiply(a._v, b._v));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator /(Lanes256 a, Lanes256 b) => new(Avx.Divide(a._v, b._v));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator -(Lanes256 a) =>
        new(Avx2.Xor(a._v.AsInt64(), Vector256.Create(long.MinValue)).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Fma(Lanes256 a, Lanes256 b, Lanes256 c) => new(System.Runtime.Intrinsics.X86.Fma.MultiplyAdd(a._v, b._v, c._v));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Sqrt(Lanes256 a) => new(Avx.Sqrt(a._v));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Abs(Lanes256 a) =>
        new(Avx2.And(a._v.AsInt64(), Vector256.Create(long.MaxValue)).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Min(Lanes256 a, Lanes256 b) => new(Avx.Min(a._v, b._v));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Max(Lanes256 a, Lanes256 b) => new(Avx.Max(a._v, b._v));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Floor(Lanes256 a) => new(Avx.Floor(a._v));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Round(Lanes256 a) => new(Avx.RoundToNearestInteger(a._v));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Less(Lanes256 a, Lanes256 b) => new(Avx.CompareLessThan(a._v, b._v));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 LessOrEqual(Lanes256 a, Lanes256 b) => new(Avx.CompareLessThanOrEqual(a._v, b._v));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Equal(Lanes256 a, Lanes256 b) => new(Avx.CompareEqual(a._v, b._v));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Select(Lanes256 mask, Lanes256 a, Lanes256 b) =>
        new(Avx.BlendVariable(b._v, a._v, mask._v));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 SelectLess(Lanes256 a, Lanes256 b, Lanes256 x, Lanes256 y) =>
        new(Avx.BlendVariable(y._v, x._v, Avx.CompareLessThan(a._v, b._v)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AnyTrue(Lanes256 mask) => mask._v.AsUInt64() != Vector256<ulong>.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 AndBits(Lanes256 a, Lanes256 b) => new(Avx2.And(a._v.AsInt64(), b._v.AsInt64()).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 OrBits(Lanes256 a, Lanes256 b) => new(Avx2.Or(a._v.AsInt64(), b._v.AsInt64()).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 XorBits(Lanes256 a, Lanes256 b) => new(Avx2.Xor(a._v.AsInt64(), b._v.AsInt64()).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 XorBits(Lanes256 a, Lanes256 b, Lanes256 c) => XorBits(XorBits(a, b), c);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 SelectBits(Lanes256 mask, Lanes256 a, Lanes256 b) =>
        OrBits(AndBits(mask, a), AndNotBits(b, mask));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 AndNotBits(Lanes256 a, Lanes256 b) =>
        new(Avx2.AndNot(b._v.AsInt64(), a._v.AsInt64()).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 AddBits(Lanes256 a, Lanes256 b) => new(Avx2.Add(a._v.AsInt64(), b._v.AsInt64()).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 SubtractBits(Lanes256 a, Lanes256 b) =>
        new(Avx2.Subtract(a._v.AsInt64(), b._v.AsInt64()).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 ShiftLeftBits(Lanes256 a, [ConstantExpected] byte count) =>
        new(Avx2.ShiftLeftLogical(a._v.AsUInt64(), count).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 ShiftRightBits(Lanes256 a, [ConstantExpected] byte count) =>
        new(Avx2.ShiftRightLogical(a._v.AsUInt64(), count).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 MultiplyLow32Bits(Lanes256 a, Lanes256 b) =>
        new(Avx2.Multiply(a._v.AsUInt32(), b._v.AsUInt32()).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 JoinLow32Bits(Lanes256 low, Lanes256 high) => new(Avx2.Blend(
        low._v.AsUInt32(), Avx2.ShiftLeftLogical(high._v.AsUInt64(), 32).AsUInt32(), 0b10101010).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Gather(ref readonly double table, Lanes256 indexBits)
    {
        // Four loads: the gather instruction is several times slower on processors patched against data sampling.
        var index = indexBits._v.AsInt64();
        ref var start = ref Unsafe.AsRef(in table);
        return new(Vector256.Create(
            Unsafe.Add(ref start, (nint)index.GetElement(0)),
            Unsafe.Add(ref start, (nint)index.GetElement(1)),
            Unsafe.Add(ref start, (nint)index.GetElement(2)),
            Unsafe.Add(ref start, (nint)index.GetElement(3))));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Lookup16(ref readonly double table, Lanes256 indexBits) =>
        Gather(in table, AndBits(indexBits, OfBits(15)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void LoadEights(
        ref readonly double table, Lanes256 start,
        out Lanes256 c0, out Lanes256 c1, out Lanes256 c2, out Lanes256 c3, out Lanes256 c4, out Lanes256 c5, out Lanes256 c6, out Lanes256 c7)
    {
        LoadFours(in table, start, out c0, out c1, out c2, out c3);
        LoadFours(in Unsafe.Add(ref Unsafe.AsRef(in table), 4), start, out c4, out c5, out c6, out c7);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void LoadFours(ref readonly double table, Lanes256 start, out Lanes256 c0, out Lanes256 c1, out Lanes256 c2, out Lanes256 c3)
    {
        var at = start._v.AsInt64();
        ref var first = ref Unsafe.AsRef(in table);
        ref var r0 = ref Unsafe.Add(ref first, (nint)at.GetElement(0));
        ref var r1 = ref Unsafe.Add(ref first, (nint)at.GetElement(1));
        ref var r2 = ref Unsafe.Add(ref first, (nint)at.GetElement(2));
        ref var r3 = ref Unsafe.Add(ref first, (nint)at.GetElement(3));
        Pair(ref r0, ref r1, ref r2, ref r3, 0, out c0, out c1);
        Pair(ref r0, ref r1, ref r2, ref r3, 2, out c2, out c3);
    }

    // Two columns of four rows: halves are loaded in an order that leaves one shuffle a column.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Pair(
        ref double r0, ref double r1, ref double r2, ref double r3, nuint column, out Lanes256 even, out Lanes256 odd)
    {
        var a = Vector256.Create(Vector128.LoadUnsafe(ref r0, column), Vector128.LoadUnsafe(ref r2, column));
        var b = Vector256.Create(Vector128.LoadUnsafe(ref r1, column), Vector128.LoadUnsafe(ref r3, column));
        even = new(Avx.UnpackLow(a, b));
        odd = new(Avx.UnpackHigh(a, b));
    }
}
