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

    /// <summary>Adds the cost of n cases to each trial.</summary>
    /// <param name="counts">n, whole numbers ≥ 0. The time goes with the largest of 256 neighbouring trials.</param>
    /// <param name="uniforms">Uniforms by trial and case, taken as probabilities of costing more.</param>
    /// <param name="severity">Cost of a case.</param>
    /// <param name="total">Added to, case after case; not the same memory as <paramref name="counts"/>.</param>
    public static void Add<L, TUniforms, TSeverity>(
        ReadOnlySpan<double> counts, ref TUniforms uniforms, in TSeverity severity, Span<double> total)
        where L : struct, ILanes<L>
        where TUniforms : ICaseUniforms, allows ref struct
        where TSeverity : struct, ICaseSeverity
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
        scoped ReadOnlySpan<double> counts, int offset, ref TUniforms uniforms, in TSeverity severity,
        Span<double> total)
        where L : struct, ILanes<L>
        where TUniforms : ICaseUniforms, allows ref struct
        where TSeverity : struct, ICaseSeverity
    {
        Span<double> rows = stackalloc double[2 * Chunk];
        var (from, to) = (0, counts.Length);
        for (var pair = 0; Narrow(counts, 2 * pair, ref from, ref to); pair++)
        {
            var even = rows[..(to - from)];
            var odd = rows.Slice(Chunk, to - from);
            uniforms.Fill<L>(pair, offset + from, even, odd);
            severity.FromSurvival<L>(even);
            severity.FromSurvival<L>(odd);
            Accumulate<L>(counts[from..to], 2 * pair, even, odd, total[from..to]);
        }
    }

    /// <summary>Shrinks a run of trials, by whole eights, to what still has cases after the first so many.</summary>
    private static bool Narrow(ReadOnlySpan<double> counts, int cases, ref int from, ref int to)
    {
        while (from < to && !Any(counts.Slice(from, 8), cases))
            from += 8;
        while (to > from && !Any(counts.Slice(to - 8, 8), cases))
            to -= 8;
        return from < to;
    }

    private static bool Any(ReadOnlySpan<double> counts, int cases)
    {
        foreach (var n in counts)
        {
            if (n > cases)
                return true;
        }

        return false;
    }

    private static void Accumulate<L>(
        ReadOnlySpan<double> counts, int cases, ReadOnlySpan<double> even, ReadOnlySpan<double> odd, Span<double> total)
        where L : struct, ILanes<L>
    {
        ref readonly var n = ref MemoryMarshal.GetReference(counts);
        ref readonly var first = ref MemoryMarshal.GetReference(even);
        ref readonly var second = ref MemoryMarshal.GetReference(odd);
        ref var sum = ref MemoryMarshal.GetReference(total);
        for (var i = 0; i < counts.Length; i += L.Width)
        {
            var count = L.Load(in n, i);
            var x = L.AndBits(L.Less(L.Of(cases), count), L.Load(in first, i));
            var y = L.AndBits(L.Less(L.Of(cases + 1), count), L.Load(in second, i));
            L.Store(L.Load(in sum, i) + x + y, ref sum, i);
        }
    }
}
