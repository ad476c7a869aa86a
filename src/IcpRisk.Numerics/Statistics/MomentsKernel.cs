using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using IcpRisk.Numerics.Lanes;

namespace IcpRisk.Numerics.Statistics;

/// <summary>The loops of <see cref="MomentsAccumulator"/>. State is 13 rows of eight logical lanes.</summary>
internal static class MomentsKernel
{
    public const int StateLength = 13 * Granule.Lanes;

    // Rows: sums of w·(x − shift)^p in Sum + p, of w²·(x − shift)^p in Square + p.
    private const int Shift = 0;
    private const int Sum = 1 * Granule.Lanes;
    private const int Square = 6 * Granule.Lanes;
    private const int Least = 11 * Granule.Lanes;
    private const int Greatest = 12 * Granule.Lanes;
    private const int Row = Granule.Lanes;

    public static void Add<L>(Span<double> state, ReadOnlySpan<double> values, int before) where L : struct, ILanes<L>
    {
        if (before == 0)
            Begin(state, values);
        var whole = values.Length & -Granule.Lanes;
        ref var s = ref MemoryMarshal.GetReference(state);
        ref var x = ref MemoryMarshal.GetReference(values);
        for (var lane = 0; lane < Granule.Lanes && whole > 0; lane += L.Width)
            Plain<L>(ref s, ref x, lane, whole);
        for (var i = whole; i < values.Length; i++)
            Plain<Lanes1>(ref s, ref Unsafe.Add(ref x, whole), i - whole, i - whole + 1);
    }

    public static void Add<L>(
        Span<double> state, ReadOnlySpan<double> values, ReadOnlySpan<double> weights, int before)
        where L : struct, ILanes<L>
    {
        if (before == 0)
            Begin(state, values);
        var whole = values.Length & -Granule.Lanes;
        ref var s = ref MemoryMarshal.GetReference(state);
        ref var x = ref MemoryMarshal.GetReference(values);
        ref var w = ref MemoryMarshal.GetReference(weights);
        for (var lane = 0; lane < Granule.Lanes && whole > 0; lane += L.Width)
            Weighted<L>(ref s, ref x, ref w, lane, whole);
        for (var i = whole; i < values.Length; i++)
        {
            Weighted<Lanes1>(
                ref s, ref Unsafe.Add(ref x, whole), ref Unsafe.Add(ref w, whole), i - whole, i - whole + 1);
        }
    }

    public static Moments Close(ReadOnlySpan<double> state, int count, bool weighted)
    {
        if (count == 0)
            return Moments.Empty;
        Span<Moments> lanes = stackalloc Moments[Granule.Lanes];
        for (var lane = 0; lane < lanes.Length; lane++)
        {
            // A lane without trials is empty; its state is that of an earlier granule.
            var held = (count - lane + Granule.Lanes - 1) / Granule.Lanes;
            var sums = held > 0 ? Lane(state, Sum, lane) : default;
            lanes[lane] = held <= 0 ? Moments.Empty : new(
                held, state[Least + lane], state[Greatest + lane], sums, weighted ? Lane(state, Square, lane) : sums);
        }

        for (var half = 1; half < Granule.Lanes; half *= 2)
        {
            for (var lane = 0; lane < Granule.Lanes; lane += 2 * half)
                lanes[lane] = Moments.Merge(lanes[lane], lanes[lane + half]);
        }

        return lanes[0];
    }

    private static CentralMoments Lane(ReadOnlySpan<double> state, int row, int lane) => CentralMoments.FromShifted(
        state[Shift + lane], state[row + lane], state[row + Row + lane], state[row + (2 * Row) + lane],
        state[row + (3 * Row) + lane], state[row + (4 * Row) + lane]);

    private static void Begin(Span<double> state, ReadOnlySpan<double> values)
    {
        state.Clear();
        values[..Math.Min(Granule.Lanes, values.Length)].CopyTo(state[Shift..]);
        state[Least..Greatest].Fill(double.PositiveInfinity);
        state[Greatest..].Fill(double.NegativeInfinity);
    }

    private static void Plain<L>(ref double s, ref double x, int lane, int end) where L : struct, ILanes<L>
    {
        var shift = L.Load(ref s, Shift + lane);
        var s0 = L.Load(ref s, Sum + lane);
        var s1 = L.Load(ref s, Sum + Row + lane);
        var s2 = L.Load(ref s, Sum + (2 * Row) + lane);
        var s3 = L.Load(ref s, Sum + (3 * Row) + lane);
        var s4 = L.Load(ref s, Sum + (4 * Row) + lane);
        var least = L.Load(ref s, Least + lane);
        var greatest = L.Load(ref s, Greatest + lane);
        var one = L.Of(1);
        for (var i = lane; i < end; i += Granule.Lanes)
        {
            var v = L.Load(ref x, i);
            var d = v - shift;
            var d2 = d * d;
            s0 += one;
            s1 += d;
            s2 += d2;
            s3 += d * d2;
            s4 += d2 * d2;
            least = L.Min(v, least);
            greatest = L.Max(v, greatest);
        }

        L.Store(s0, ref s, Sum + lane);
        L.Store(s1, ref s, Sum + Row + lane);
        L.Store(s2, ref s, Sum + (2 * Row) + lane);
        L.Store(s3, ref s, Sum + (3 * Row) + lane);
        L.Store(s4, ref s, Sum + (4 * Row) + lane);
        L.Store(least, ref s, Least + lane);
        L.Store(greatest, ref s, Greatest + lane);
    }

    private static void Weighted<L>(ref double s, ref double x, ref double w, int lane, int end)
        where L : struct, ILanes<L>
    {
        var shift = L.Load(ref s, Shift + lane);
        var s0 = L.Load(ref s, Sum + lane);
        var s1 = L.Load(ref s, Sum + Row + lane);
        var s2 = L.Load(ref s, Sum + (2 * Row) + lane);
        var s3 = L.Load(ref s, Sum + (3 * Row) + lane);
        var s4 = L.Load(ref s, Sum + (4 * Row) + lane);
        var q0 = L.Load(ref s, Square + lane);
        var q1 = L.Load(ref s, Square + Row + lane);
        var q2 = L.Load(ref s, Square + (2 * Row) + lane);
        var q3 = L.Load(ref s, Square + (3 * Row) + lane);
        var q4 = L.Load(ref s, Square + (4 * Row) + lane);
        var least = L.Load(ref s, Least + lane);
        var greatest = L.Load(ref s, Greatest + lane);
        for (var i = lane; i < end; i += Granule.Lanes)
        {
            var v = L.Load(ref x, i);
            var u = L.Load(ref w, i);
            var d = v - shift;
            var d2 = d * d;
            var ud = u * d;
            var ud2 = u * d2;
            var uu = u * u;
            var uud = uu * d;
            var uud2 = uu * d2;
            s0 += u;
            s1 += ud;
            s2 += ud2;
            s3 += ud * d2;
            s4 += ud2 * d2;
            q0 += uu;
            q1 += uud;
            q2 += uud2;
            q3 += uud * d2;
            q4 += uud2 * d2;
            least = L.Min(v, least);
            greatest = L.Max(v, greatest);
        }

        L.Store(s0, ref s, Sum + lane);
        L.Store(s1, ref s, Sum + Row + lane);
        L.Store(s2, ref s, Sum + (2 * Row) + lane);
        L.Store(s3, ref s, Sum + (3 * Row) + lane);
        L.Store(s4, ref s, Sum + (4 * Row) + lane);
        L.Store(q0, ref s, Square + lane);
        L.Store(q1, ref s, Square + Row + lane);
        L.Store(q2, ref s, Square + (2 * Row) + lane);
        L.Store(q3, ref s, Square + (3 * Row) + lane);
        L.Store(q4, ref s, Square + (4 * Row) + lane);
        L.Store(least, ref s, Least + lane);
        L.Store(greatest, ref s, Greatest + lane);
    }
}
