using System.Runtime.CompilerServices;
using IcpRisk.Numerics.Lanes;

namespace IcpRisk.Contracts.Parties;

/// <summary>How one flow is divided among parties: only those with a share, in the order they are named.</summary>
/// <param name="Parties">Places of the parties in the contract's list.</param>
/// <param name="Shares">Their shares, in (0, 1], summing to 1.</param>
internal sealed record Split(int[] Parties, double[] Shares)
{
    /// <summary>
    /// Adds the flow to the parties' nets (eight doubles a party): each part rounded to whole pence, the remainder to the
    /// last-named, so that the parts make up the flow exactly.
    /// </summary>
    /// <param name="pence">The flow, whole pence; negative flows divide alike.</param>
    /// <param name="sign">+1: the parties receive it; −1: they pay it.</param>
    /// <param name="nets">First of the nets.</param>
    public void Book<L>(in L pence, double sign, ref double nets)
        where L : struct, ILanes<L>
    {
        // Many a flow is nothing in most years.
        if (!L.AnyTrue(pence))
            return;
        var (flow, rest, signs) = (pence, pence, L.Of(sign));
        var (parties, shares) = (Parties, Shares);
        var last = parties.Length - 1;
        for (var i = 0; i < last; i++)
        {
            var part = L.Round(flow * L.Of(shares[i]));
            rest -= part;
            Add(part * signs, parties[i] * 8, ref nets);
        }

        Add(rest * signs, parties[last] * 8, ref nets);
    }

    /// <summary>A split from shares in the parties' order; those without a share are left out.</summary>
    public static Split Of(IReadOnlyList<double> shares)
    {
        var parties = Enumerable.Range(0, shares.Count).Where(p => shares[p] > 0).ToArray();
        return new Split(parties, [.. parties.Select(p => shares[p])]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add<L>(L pence, int offset, ref double nets)
        where L : struct, ILanes<L> =>
        L.Store(L.Load(ref nets, offset) + pence, ref nets, offset);
}
