using System.Runtime.InteropServices;
using IcpRisk.Numerics.Lanes;

namespace IcpRisk.Numerics.Distributions.Cases;

/// <summary>Total cost of A independent cases given A, as a <see cref="CaseSumPlan"/> says.</summary>
public static class CaseSum
{
    /// <summary>Totals for a row of counts.</summary>
    /// <param name="plan">How, and for which severity.</param>
    /// <param name="counts">A, whole numbers ≥ 0; 0 gives 0.</param>
    /// <param name="z">Standard normals for the gamma; unread by <see cref="CaseSumMethod.OneByOne"/> and
    /// <see cref="CaseSumMethod.Fixed"/>.</param>
    /// <param name="zLarge">Standard normals for the number of large cases; read by <see cref="CaseSumMethod.Split"/> only.</param>
    /// <param name="uniforms">Uniforms by trial and case; asked by <see cref="CaseSumMethod.Split"/> and
    /// <see cref="CaseSumMethod.OneByOne"/>.</param>
    /// <param name="mean">Mean cost of a case, ≥ 0.</param>
    /// <param name="total">Receives the totals; no memory shared with the other rows.</param>
    public static void Fill<L, TUniforms>(
        in CaseSumPlan plan, ReadOnlySpan<double> counts, ReadOnlySpan<double> z, ReadOnlySpan<double> zLarge,
        ref TUniforms uniforms, Parameter mean, Span<double> total)
        where L : struct, ILanes<L>
        where TUniforms : ICaseUniforms, allows ref struct
    {
        var trials = TrialRows.Trials(counts, total);
        mean.Demand(trials);
        switch (plan.Method)
        {
            case CaseSumMethod.Fixed:
                Scale<L>(counts, mean, total);
                break;
            case CaseSumMethod.Matched:
                MatchedGamma.Fill<L>(z, counts, mean, plan.Matched.Cv, plan.Matched.Skewness, total);
                break;
            case CaseSumMethod.Split:
                TrialRows.Trials(z, total);
                TrialRows.Trials(zLarge, total);
                Split<L, TUniforms>(plan, counts, z, zLarge, ref uniforms, total);
                Finish<L>(plan.Severity.Shift, counts, mean, total);
                break;
            default:
                total.Clear();
                LargeCases.Add<L, TUniforms, LognormalSeverity>(
                    counts, ref uniforms, new(plan.Severity.Mu, plan.Severity.Sigma), total);
                Finish<L>(plan.Severity.Shift, counts, mean, total);
                break;
        }
    }

    private static void Split<L, TUniforms>(
        in CaseSumPlan plan, ReadOnlySpan<double> counts, ReadOnlySpan<double> z, ReadOnlySpan<double> zLarge,
        ref TUniforms uniforms, Span<double> total)
        where L : struct, ILanes<L>
        where TUniforms : ICaseUniforms, allows ref struct
    {
        Span<double> buffer = stackalloc double[LargeCases.Chunk];
        for (var start = 0; start < counts.Length; start += LargeCases.Chunk)
        {
            var length = Math.Min(LargeCases.Chunk, counts.Length - start);
            var large = buffer[..length];
            var cases = counts.Slice(start, length);
            var sum = total.Slice(start, length);
            Binomial.Fill<L>(zLarge.Slice(start, length), cases, plan.LargeShare, large);
            Below<L>(plan.Matched, z.Slice(start, length), cases, large, sum);
            LargeCases.AddChunk<L, TUniforms, LognormalSeverity>(
                large, start, ref uniforms, new(plan.Severity.Mu, plan.Severity.Sigma, plan.LargeShare), sum);
        }
    }

    /// <summary>The gamma of the cases that are not large.</summary>
    private static void Below<L>(
        in CaseMoments moments, ReadOnlySpan<double> z, ReadOnlySpan<double> counts, ReadOnlySpan<double> large,
        Span<double> total)
        where L : struct, ILanes<L>
    {
        ref readonly var normals = ref MemoryMarshal.GetReference(z);
        ref readonly var cases = ref MemoryMarshal.GetReference(counts);
        ref readonly var apart = ref MemoryMarshal.GetReference(large);
        ref var target = ref MemoryMarshal.GetReference(total);
        for (var i = 0; i < counts.Length; i += L.Width)
        {
            var rest = L.Load(in cases, i) - L.Load(in apart, i);
            var sum = MatchedGamma.Standard(L.Load(in normals, i), rest, L.Of(moments.Cv), L.Of(moments.Skewness));
            L.Store(sum * L.Of(moments.Mean), ref target, i);
        }
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
    private static void Finish<L>(double shift, ReadOnlySpan<double> counts, Parameter mean, Span<double> total)
        where L : struct, ILanes<L>
    {
        ref readonly var cases = ref MemoryMarshal.GetReference(counts);
        ref var target = ref MemoryMarshal.GetReference(total);
        for (var i = 0; i < counts.Length; i += L.Width)
        {
            var sum = L.Fma(L.Of(shift), L.Load(in cases, i), L.Load(in target, i));
            L.Store(L.Max(sum, L.Zero) * mean.At<L>(i), ref target, i);
        }
    }
}
