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
                Split<L, TUniforms, LognormalSeverity>(
                    plan.Matched, plan.LargeShare, counts, z, zLarge, ref uniforms,
                    new(plan.Severity.Mu, plan.Severity.Sigma, plan.LargeShare), total);
                Finish<L>(plan.Severity.Shift, counts, mean, total);
                break;
            default:
                total.Clear();
                LargeCases.Add<L, TUniforms, LognormalSeverity>(
                    counts, ref uniforms, new(plan.Severity.Mu, plan.Severity.Sigma, 1), total);
                Finish<L>(plan.Severity.Shift, counts, mean, total);
                break;
        }
    }

    /// <summary>
    /// Totals of a row of counts, of which a binomial part is large and drawn one by one; the gamma stands for the rest.
    /// </summary>
    /// <param name="below">Moments of a case that is not large.</param>
    /// <param name="largeShare">Probability that a case is large, in [0, 1].</param>
    /// <param name="counts">Cases, whole numbers ≥ 0.</param>
    /// <param name="z">Standard normals for the gamma.</param>
    /// <param name="zLarge">Standard normals for the number of large cases.</param>
    /// <param name="uniforms">Uniforms by trial and large case.</param>
    /// <param name="above">Cost of a large case.</param>
    /// <param name="total">Receives the totals; no memory shared with the other rows.</param>
    public static void Split<L, TUniforms, TSeverity>(
        in CaseMoments below, double largeShare, ReadOnlySpan<double> counts, ReadOnlySpan<double> z,
        ReadOnlySpan<double> zLarge, ref TUniforms uniforms, scoped in TSeverity above, Span<double> total)
        where L : struct, ILanes<L>
        where TUniforms : ICaseUniforms, allows ref struct
        where TSeverity : struct, ICaseSeverity, allows ref struct
    {
        TrialRows.Trials(counts, total);
        TrialRows.Trials(z, total);
        TrialRows.Trials(zLarge, total);
        Span<double> buffer = stackalloc double[LargeCases.Chunk];
        for (var start = 0; start < counts.Length; start += LargeCases.Chunk)
        {
            var length = Math.Min(LargeCases.Chunk, counts.Length - start);
            var large = buffer[..length];
            var cases = counts.Slice(start, length);
            var sum = total.Slice(start, length);
            Binomial.Fill<L>(zLarge.Slice(start, length), cases, largeShare, large);
            Below<L>(below, z.Slice(start, length), cases, large, sum);
            LargeCases.AddChunk<L, TUniforms, TSeverity>(large, start, ref uniforms, above, sum);
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
