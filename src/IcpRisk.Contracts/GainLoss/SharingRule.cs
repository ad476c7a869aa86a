using System.Runtime.CompilerServices;
using IcpRisk.Numerics.Lanes;

namespace IcpRisk.Contracts.GainLoss;

/// <summary>
/// The provider's part of a gain, or of a loss, compiled. Amounts are taken without their sign; edges, cap and minimum
/// are shares of the base.
/// </summary>
/// <param name="Edges">Upper edges of the bands but the last, rising.</param>
/// <param name="Shares">The provider's share in each band.</param>
/// <param name="Unshared">The provider's share of what is not shared: 1 where it bears the cost, 0 where the commissioner does.</param>
/// <param name="Minimum">Rate below which nothing is shared; 0 for none.</param>
/// <param name="FirstPound">Passing the minimum shares everything from the first pound.</param>
/// <param name="Phase">Part of its share that the provider takes, by year.</param>
/// <param name="Cap">Most the provider gains or loses, by year; empty for no limit.</param>
/// <param name="Limit">The same as an amount, by year, whole pence; empty for no limit.</param>
internal sealed record SharingRule(
    double[] Edges, double[] Shares, double Unshared, double Minimum, bool FirstPound, double[] Phase, double[] Cap, double[] Limit)
{
    /// <summary>
    /// The provider's share over the bands: the integral of its share from 0 to the amount. Written as
    /// last share × amount + Σ (share − next share) × min(amount, edge), so that equal shares give the amount exactly.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L OverBands<L>(L amount, L shareBase, double[] edges, double[] shares)
        where L : struct, ILanes<L>
    {
        var sum = L.Of(shares[^1]) * amount;
        for (var i = 0; i < edges.Length; i++)
            sum += L.Of(shares[i] - shares[i + 1]) * L.Min(amount, L.Of(edges[i]) * shareBase);
        return sum;
    }

    /// <summary>The provider's part in a year, after minimum rate, phase-in and cap.</summary>
    /// <param name="amount">Gain or loss without its sign, ≥ 0.</param>
    /// <param name="shareBase">Base of edges, minimum and cap, ≥ 0.</param>
    /// <param name="factor">Multiplies the shares of the bands: quality, or 1.</param>
    /// <param name="y">Year, from 0.</param>
    /// <param name="reached">Mask: the cap is reached.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L Part<L>(in L amount, in L shareBase, in L factor, int y, out L reached)
        where L : struct, ILanes<L>
    {
        var taken = L.Of(Phase[y]) * factor;
        var part = taken * OverBands(amount, shareBase, Edges, Shares);
        if (Minimum > 0)
        {
            var minimum = L.Of(Minimum) * shareBase;
            if (FirstPound)
            {
                part = L.Select(L.Less(minimum, amount), part, L.Of(Unshared) * amount);
            }
            else
            {
                var below = L.Min(amount, minimum);
                part += (L.Of(Unshared) * below) - (taken * OverBands(below, shareBase, Edges, Shares));
            }
        }

        if (Cap.Length == 0 && Limit.Length == 0)
        {
            reached = L.Zero;
            return part;
        }

        var cap = Cap.Length == 0 ? L.Of(Limit[y]) : L.Of(Cap[y]) * shareBase;
        if (Cap.Length > 0 && Limit.Length > 0)
            cap = L.Min(cap, L.Of(Limit[y]));
        reached = L.AndBits(L.LessOrEqual(cap, part), L.Less(L.Zero, amount));
        return L.Min(cap, part);
    }
}
