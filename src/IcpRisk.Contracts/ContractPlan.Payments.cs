using IcpRisk.Contracts.Adjustment;
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
    private void SettleValue<L>(Trials<L> trials, ref YearState<L> state, int y)
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
        var adjustment = _adjustment is null ? L.Zero : AdjustmentOf(_adjustment, trials, y);
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
        state.Fee = Pence.Share(state.ContractValue, L.Of(_payments.Fee[y]));
        state.Target = Core(state.ContractValue, y);
        state.Adjusted = _adjustment is null ? L.Zero : state.Target - Core(Pence.Of(exposure * unadjusted), y);
    }

    /// <summary>What fee, incentives and planned activity payments leave of a value.</summary>
    private L Core<L>(L value, int y)
        where L : struct, ILanes<L>
    {
        var rest = value - Pence.Share(value, L.Of(_payments.Fee[y])) - L.Of(_payments.PlannedActivity[y]);
        foreach (var scheme in _schemes)
            rest -= Pence.Share(value, L.Of(scheme.Size[y]));
        return rest;
    }

    /// <summary>The adjustment of a year, from the lists of the year that the lag looks back to.</summary>
    private static L AdjustmentOf<L>(AdjustmentRule rule, Trials<L> trials, int y)
        where L : struct, ILanes<L>
    {
        var seen = y - rule.Lag;
        if (seen < 0)
            return L.Zero;
        L weighted = L.Zero, people = L.Zero;
        for (var i = 0; i < rule.Lists.Length; i++)
        {
            var list = trials.Read(rule.Lists[i], seen + 1);
            weighted += L.Of(rule.Weights[seen][i]) * list;
            people += list;
        }

        var ratio = rule.Sizes.Length == 0 ? weighted : weighted / (people * L.Of(rule.Sizes[seen]));
        return AdjustmentRule.Of(ratio, L.Of(rule.Tolerance), L.Of(rule.Cap), rule.Whole);
    }

    /// <summary>Incentives earned on this year's scores, payments by activity, what care cost, and what is recovered of it.</summary>
    private void SettlePayments<L>(Trials<L> trials, ref YearState<L> state, int y)
        where L : struct, ILanes<L>
    {
        var year = y + 1;
        L available = L.Zero, earned = L.Zero, pooled = L.Zero;
        state.Quality = L.Zero;
        foreach (var scheme in _schemes)
        {
            var achieved = L.Zero;
            foreach (var metric in scheme.Metrics)
                achieved += Achieved(metric, trials, ref state, y);
            var money = Pence.Share(state.ContractValue, L.Of(scheme.Size[y]));
            var paid = Pence.Share(money, IncentiveRule.Earned(achieved, L.Of(scheme.AtRisk[y]), L.Of(scheme.Regardless)));
            available += money;
            earned += paid;
            if (scheme.ToPool)
                pooled += money - paid;
        }

        (state.Available, state.Earned, state.Pooled) = (available, earned, pooled);
        var activity = L.Zero;
        for (var i = 0; i < _payments.ActivityRows.Length; i++)
            activity += L.Of(_payments.Prices[y][i]) * trials.Read(_payments.ActivityRows[i], year);
        state.Activity = Pence.Of(activity);

        // What care cost comes from nature's rows alone.
        state.InScope = Pence.Of(trials.Read(_costRow, year));
        state.Overheads = _overheadsRow < 0 ? L.Zero : Pence.Of(trials.Read(_overheadsRow, year));
        state.OutOfScope = _outOfScopeRow < 0 ? L.Zero : Pence.Of(trials.Read(_outOfScopeRow, year));
        if (_stopLoss is not { } stopLoss)
            return;
        var layers = L.Zero;
        foreach (var row in stopLoss.Rows)
            layers += trials.Read(row, year);
        (state.Recovery, state.Premium) = (stopLoss.Recovery(layers, y), L.Of(stopLoss.Premium[y]));
    }

    /// <summary>Weight × achievement of one metric; adds its score to the quality score.</summary>
    private static L Achieved<L>(Metric metric, Trials<L> trials, ref YearState<L> state, int y)
        where L : struct, ILanes<L>
    {
        var (least, most) = (L.Of(metric.Least), L.Of(metric.Most));
        var effect = metric.PressureRow < 0
            ? L.Of(metric.PressureEffect)
            : trials.Read(metric.PressureRow, y + 1) * L.Of(metric.Higher ? -1 : 1);
        var score = IncentiveRule.Pressed(trials.Read(metric.Row, y + 1), state.Pressure, effect, least, most);
        state.Quality += L.Of(metric.QualityWeight / (metric.Most - metric.Least)) * (metric.Higher ? score - least : most - score);
        if (metric.Weight == 0)
            return L.Zero;
        var target = L.Of(metric.Target[y]);
        return L.Of(metric.Weight) * (metric.Binary
            ? IncentiveRule.Binary(score, target, metric.Higher)
            : IncentiveRule.Linear(score, L.Of(metric.Floor[y]), target));
    }
}
