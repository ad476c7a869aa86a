using IcpRisk.Contracts.Adjustment;
using IcpRisk.Contracts.Rebasing;
using IcpRisk.Contracts.Settlement;
using IcpRisk.Numerics.Lanes;

namespace IcpRisk.Contracts;

/// <content>Rebasing and re-opening of the value.</content>
public sealed partial class ContractPlan
{
    /// <summary>Re-sets level and lists where the year starts with a new value, stated or opened.</summary>
    private void SettleRebasing<L>(RebaseRule rule, in Trials<L> trials, ref YearState<L> state, int y)
        where L : struct, ILanes<L>
    {
        state.Reopened = L.Zero;
        if (rule.Reopener is { } reopener && y >= reopener.Lag)
        {
            var open = L.Less(L.Of(rule.Loss) * state.ValueSinceReset, -state.PositionSinceReset);
            if (rule.ListDeparts < double.PositiveInfinity)
            {
                var departure = (_adjustment!.Ratio(trials, y - reopener.Lag) / state.ListBase) - L.Of(1);
                open = L.OrBits(open, L.Less(L.Of(rule.ListDeparts), L.Abs(departure)));
            }

            state.Reopened = L.AndBits(open, L.Less(state.Openings, L.Of(rule.AtMost)));
            state.Openings += L.AndBits(state.Reopened, L.Of(1));
            ResetTo(rule, reopener, trials, ref state, state.Reopened, y);
        }

        if (rule.IsYear[y])
            ResetTo(rule, rule.Rebase!, trials, ref state, L.Equal(L.Zero, L.Zero), y);
    }

    private void ResetTo<L>(RebaseRule rule, Reset reset, in Trials<L> trials, ref YearState<L> state, L mask, int y)
        where L : struct, ILanes<L>
    {
        var last = y - reset.Lag;
        var lists = _adjustment is null ? L.Of(1) : _adjustment.Ratio(trials, last);
        var ratio = reset.ToCost ? CostRatio(rule, reset, trials, last) : lists;
        var level = Reset.Level(ratio, L.Of(reset.Share), L.Of(reset.Cap));
        state.Level = L.Select(mask, level, state.Level);
        state.ListBase = L.Select(mask, lists, state.ListBase);
        state.SeenAtReset = L.Select(mask, L.Of(last), state.SeenAtReset);
        state.PositionSinceReset = L.Select(mask, L.Zero, state.PositionSinceReset);
        state.ValueSinceReset = L.Select(mask, L.Zero, state.ValueSinceReset);
    }

    /// <summary>What care cost in the years looked at over the planned core payment of those years.</summary>
    private L CostRatio<L>(RebaseRule rule, Reset reset, in Trials<L> trials, int last)
        where L : struct, ILanes<L>
    {
        var cost = L.Zero;
        var core = 0.0;
        for (var y = Math.Max(0, last - reset.LookBack + 1); y <= last; y++)
        {
            var seen = default(YearState<L>);
            SettleCosts(trials, ref seen, y);
            cost += CostWithout(trials, ref seen, rule.Excluded, reset.Overheads, y);
            core += rule.PlannedCore[y];
        }

        return cost / L.Of(core);
    }

    /// <summary>The adjustment of a year, from the lists of the year that the lag looks back to, against those last re-set to.</summary>
    private L AdjustmentOf<L>(AdjustmentRule rule, in Trials<L> trials, ref YearState<L> state, int y)
        where L : struct, ILanes<L>
    {
        var seen = y - rule.Lag;
        if (seen < 0)
            return L.Zero;
        var ratio = rule.Ratio(trials, seen);
        if (_rebase is null)
            return AdjustmentRule.Of(ratio, rule.Above, rule.Below, rule.Whole);

        // What was seen no later than what the value was re-set to is in the value already.
        var adjustment = AdjustmentRule.Of(ratio / state.ListBase, rule.Above, rule.Below, rule.Whole);
        return L.AndBits(adjustment, L.Less(state.SeenAtReset, L.Of(seen)));
    }
}
