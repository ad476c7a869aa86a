using System.Runtime.CompilerServices;
using IcpRisk.Contracts.Incentives;
using IcpRisk.Contracts.Indexation;
using IcpRisk.Contracts.Ledger;
using IcpRisk.Contracts.Settlement;
using IcpRisk.Contracts.Value;
using IcpRisk.Numerics.Lanes;

namespace IcpRisk.Contracts;

/// <content>The value of a year and how it is divided and paid.</content>
public sealed partial class ContractPlan
{
    /// <summary>Planned value, indexed, adjusted, at most the allocation, for what is covered of the year; fee and core.</summary>
    private void SettleValue<L>(in Trials<L> trials, ref YearState<L> state, int y)
        where L : struct, ILanes<L>
    {
        var year = y + 1;
        var exposure = L.Of(_time.Exposure(year));
        var index = L.Of(1);
        if (_indexation is { } rule)
        {
            index = IndexationRule.Factor(
                trials.Read(rule.PriceRow, year), L.Of(rule.PlannedPrice[y]), L.Of(rule.Share), L.Of(rule.Fall), L.Of(rule.Rise));
        }

        var planned = L.Of(_budget.FullYear[y]);
        if (_rebase is { } rebase)
        {
            SettleRebasing(rebase, trials, ref state, y);
            planned *= state.Level;
        }

        if (_scope is { } scope && !_settlesPlan)
            planned += L.Of(scope.Value[y]);
        var adjustment = _adjustment is null ? L.Zero : AdjustmentOf(_adjustment, trials, ref state, y);
        var value = Budget.Value(planned, index, adjustment);
        var unadjusted = Budget.Value(planned, index, L.Zero);
        if (_allocationRow >= 0)
            state.Allocation = trials.Read(_allocationRow, year);
        if (_capped)
        {
            value = L.Min(value, state.Allocation);
            unadjusted = L.Min(unadjusted, state.Allocation);
        }

        state.ContractValue = Pence.Of(exposure * value);
        state.Target = Core(state.ContractValue, y);
        state.Adjusted = _adjustment is null ? L.Zero : state.Target - Core(Pence.Of(exposure * unadjusted), y);
        SettleFee(trials, ref state, y);
    }

    /// <summary>Incentives earned on this year's scores, payments by activity, and what of the core payment follows cost.</summary>
    private void SettlePayments<L>(in Trials<L> trials, ref YearState<L> state, int y)
        where L : struct, ILanes<L>
    {
        var year = y + 1;
        L quality = L.Zero, available = L.Zero, earned = L.Zero, pooled = L.Zero;
        var through = 0;
        foreach (var scheme in _schemes)
        {
            var achieved = L.Zero;
            foreach (var metric in scheme.Metrics)
                achieved += Achieved(metric, trials, state.Pressure, ref quality, y);
            var money = Pence.Share(state.ContractValue, L.Of(scheme.Size[y]));
            var paid = Pence.Share(money, IncentiveRule.Earned(achieved, L.Of(scheme.AtRisk[y]), L.Of(scheme.Regardless)));
            available += money;
            earned += paid;
            if (scheme.ToPool)
                pooled += money - paid;
            if (scheme.To.Length > 0)
                state.Through[through++] = Started(y) ? paid : L.Zero;
        }

        state.Quality = quality;

        // Scores are measured before budget and incentives pass to the provider, but nothing is paid on them.
        if (!Started(y))
        {
            (state.LumpSum, state.Adjusted) = (state.Target, L.Zero);
            return;
        }

        (state.Available, state.Earned, state.Pooled) = (available, earned, pooled);
        var activity = L.Zero;
        for (var i = 0; i < _payments.ActivityRows.Length; i++)
            activity += L.Of(_payments.Prices[y][i]) * trials.Read(_payments.ActivityRows[i], year);
        state.Activity = Pence.Of(activity);
        state.LumpSum = state.Target;
        if (_reimbursement is not { } reimbursement)
            return;
        state.Reimbursed = reimbursement.Reimbursed(
            CostWithout(trials, ref state, reimbursement.Excluded, reimbursement.Overheads, y), state.Target, y);
        state.LumpSum = reimbursement.LumpSum(state.Target, y);

        // Of what is still paid as a lump sum, the part that the adjustment made.
        state.Adjusted = state.LumpSum - reimbursement.LumpSum(state.Target - state.Adjusted, y);
    }

    /// <summary>Weight × achievement of one metric; adds its score to the quality score.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L Achieved<L>(Metric metric, in Trials<L> trials, L pressure, ref L quality, int y)
        where L : struct, ILanes<L>
    {
        var (least, most) = (L.Of(metric.Least), L.Of(metric.Most));
        var effect = metric.PressureRow < 0
            ? L.Of(metric.PressureEffect)
            : trials.Read(metric.PressureRow, y + 1) * L.Of(metric.Higher ? -1 : 1);
        var score = IncentiveRule.Pressed(trials.Read(metric.Row, y + 1), pressure, effect, least, most);
        quality += L.Of(metric.QualitySlope) * (metric.Higher ? score - least : most - score);
        if (metric.Weight == 0)
            return L.Zero;
        if (y < metric.Developing)
            return L.Of(metric.Weight);
        if (metric.RampScores.Length > 0)
            return L.Of(metric.Weight) * IncentiveRule.Ramp(score, metric.RampScores, metric.RampEarns);
        var target = L.Of(metric.Target[y]);
        return L.Of(metric.Weight) * (metric.Binary
            ? IncentiveRule.Binary(score, target, metric.Higher)
            : IncentiveRule.Linear(score, L.Of(metric.Floor[y]), target));
    }
}
