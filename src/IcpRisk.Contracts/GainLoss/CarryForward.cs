using System.Runtime.CompilerServices;
using IcpRisk.Contracts.Settlement;
using IcpRisk.Numerics.Lanes;

namespace IcpRisk.Contracts.GainLoss;

/// <summary>Losses carried forward, compiled.</summary>
/// <param name="Years">Years for which a loss can be set against gains, 1 to 10.</param>
/// <param name="Share">Share of a loss that is carried.</param>
internal sealed record CarryForward(int Years, double Share)
{
    /// <summary>
    /// Takes from a gain what makes up for earlier losses, oldest first; afterwards the losses are a year older and those too
    /// old are gone.
    /// </summary>
    /// <param name="gain">≥ 0, pence.</param>
    /// <param name="carried">Losses not yet made up for, the youngest first.</param>
    /// <returns>What is taken; it is not shared.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L Offset<L>(L gain, ref Ten<L> carried)
        where L : struct, ILanes<L>
    {
        var left = gain;
        for (var age = Years - 1; age >= 0; age--)
        {
            var taken = L.Min(left, carried[age]);
            left -= taken;
            carried[age] -= taken;
        }

        for (var age = Years - 1; age > 0; age--)
            carried[age] = carried[age - 1];
        return gain - left;
    }

    /// <summary>Adds what of a year's loss is carried forward.</summary>
    /// <param name="borne">The part of the loss that fell on the bearer of the cost, ≥ 0, pence.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add<L>(L borne, ref Ten<L> carried)
        where L : struct, ILanes<L> => carried[0] = L.Of(Share) * borne;
}
