using System.Runtime.InteropServices;
using IcpRisk.Numerics.Lanes;

namespace IcpRisk.Numerics.Distributions;

/// <summary>Events of probability p: 1 where u &lt; p, else 0. Exact; p = 0 never happens and p = 1 always does.</summary>
public static class Bernoulli
{
    /// <summary>Events at uniforms <paramref name="u"/>.</summary>
    /// <param name="u">Uniforms in (0, 1).</param>
    /// <param name="p">Probability of the event, 0 ≤ p ≤ 1.</param>
    /// <param name="x">Receives 1 or 0; may be <paramref name="u"/>.</param>
    public static void Fill<L>(ReadOnlySpan<double> u, Parameter p, Span<double> x) where L : struct, ILanes<L>
    {
        var trials = TrialRows.Trials(u, x);
        p.Demand(trials);
        ref readonly var source = ref MemoryMarshal.GetReference(u);
        ref var target = ref MemoryMarshal.GetReference(x);
        var one = L.Of(1);
        for (var i = 0; i < trials; i += L.Width)
            L.Store(L.AndBits(L.Less(L.Load(in source, i), p.At<L>(i)), one), ref target, i);
    }
}
