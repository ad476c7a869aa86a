using System.Runtime.InteropServices;
using IcpRisk.Numerics.Lanes;

namespace IcpRisk.Numerics.Distributions;

/// <summary>Uniform variates on an interval: low + (high − low)·u, with one rounding after the difference.</summary>
public static class Uniform
{
    /// <summary>Variates at uniforms <paramref name="u"/>.</summary>
    /// <param name="u">Uniforms in (0, 1).</param>
    /// <param name="low">Least value.</param>
    /// <param name="high">Greatest value, ≥ low; equal to it gives the constant.</param>
    /// <param name="x">Receives the variates; may be <paramref name="u"/>.</param>
    public static void Fill<L>(ReadOnlySpan<double> u, Parameter low, Parameter high, Span<double> x)
        where L : struct, ILanes<L>
    {
        var trials = TrialRows.Trials(u, x);
        low.Demand(trials);
        high.Demand(trials);
        ref readonly var source = ref MemoryMarshal.GetReference(u);
        ref var target = ref MemoryMarshal.GetReference(x);
        for (var i = 0; i < trials; i += L.Width)
        {
            var least = low.At<L>(i);
            L.Store(L.Fma(high.At<L>(i) - least, L.Load(in source, i), least), ref target, i);
        }
    }
}
