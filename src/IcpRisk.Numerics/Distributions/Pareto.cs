using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using IcpRisk.Numerics.Lanes;
using IcpRisk.Numerics.Maths;

namespace IcpRisk.Numerics.Distributions;

/// <summary>
/// Pareto variates scale·S^(−1/α), S the probability of exceeding them. S = 1 − u has all its digits only where u is not
/// near 1; from a normal, S = Φ(−z), it has them in the upper tail too. Relative error of S at the variate below 1e-14·(1 + α).
/// </summary>
public static class Pareto
{
    /// <summary>Pareto variates, increasing in standard normals <paramref name="z"/>.</summary>
    /// <param name="z">Standard normals.</param>
    /// <param name="scale">Least value, &gt; 0.</param>
    /// <param name="alpha">Tail index, α &gt; 0; the mean exists above 1, the variance above 2.</param>
    /// <param name="x">Receives the variates; may be <paramref name="z"/>.</param>
    public static void Fill<L>(ReadOnlySpan<double> z, Parameter scale, Parameter alpha, Span<double> x)
        where L : struct, ILanes<L>
    {
        var trials = TrialRows.Trials(z, x);
        scale.Demand(trials);
        alpha.Demand(trials);
        // Three short loops: the compiler stops inlining in one long one.
        ref readonly var source = ref MemoryMarshal.GetReference(z);
        ref var target = ref MemoryMarshal.GetReference(x);
        for (var i = 0; i < trials; i += L.Width)
            L.Store(-L.Load(in source, i), ref target, i);
        Maths.Rows.NormalCdf<L>(x, x);
        FromSurvivals<L>(scale, alpha, x);
    }

    /// <summary>Pareto variates, increasing in uniforms <paramref name="u"/> in (0, 1).</summary>
    public static void FillUniform<L>(ReadOnlySpan<double> u, Parameter scale, Parameter alpha, Span<double> x)
        where L : struct, ILanes<L>
    {
        var trials = TrialRows.Trials(u, x);
        scale.Demand(trials);
        alpha.Demand(trials);
        ref readonly var source = ref MemoryMarshal.GetReference(u);
        ref var target = ref MemoryMarshal.GetReference(x);
        for (var i = 0; i < trials; i += L.Width)
            L.Store(L.Of(1) - L.Load(in source, i), ref target, i);
        FromSurvivals<L>(scale, alpha, x);
    }

    private static void FromSurvivals<L>(Parameter scale, Parameter alpha, Span<double> x) where L : struct, ILanes<L>
    {
        ref var target = ref MemoryMarshal.GetReference(x);
        for (var i = 0; i < x.Length; i += L.Width)
            L.Store(FromSurvival(L.Load(in target, i), scale.At<L>(i), L.Of(-1) / alpha.At<L>(i)), ref target, i);
    }

    /// <summary>
    /// The value exceeded with probability <paramref name="survival"/>, in (0, 1]; <paramref name="power"/> is −1/α, so
    /// that a constant index costs no division.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L FromSurvival<L>(L survival, L scale, L power) where L : struct, ILanes<L> =>
        scale * VectorMath.Exp(VectorMath.LogPositive(survival) * power);
}
