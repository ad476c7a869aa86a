using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using IcpRisk.Numerics.Lanes;
using IcpRisk.Numerics.Maths;

namespace IcpRisk.Numerics.Distributions;

/// <summary>
/// Generalised Pareto variates threshold + scale·(S^(−ξ) − 1)/ξ, S the probability of exceeding them; the exponential at
/// ξ = 0, bounded above by threshold − scale/ξ at ξ &lt; 0. By inversion of one normal a trial, ln S from whichever tail is
/// smaller, so that both ends have all their digits. The mean scale/(1 − ξ) over the threshold exists below ξ = 1, the
/// variance scale²/((1 − ξ)²(1 − 2ξ)) below ½ (Embrechts, Klüppelberg and Mikosch, "Modelling Extremal Events", 1997, 3.4).
/// Relative error of S at the variate below 1e-14·(1 + 1/|ξ|) for the larger |ξ|, 1e-14 near 0.
/// </summary>
public static class GeneralisedPareto
{
    /// <summary>Variates increasing in standard normals <paramref name="z"/>.</summary>
    /// <param name="z">Standard normals.</param>
    /// <param name="threshold">Least value.</param>
    /// <param name="scale">&gt; 0.</param>
    /// <param name="shape">ξ, of either sign or 0.</param>
    /// <param name="x">Receives the variates; may be <paramref name="z"/>.</param>
    public static void Fill<L>(ReadOnlySpan<double> z, Parameter threshold, Parameter scale, Parameter shape, Span<double> x)
        where L : struct, ILanes<L>
    {
        var trials = TrialRows.Trials(z, x);
        threshold.Demand(trials);
        scale.Demand(trials);
        shape.Demand(trials);
        // Two short loops: the compiler stops inlining in one long one.
        ref readonly var source = ref MemoryMarshal.GetReference(z);
        ref var target = ref MemoryMarshal.GetReference(x);
        for (var i = 0; i < trials; i += L.Width)
            L.Store(MinusLogSurvival(L.Load(in source, i)), ref target, i);
        for (var i = 0; i < trials; i += L.Width)
        {
            var excess = Excess(L.Load(in target, i), shape.At<L>(i));
            L.Store(L.Fma(excess, scale.At<L>(i), threshold.At<L>(i)), ref target, i);
        }
    }

    /// <summary>The variate at one normal, with the bits of <see cref="Fill"/>.</summary>
    public static double At(double threshold, double scale, double shape, double z)
    {
        var excess = Excess(MinusLogSurvival(new Lanes1(z)), new Lanes1(shape));
        return Lanes1.Fma(excess, new Lanes1(scale), new Lanes1(threshold)).Value;
    }

    /// <summary>−ln Φ(−z).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L MinusLogSurvival<L>(L z) where L : struct, ILanes<L>
    {
        var tail = VectorMath.NormalCdf(-L.Abs(z));
        return -L.Select(L.Less(z, L.Zero), VectorMath.Log1p(-tail), VectorMath.LogPositive(tail));
    }

    /// <summary>(e^(ξy) − 1)/ξ, y itself at ξ = 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L Excess<L>(L y, L shape) where L : struct, ILanes<L> =>
        L.Select(L.Equal(shape, L.Zero), y, VectorMath.Expm1(shape * y) / shape);
}
