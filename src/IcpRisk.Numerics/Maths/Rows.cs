using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using IcpRisk.Numerics.Lanes;

namespace IcpRisk.Numerics.Maths;

/// <summary>
/// The functions of <see cref="VectorMath"/> over whole rows, with the same bits. Rows have one length, a multiple of 8;
/// target may be a source.
/// </summary>
public static class Rows
{
    public static void Exp<L>(ReadOnlySpan<double> x, Span<double> y) where L : struct, ILanes<L> => Map<L, ExpOf>(x, y);

    public static void ExpHeld<L>(ReadOnlySpan<double> x, Span<double> y) where L : struct, ILanes<L> => Map<L, ExpHeldOf>(x, y);

    public static void Expm1<L>(ReadOnlySpan<double> x, Span<double> y) where L : struct, ILanes<L> => Map<L, Expm1Of>(x, y);

    public static void Log<L>(ReadOnlySpan<double> x, Span<double> y) where L : struct, ILanes<L> => Map<L, LogOf>(x, y);

    public static void Log1p<L>(ReadOnlySpan<double> x, Span<double> y) where L : struct, ILanes<L> => Map<L, Log1pOf>(x, y);

    public static void NormalCdf<L>(ReadOnlySpan<double> x, Span<double> y) where L : struct, ILanes<L> => Map<L, CdfOf>(x, y);

    public static void NormalQuantile<L>(ReadOnlySpan<double> u, Span<double> z) where L : struct, ILanes<L> => Map<L, QuantileOf>(u, z);

    public static void LogGamma<L>(ReadOnlySpan<double> x, Span<double> y) where L : struct, ILanes<L> => Map<L, LogGammaOf>(x, y);

    public static void Pow<L>(ReadOnlySpan<double> x, double exponent, Span<double> y) where L : struct, ILanes<L>
    {
        Check(x.Length, y.Length);
        ref var source = ref MemoryMarshal.GetReference(x);
        ref var target = ref MemoryMarshal.GetReference(y);
        for (var i = 0; i < y.Length; i += L.Width)
            L.Store(VectorMath.Pow(L.Load(in source, i), L.Of(exponent)), ref target, i);
    }

    private static void Map<L, TFunction>(ReadOnlySpan<double> x, Span<double> y)
        where L : struct, ILanes<L>
        where TFunction : struct, IFunction
    {
        Check(x.Length, y.Length);
        ref var source = ref MemoryMarshal.GetReference(x);
        ref var target = ref MemoryMarshal.GetReference(y);
        for (var i = 0; i < y.Length; i += L.Width)
            L.Store(TFunction.Of(L.Load(in source, i)), ref target, i);
    }

    /// <summary>Rows are read and written whole vectors at a time, unchecked: their lengths are checked here.</summary>
    private static void Check(int source, int target)
    {
        if (source != target || target % 8 != 0)
            throw new ArgumentException($"Rows of {source} and {target}: want one length, a multiple of 8.");
    }

    private interface IFunction
    {
        static abstract L Of<L>(L x) where L : struct, ILanes<L>;
    }

    private readonly struct ExpOf : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static L Of<L>(L x) where L : struct, ILanes<L> => VectorMath.Exp(x);
    }

    private readonly struct ExpHeldOf : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static L Of<L>(L x) where L : struct, ILanes<L> => VectorMath.ExpHeld(x);
    }

    private readonly struct Expm1Of : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static L Of<L>(L x) where L : struct, ILanes<L> => VectorMath.Expm1(x);
    }

    private readonly struct LogOf : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static L Of<L>(L x) where L : struct, ILanes<L> => VectorMath.Log(x);
    }

    private readonly struct Log1pOf : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static L Of<L>(L x) where L : struct, ILanes<L> => VectorMath.Log1p(x);
    }

    private readonly struct CdfOf : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static L Of<L>(L x) where L : struct, ILanes<L> => VectorMath.NormalCdf(x);
    }

    private readonly struct QuantileOf : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static L Of<L>(L x) where L : struct, ILanes<L> => VectorMath.NormalQuantile(x);
    }

    private readonly struct LogGammaOf : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static L Of<L>(L x) where L : struct, ILanes<L> => VectorMath.LogGamma(x);
    }
}
