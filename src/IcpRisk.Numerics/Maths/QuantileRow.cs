using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using IcpRisk.Numerics.Lanes;

namespace IcpRisk.Numerics.Maths;

/// <summary>
/// The inverse normal of a row of uniforms, in place. One in 256 lies in a tail, whose formula would cost the hot loop
/// its registers: the place is marked, and the tails are done at the end, eight at a time.
/// </summary>
/// <remarks>The mark is (u − ½)·2⁶⁰, which gives u back exactly where u is a multiple of 2⁻⁵³, as a drawn uniform is.</remarks>
internal static class QuantileRow
{
    private const double MarkScale = 1L << 60;
    private const double LeastMark = 1000;
    private const int Chunk = 2048;

    /// <summary>Replaces a multiple of 8 uniforms.</summary>
    public static void Apply<L>(Span<double> row) where L : struct, ILanes<L>
    {
        for (var start = 0; start < row.Length; start += Chunk)
        {
            var part = row.Slice(start, Math.Min(Chunk, row.Length - start));
            ref var first = ref MemoryMarshal.GetReference(part);
            Middle<L>(ref first, part.Length);
            Tails<L>(ref first, part.Length);
        }
    }

    private static void Middle<L>(ref double row, int length) where L : struct, ILanes<L>
    {
        // Two vectors at once: the polynomials' steps wait for each other.
        var i = 0;
        for (; i + (2 * L.Width) <= length; i += 2 * L.Width)
        {
            var a = L.Load(in row, i);
            var b = L.Load(in row, i + L.Width);
            var tailA = L.Min(a, L.Of(1) - a);
            var tailB = L.Min(b, L.Of(1) - b);
            VectorMath.QuantileSlopes(tailA, tailB, out var slopeA, out var slopeB);
            L.Store(Marked(a, tailA, slopeA), ref row, i);
            L.Store(Marked(b, tailB, slopeB), ref row, i + L.Width);
        }

        if (i < length)
        {
            var u = L.Load(in row, i);
            var tail = L.Min(u, L.Of(1) - u);
            L.Store(Marked(u, tail, VectorMath.QuantileSlope(tail)), ref row, i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L Marked<L>(L u, L tail, L slope) where L : struct, ILanes<L> =>
        (u - L.Of(0.5)) * L.SelectLess(tail, L.Of(VectorMath.QuantileTail), L.Of(MarkScale), slope);

    [SkipLocalsInit]
    private static void Tails<L>(ref double row, int length) where L : struct, ILanes<L>
    {
        Span<double> tails = stackalloc double[Chunk + 8];
        Span<int> places = stackalloc int[Chunk + 8];
        var found = 0;
        for (var i = 0; i < length; i += L.Width)
        {
            if (L.AnyTrue(L.Less(L.Of(LeastMark), L.Abs(L.Load(in row, i)))))
                found = Collect(ref row, i, L.Width, tails, places, found);
        }

        if (found == 0)
            return;
        tails.Slice(found, 8).Clear();
        ref var first = ref MemoryMarshal.GetReference(tails);
        for (var i = 0; i < found; i += L.Width)
            L.Store(VectorMath.QuantileFar(L.Load(in first, i)), ref first, i);
        for (var i = 0; i < found; i++)
            Unsafe.Add(ref row, places[i]) = tails[i];
    }

    private static int Collect(ref double row, int start, int width, Span<double> tails, Span<int> places, int found)
    {
        for (var i = start; i < start + width; i++)
        {
            // Written always, kept if it is a mark: no branch to guess.
            var value = Unsafe.Add(ref row, i);
            tails[found] = (value * (1 / MarkScale)) + 0.5;
            places[found] = i;
            found += Math.Abs(value) > LeastMark ? 1 : 0;
        }

        return found;
    }
}
