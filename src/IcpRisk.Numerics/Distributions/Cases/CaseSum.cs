using System.Runtime.InteropServices;
using IcpRisk.Numerics.Lanes;

namespace IcpRisk.Numerics.Distributions.Cases;

/// <summary>Total cost of A independent cases given A, as a <see cref="CaseSumPlan"/> says.</summary>
public static class CaseSum
{
    /// <summary>Totals for a row of counts, of cases of one severity.</summary>
    /// <inheritdoc cref="Fill{L, TUniforms}(CaseSumMethod, in CaseSumParameters, ReadOnlySpan{double}, ReadOnlySpan{double}, ReadOnlySpan{double}, ref TUniforms, Parameter, Span{double})"/>
    /// <param name="plan">How, and for which severity.</param>
    public static void Fill<L, TUniforms>(
        scoped in CaseSumPlan plan, ReadOnlySpan<double> counts, ReadOnlySpan<double> z, ReadOnlySpan<double> zLarge,
        ref TUniforms uniforms, Parameter mean, Span<double> total)
        where L : struct, ILanes<L>
        where TUniforms : ICaseUniforms, allows ref struct =>
        Fill<L, TUniforms>(plan.Method, new(plan), counts, z, zLarge, ref uniforms, mean, total);

    /// <summary>Totals for a row of counts.</summary>
    /// <param name="method">How.</param>
    /// <param name="severity">For which severity.</param>
    /// <param name="counts">A, whole numbers ≥ 0; 0 gives 0.</param>
    /// <param name="z">Standard normals for the gamma; unread by <see cref="CaseSumMethod.OneByOne"/> and
    /// <see cref="CaseSumMethod.Fixed"/>.</param>
    /// <param name="zLarge">Standard normals for the number of large cases; read by <see cref="CaseSumMethod.Split"/> only.</param>
    /// <param name="uniforms">Uniforms by trial and case; asked by <see cref="CaseSumMethod.Split"/> and
    /// <see cref="CaseSumMethod.OneByOne"/>.</param>
    /// <param name="mean">Mean cost of a case, ≥ 0.</param>
    /// <param name="total">Receives the totals; no memory shared with the other rows.</param>
    public static void Fill<L, TUniforms>(
        CaseSumMethod method, scoped in CaseSumParameters severity, ReadOnlySpan<double> counts, ReadOnlySpan<double> z,
        ReadOnlySpan<double> zLarge, ref TUniforms uniforms, Parameter mean, Span<double> total)
        where L : struct, ILanes<L>
        where TUniforms : ICaseUniforms, allows ref struct
    {
        var trials = TrialRows.Trials(counts, total);
        mean.Demand(trials);
        switch (method)
        {
            case CaseSumMethod.Fixed:
                Scale<L>(counts, mean, total);
                break;
            case CaseSumMethod.Matched:
                MatchedGamma.Fill<L>(z, counts, mean, severity.Split.Cv, severity.Split.Skewness, total);
                break;
            case CaseSumMethod.Split:
                Split<L, TUniforms, LognormalSeverity>(
                    severity.Split, counts, z, zLarge, ref uniforms,
                    new(severity.Mu, severity.Sigma, severity.Split.LargeShare), total);
                Finish<L>(severity.Shift, counts, mean, total);
                break;
            default:
                total.Clear();
                LargeCases.Add<L, TUniforms, LognormalSeverity>(
                    counts, ref uniforms, new(severity.Mu, severity.Sigma, 1), total);
                Finish<L>(severity.Shift, counts, mean, total);
                break;
        }
    }

    /// <summary>
    /// Totals of a row of counts, of which a binomial part is large and drawn one by one; the gamma stands for the rest.
    /// </summary>
    /// <param name="split">Moments of a case that is not large, and the share of those that are.</param>
    /// <param name="counts">Cases, whole numbers ≥ 0.</param>
    /// <param name="z">Standard normals for the gamma.</param>
    /// <param name="zLarge">Standard normals for the number of large cases.</param>
    /// <param name="uniforms">Uniforms by trial and large case.</param>
    /// <param name="above">Cost of a large case.</param>
    /// <param name="total">Receives the totals; no memory shared with the other rows.</param>
    public static void Split<L, TUniforms, TSeverity>(
        scoped in CaseSplit split, ReadOnlySpan<double> counts, ReadOnlySpan<double> z,
        ReadOnlySpan<double> zLarge, ref TUniforms uniforms, scoped in TSeverity above, Span<double> total)
        where L : struct, ILanes<L>
        where TUniforms : ICaseUniforms, allows ref struct
        where TSeverity : struct, ICaseSeverity, allows ref struct
    {
        TrialRows.Trials(counts, total);
        Span<double> buffer = stackalloc double[LargeCases.Chunk];
        for (var start = 0; start < counts.Length; start += LargeCases.Chunk)
        {
            var length = Math.Min(LargeCases.Chunk, counts.Length - start);
            var large = buffer[..length];
            Binomial.Fill<L>(
                zLarge.Slice(start, length), counts.Slice(start, length), split.LargeShare.Slice(start, length), large);
            SplitChunk<L, TUniforms, TSeverity>(
                split, counts.Slice(start, length), z.Slice(start, length), large, start, ref uniforms, above, total.Slice(start, length));
        }
    }

    private static void SplitChunk<L, TUniforms, TSeverity>(
        scoped in CaseSplit split, ReadOnlySpan<double> counts, ReadOnlySpan<double> z, scoped ReadOnlySpan<double> large, int start,
        ref TUniforms uniforms, scoped in TSeverity above, Span<double> total)
        where L : struct, ILanes<L>
        where TUniforms : ICaseUniforms, allows ref struct
        where TSeverity : struct, ICaseSeverity, allows ref struct
    {
        ref readonly var normals = ref MemoryMarshal.GetReference(z);
        ref readonly var cases = ref MemoryMarshal.GetReference(counts);
        ref readonly var apart = ref MemoryMarshal.GetReference(large);
        ref var target = ref MemoryMarshal.GetReference(total);
        for (var i = 0; i < counts.Length; i += L.Width)
        {
            var rest = L.Load(in cases, i) - L.Load(in apart, i);
            var sum = MatchedGamma.Standard(
                L.Load(in normals, i), rest, split.Cv.At<L>(start + i), split.Skewness.At<L>(start + i));
            L.Store(sum * split.Mean.At<L>(start + i), ref target, i);
        }

        LargeCases.AddChunk<L, TUniforms, TSeverity>(large, start, ref uniforms, above, total);
    }

    private static void Scale<L>(ReadOnlySpan<double> counts, Parameter mean, Span<double> total)
        where L : struct, ILanes<L>
    {
        ref readonly var cases = ref MemoryMarshal.GetReference(counts);
        ref var target = ref MemoryMarshal.GetReference(total);
        for (var i = 0; i < counts.Length; i += L.Width)
            L.Store(L.Load(in cases, i) * mean.At<L>(i), ref target, i);
    }

    /// <summary>Adds the shift of every case, floors at 0 and gives the total its unit.</summary>
    private static void Finish<L>(Parameter shift, ReadOnlySpan<double> counts, Parameter mean, Span<double> total)
        where L : struct, ILanes<L>
    {
        ref readonly var cases = ref MemoryMarshal.GetReference(counts);
        ref var target = ref MemoryMarshal.GetReference(total);
        for (var i = 0; i < counts.Length; i += L.Width)
        {
            var sum = L.Fma(shift.At<L>(i), L.Load(in cases, i), L.Load(in target, i));
            L.Store(L.Max(sum, L.Zero) * mean.At<L>(i), ref target, i);
        }
    }
}
