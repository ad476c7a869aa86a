using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using IcpRisk.Numerics.Lanes;
using IcpRisk.Numerics.Maths;

namespace IcpRisk.Numerics.Streams;

/// <summary>What becomes of a uniform before it is stored.</summary>
internal interface IUniformMap
{
    /// <summary>The stored value, or a mark for <see cref="Finish{L}"/>.</summary>
    static abstract L Map<L>(L uniform) where L : struct, ILanes<L>;

    /// <summary>Replaces the marks of a stored row.</summary>
    static abstract void Finish<L>(ref double row, int length) where L : struct, ILanes<L>;
}

/// <summary>The uniform itself.</summary>
internal readonly struct UniformMap : IUniformMap
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Map<L>(L uniform) where L : struct, ILanes<L> => uniform;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Finish<L>(ref double row, int length) where L : struct, ILanes<L>
    {
    }
}

/// <summary>
/// The inverse normal of the uniform. One in 256 lies in a tail, whose formula would cost the hot loop its registers:
/// it is stored as a mark, (u − ½)·2⁶⁰, and replaced when the row is full, eight tails at a time.
/// </summary>
internal readonly struct NormalMap : IUniformMap
{
    private const double MarkScale = 1L << 60;
    private const double LeastMark = 1000;
    private const int Chunk = 512;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Map<L>(L uniform) where L : struct, ILanes<L>
    {
        var centre = uniform - L.Of(0.5);
        var tail = L.Min(uniform, L.Of(1) - uniform);
        var slope = VectorMath.QuantileSlope(tail);
        return centre * L.Select(L.Less(tail, L.Of(VectorMath.QuantileTail)), L.Of(MarkScale), slope);
    }

    [SkipLocalsInit]
    public static void Finish<L>(ref double row, int length) where L : struct, ILanes<L>
    {
        Span<double> tails = stackalloc double[Chunk + 8];
        Span<int> places = stackalloc int[Chunk + 8];
        for (var start = 0; start < length; start += Chunk)
        {
            var end = Math.Min(length, start + Chunk);
            var found = 0;
            for (var i = start; i < end; i += L.Width)
            {
                if (L.AnyTrue(L.Less(L.Of(LeastMark), L.Abs(L.Load(in row, i)))))
                    found = Collect(ref row, i, L.Width, tails, places, found);
            }

            tails.Slice(found, 8).Fill(0);
            ref var first = ref MemoryMarshal.GetReference(tails);
            for (var i = 0; i < found; i += L.Width)
                L.Store(VectorMath.QuantileFar(L.Load(in first, i)), ref first, i);
            for (var i = 0; i < found; i++)
                Unsafe.Add(ref row, places[i]) = tails[i];
        }
    }

    private static int Collect(ref double row, int start, int width, Span<double> tails, Span<int> places, int found)
    {
        for (var i = start; i < start + width; i++)
        {
            var value = Unsafe.Add(ref row, i);
            tails[found] = (value * (1 / MarkScale)) + 0.5;
            places[found] = i;
            found += Math.Abs(value) > LeastMark ? 1 : 0;
        }

        return found;
    }
}
