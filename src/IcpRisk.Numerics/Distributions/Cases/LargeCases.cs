using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using IcpRisk.Numerics.Lanes;

namespace IcpRisk.Numerics.Distributions.Cases;

/// <summary>
/// Total cost of cases drawn one by one: for high-cost cases above a threshold, and for the part of
/// <see cref="CaseSum"/> that no approximation serves. Exact but for the severity's rounding.
/// </summary>
public static class LargeCases
{
    internal const int Chunk = 256;

    // Cases asked for at a time: four blocks of the generator in flight.
    private const int Batch = 8;

    /// <summary>Adds the cost of n cases to each trial.</summary>
    /// <param name="counts">n, whole numbers ≥ 0. The time goes with the largest of 256 neighbouring trials.</param>
    /// <param name="uniforms">Uniforms by trial and case, taken as probabilities of costing more.</param>
    /// <param name="severity">Cost of a case; its parameters are for all trials.</param>
    /// <param name="total">Added to, case after case; not the same memory as <paramref name="counts"/>.</param>
    public static void Add<L, TUniforms, TSeverity>(
        ReadOnlySpan<double> counts, ref TUniforms uniforms, scoped in TSeverity severity, Span<double> total)
        where L : struct, ILanes<L>
        where TUniforms : ICaseUniforms, allows ref struct
        where TSeverity : struct, ICaseSeverity, allows ref struct
    {
        var trials = TrialRows.Trials(counts, total);
        for (var start = 0; start < trials; start += Chunk)
        {
            var length = Math.Min(Chunk, trials - start);
            AddChunk<L, TUniforms, TSeverity>(
                counts.Slice(start, length), start, ref uniforms, severity, total.Slice(start, length));
        }
    }

    /// <summary>The same for at most <see cref="Chunk"/> trials, of which the first is <paramref name="offset"/>.</summary>
    internal static void AddChunk<L, TUniforms, TSeverity>(
        scoped ReadOnlySpan<double> counts, int offset, ref TUniforms uniforms,
        scoped in TSeverity severity, Span<double> total)
        where L : struct, ILanes<L>
        where TUniforms : ICaseUniforms, allows ref struct
        where TSeverity : struct, ICaseSeverity, allows ref struct
    {
        Span<double> rows = stackalloc double[Batch * Chunk];
        var (from, to) = (0, counts.Length);
        for (var done = 0; Narrow<L>(counts, done, ref from, ref to, out var most); done += Batch)
        {
            // Whole pairs, as the generator makes them; no more than the trial with most cases wants.
            var cases = (int)Math.Min(Batch, 2 * Math.Ceiling((most - done) / 2));
            var trials = to - from;
            var costs = rows[..(cases * trials)];
            uniforms.Fill<L>(done, cases, offset + from, costs);
            severity.FromSurvival<L>(costs, offset + from, trials);
            Accumulate<L>(counts[from..to], done, cases, costs, total[from..to]);
        }
    }

    /// <summary>Shrinks a run of trials, by whole eights, to what still has cases after the first so many.</summary>
    private static bool Narrow<L>(ReadOnlySpan<double> counts, int cases, ref int from, ref int to, out double most)
        where L : struct, ILanes<L>
    {
        while (from < to && !AnyAbove<L>(counts, from, cases))
            from += 8;
        while (to > from && !AnyAbove<L>(counts, to - 8, cases))
            to -= 8;
        most = Most<L>(counts[from..to]);
        return from < to;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool AnyAbove<L>(ReadOnlySpan<double> counts, int from, int cases)
        where L : struct, ILanes<L>
    {
        ref readonly var first = ref MemoryMarshal.GetReference(counts);
        var any = L.Zero;
        for (var i = from; i < from + 8; i += L.Width)
            any = L.OrBits(any, L.Less(L.Of(cases), L.Load(in first, i)));
        return L.AnyTrue(any);
    }

    private static double Most<L>(ReadOnlySpan<double> counts)
        where L : struct, ILanes<L>
    {
        ref readonly var first = ref MemoryMarshal.GetReference(counts);
        var most = L.Zero;
        for (var i = 0; i < counts.Length; i += L.Width)
            most = L.Max(L.Load(in first, i), most);
        Span<double> lanes = stackalloc double[8];
        L.Store(most, ref lanes[0], 0);
        var greatest = 0.0;
        foreach (var n in lanes[..L.Width])
            greatest = n > greatest ? n : greatest;
        return greatest;
    }

    private static void Accumulate<L>(
        ReadOnlySpan<double> counts, int done, int cases, ReadOnlySpan<double> costs, Span<double> total)
        where L : struct, ILanes<L>
    {
        ref readonly var n = ref MemoryMarshal.GetReference(counts);
        ref readonly var cost = ref MemoryMarshal.GetReference(costs);
        ref var sum = ref MemoryMarshal.GetReference(total);
        for (var i = 0; i < counts.Length; i += L.Width)
        {
            var count = L.Load(in n, i);
            var all = L.Load(in sum, i);
            for (var c = 0; c < cases; c++)
                all += L.AndBits(L.Less(L.Of(done + c), count), L.Load(in cost, (c * counts.Length) + i));
            L.Store(all, ref sum, i);
        }
    }
}
