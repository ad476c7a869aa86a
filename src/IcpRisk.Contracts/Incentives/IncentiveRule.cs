using System.Runtime.CompilerServices;
using IcpRisk.Numerics.Lanes;

namespace IcpRisk.Contracts.Incentives;

/// <summary>From scores to the share of a scheme's money that is earned.</summary>
internal static class IncentiveRule
{
    /// <summary>
    /// A score after financial pressure: score ∓ effect × pressure, towards the bad side, within its scale.
    /// </summary>
    /// <param name="score">Score before pressure, on the metric's own scale.</param>
    /// <param name="pressure">Last year's loss as a share of contract value, 0 where there was none.</param>
    /// <param name="effect">Change of the score at a pressure of 1; negative for a metric whose high scores are good.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Pressed<L>(L score, L pressure, L effect, L least, L most)
        where L : struct, ILanes<L> => L.Max(least, L.Min(most, L.Fma(effect, pressure, score)));

    /// <summary>
    /// Paid in proportion: 0 at the floor, 1 at the target. It serves metrics whose low scores are good as it stands,
    /// their target being below their floor.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Linear<L>(L score, L floor, L target)
        where L : struct, ILanes<L> =>
        L.Max(L.Zero, L.Min(L.Of(1), (score - floor) / (target - floor)));

    /// <summary>Paid all or nothing: 1 where the score is at target or on its good side.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Binary<L>(L score, L target, bool higherIsBetter)
        where L : struct, ILanes<L> =>
        L.Select(higherIsBetter ? L.LessOrEqual(target, score) : L.LessOrEqual(score, target), L.Of(1), L.Zero);

    /// <summary>
    /// Along a ramp: what the first point earns and, of each stretch, as much as the score has covered of it. It serves low
    /// scores that are good as it stands, the points then falling.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Ramp<L>(L score, double[] scores, double[] earns)
        where L : struct, ILanes<L>
    {
        var earned = L.Of(earns[0]);
        for (var i = 1; i < scores.Length; i++)
            earned += L.Of(earns[i] - earns[i - 1]) * Linear(score, L.Of(scores[i - 1]), L.Of(scores[i]));
        return earned;
    }

    /// <summary>Share of the scheme's money paid: at risk × achieved + (1 − at risk) × paid regardless (1 or 0).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Earned<L>(L achieved, L atRisk, L regardless)
        where L : struct, ILanes<L> => (atRisk * achieved) + ((L.Of(1) - atRisk) * regardless);
}
