using System.Runtime.CompilerServices;
using IcpRisk.Numerics.Lanes;

namespace IcpRisk.Numerics.Statistics;

/// <summary>Influence function of the skewness γ: z³ − γ − 3z − 3/2·γ(z² − 1), z the standardised value.</summary>
internal static class SkewnessTerm
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Of<L>(L z, L skewness) where L : struct, ILanes<L>
    {
        var z2 = z * z;
        return (z * (z2 - L.Of(3))) - (skewness * (L.Of(1) + (L.Of(1.5) * (z2 - L.Of(1)))));
    }
}
