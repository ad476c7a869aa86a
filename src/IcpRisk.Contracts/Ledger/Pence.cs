using System.Runtime.CompilerServices;
using IcpRisk.Numerics.Lanes;

namespace IcpRisk.Contracts.Ledger;

/// <summary>Money is booked in whole pence, held as doubles, exact up to 2⁵³ pence.</summary>
internal static class Pence
{
    /// <summary>Pounds to whole pence: 100 × £, halves to even. The one rounding of a flow.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Of<L>(L pounds)
        where L : struct, ILanes<L> => L.Round(pounds * L.Of(100));

    /// <summary>A share of an amount in pence, in whole pence, halves to even.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Share<L>(L pence, L share)
        where L : struct, ILanes<L> => L.Round(pence * share);

    /// <inheritdoc cref="Of{L}"/>
    public static double Of(double pounds) => Math.Round(pounds * 100, MidpointRounding.ToEven);
}
