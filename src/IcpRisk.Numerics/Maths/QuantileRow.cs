using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using IcpRisk.Numerics.Lanes;

namespace IcpRisk.Numerics.Maths;

/// <summary>
/// The inverse normal of a row of uniforms, in place. One in 65,536 lies in a far tail, whose formula would cost the hot
/// loop its registers: the place is marked, and where a chunk has any, its tails are done at the end.
/// </summary>
/// <remarks>The mark is (u − ½)·2⁶⁰, which gives u back exactly where u is a multiple of 2⁻⁵³, as a drawn uniform is.</remarks>
internal static class QuantileRow
{
    private const double MarkScale = 1L << 60;
    private const double LeastMark = 1000;
    private const int Chunk = 2048;

    /// <summary>Replaces a multiple of 8 uniforms.</summary>
    public static void Apply<L>(Span<double> row) where L : struct, ILanes<L> =>
        Apply<L>(ref MemoryMarshal.GetReference(row), row.Length);

    /// <summary>The same from <paramref name="row"/> on; unchecked.</summary>
    public static void Apply<L>(ref double row, int length) where L : struct, ILanes<L>
    {
        for (var start = 0; start < length; start += Chunk)
        {
            ref var first = ref Unsafe.Add(ref row, start);
            var count = Math.Min(Chunk, length - start);
            if (Middle<L>(ref first, count))
                Tails(ref first, count);
        }
    }

    /// <summary>All but the tails; true where there are any.</summary>
    /// <remarks>
    /// Each vector finds its place within its piece while the one before it goes through the polynomial: a shorter chain, of
    /// which the processor overlooks more.
    /// </remarks>
    private static bool Middle<L>(ref double row, int length) where L : struct, ILanes<L>
    {
        var last = length - L.Width;
        var least = L.Of(1);
        var u = L.Load(in row, 0);
        var tail = L.Min(u, L.Of(1) - u);
        var x = DrawnQuantile.Within(tail);
        for (var i = 0; i <= last; i += L.Width)
        {
            var nextU = L.Load(in row, Math.Min(i + L.Width, last));
            var nextTail = L.Min(nextU, L.Of(1) - nextU);
            var nextX = DrawnQuantile.Within(nextTail);
            least = L.Min(least, tail);
            L.Store(Marked(u, tail, DrawnQuantile.Slope(tail, x)), ref row, i);
            (u, tail, x) = (nextU, nextTail, nextX);
        }

        return L.AnyTrue(L.Less(least, L.Of(VectorMath.QuantileTail)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L Marked<L>(L u, L tail, L slope) where L : struct, ILanes<L> =>
        (u - L.Of(0.5)) * L.SelectLess(tail, L.Of(VectorMath.QuantileTail), L.Of(MarkScale), slope);

    // One by one: there are few.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Tails(ref double row, int length)
    {
        for (var i = 0; i < length; i++)
        {
            ref var value = ref Unsafe.Add(ref row, i);
            if (Math.Abs(value) > LeastMark)
                value = VectorMath.QuantileFar(Lanes1.Of((value * (1 / MarkScale)) + 0.5)).Value;
        }
    }
}
