using System.Runtime.CompilerServices;
using IcpRisk.Contracts.Adjustment;
using IcpRisk.Contracts.GainLoss;
using IcpRisk.Contracts.Incentives;
using IcpRisk.Contracts.Indexation;
using IcpRisk.Contracts.Ledger;
using IcpRisk.Contracts.Outcomes;
using IcpRisk.Contracts.Settlement;
using IcpRisk.Contracts.Value;
using IcpRisk.Numerics.Lanes;
using IcpRisk.Paths;

namespace IcpRisk.Contracts;

/// <content>
/// Settlement: a vector of trials goes through all contract years. Within a year: budget, adjustment, split, payments,
/// incentives, gain/loss base, bands, parties. Every flow is rounded to whole pence when it is booked, and what follows
/// works with the booked amounts, so that a reader can follow it from the columns.
/// </content>
public sealed partial class ContractPlan
{
    private Binding? _binding;

    /// <summary>Settles all padded trials of the tile at the widest vector this processor has.</summary>
    /// <param name="path">A tile whose layout keeps <see cref="Reads"/>.</param>
    /// <param name="outcomes">Takes the columns its layout keeps; at least as large as the path tile's count.</param>
    /// <exception cref="KeyNotFoundException">The path does not keep a row that the contract reads.</exception>
    public void Settle(PathTile path, OutcomeTile outcomes)
    {
        var pass = new Pass(this, path, outcomes);
        Wide.Run(ref pass);
    }

    /// <summary>Settles all padded trials with vectors of <typeparamref name="L"/>; every width gives the same bits.</summary>
    /// <inheritdoc cref="Settle(PathTile, OutcomeTile)"/>
    public void Settle<L>(PathTile path, OutcomeTile outcomes)
        where L : struct, ILanes<L>
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(path.Layout.Years, _time.Years);
        ArgumentOutOfRangeException.ThrowIfNotEqual(outcomes.Layout.Years, _time.Years);
        outcomes.Begin(path.Count);

        // Threads may race to bind; whichever wins, every binding of the same layouts is the same.
        var binding = _binding;
        if (binding is null || !binding.Fits(path.Layout, outcomes.Layout))
        {
            binding = new Binding(path.Layout, outcomes.Layout, _rows.Rows, [
                .. OutcomeCatalogue.Settled.Select(column => column.Name), .. Accounts.Select(name => OutcomeCatalogue.NetOf(name).Name)]);
            _binding = binding;
        }

        for (var at = 0; at < path.Padded; at += L.Width)
            SettleTrials<L>(path, binding.Rows, new Booking<L>(outcomes, binding.Columns, at), ref outcomes.Nets, at);
    }

    private void SettleTrials<L>(PathTile path, int[] rows, Booking<L> book, ref double nets, int at)
        where L : struct, ILanes<L>
    {
        L pressure = L.Zero, surplusPv = L.Zero, spendPv = L.Zero, firstDeficit = L.Zero, deficitYears = L.Zero;
        L surplusBefore = L.Zero, baseBefore = L.Zero, outsideBefore = L.Zero, targetBefore = L.Zero;
        var one = L.Of(1);
        var bears = _gainLoss.Sharing?.ProviderBears ?? true;
        for (var y = 0; y < _time.Years; y++)
        {
            var year = y + 1;

            // Budget: planned value, indexed, adjusted, at most the allocation, for what is covered of the year.
            var exposure = L.Of(_time.Exposure(year));
            var planned = L.Of(_budget.FullYear[y]);
            var index = _indexation is null
                ? one
                : IndexationRule.Factor(
                    Read(_indexation.PriceRow), L.Of(_indexation.PlannedPrice[y]), L.Of(_indexation.Share), L.Of(_indexation.Fall), L.Of(_indexation.Rise));
            var allocation = _allocationRow < 0 ? L.Zero : Read(_allocationRow);
            var adjustment = _adjustment is null ? L.Zero : Adjustment(_adjustment, path, rows, y, at, one);
            var contractValue = ContractValue(adjustment);

            // Split: fee and incentives are shares of the booked value, core is what they and planned activity leave.
            var fee = Pence.Share(contractValue, L.Of(_payments.Fee[y]));
            L available = L.Zero, earned = L.Zero, unearned = L.Zero, quality = L.Zero;
            foreach (var scheme in _schemes)
            {
                var money = Pence.Share(contractValue, L.Of(scheme.Size[y]));
                var achieved = L.Zero;
                foreach (var metric in scheme.Metrics)
                {
                    var (least, most) = (L.Of(metric.Least), L.Of(metric.Most));
                    var score = IncentiveRule.Pressed(Read(metric.Row), pressure, L.Of(metric.PressureEffect), least, most);
                    var target = L.Of(metric.Target[y]);
                    if (metric.Weight > 0)
                    {
                        var part = metric.Binary
                            ? IncentiveRule.Binary(score, target, metric.Higher)
                            : IncentiveRule.Linear(score, L.Of(metric.Floor[y]), target);
                        achieved += L.Of(metric.Weight) * part;
                    }

                    quality += L.Of(metric.QualityWeight / (metric.Most - metric.Least))
                        * (metric.Higher ? score - least : most - score);
                }

                var paid = Pence.Share(money, IncentiveRule.Earned(achieved, L.Of(scheme.AtRisk[y]), L.Of(scheme.Regardless)));
                available += money;
                earned += paid;
                if (scheme.ToPool)
                    unearned += money - paid;
            }

            var plannedActivity = L.Of(_payments.PlannedActivity[y]);
            var target0 = contractValue - fee - available - plannedActivity;
            var core = bears ? target0 : L.Zero;

            // Payments by activity.
            var activity = L.Zero;
            for (var i = 0; i < _payments.ActivityRows.Length; i++)
                activity += L.Of(_payments.Prices[y][i]) * Read(_payments.ActivityRows[i]);
            activity = Pence.Of(activity);

            // What care cost, from nature's rows.
            var inScope = Pence.Of(Read(_costRow));
            var overheads = _overheadsRow < 0 ? L.Zero : Pence.Of(Read(_overheadsRow));
            var outOfScope = _outOfScopeRow < 0 ? L.Zero : Pence.Of(Read(_outOfScopeRow));

            // Gain/loss base and bands.
            var income = L.Zero;
            if (_gainLoss.Core)
                income += target0;
            if (_gainLoss.Activity)
                income += activity;
            if (_gainLoss.Management)
                income += fee;
            if (_gainLoss.Incentives)
                income += earned;
            var compared = inScope;
            if (_gainLoss.Overheads)
                compared += overheads;
            foreach (var row in _gainLoss.Excluded)
                compared -= Pence.Of(Read(row));
            var surplus = income - compared;
            L transfer = L.Zero, gainCap = L.Zero, lossCap = L.Zero;
            if (_gainLoss.Sharing is { } sharing)
            {
                var measured = surplus;
                if (_gainLoss.Volume)
                {
                    measured = L.Zero;
                    for (var i = 0; i < _gainLoss.Services.Length; i++)
                    {
                        var (actual, expected) = _gainLoss.Services[i];
                        measured += L.Of(_gainLoss.UnitPrices[y][i]) * (Read(expected) - Read(actual));
                    }

                    measured = L.Round(measured);
                }

                var shareBase = _gainLoss.ShareBase switch
                {
                    SharingBase.Core => target0,
                    SharingBase.ContractValue => contractValue,
                    _ => income,
                };
                transfer = sharing.Transfer(measured, L.Max(shareBase, L.Zero), ref surplusBefore, ref baseBefore, y, out gainCap, out lossCap);
            }

            if (_outside is { } outside)
            {
                var target = L.Of(outside.Target[y]);
                transfer += outside.Sharing.Transfer(
                    target - outOfScope, target, ref outsideBefore, ref targetBefore, y, out var gainCapOutside, out var lossCapOutside);
                gainCap = L.OrBits(gainCap, gainCapOutside);
                lossCap = L.OrBits(lossCap, lossCapOutside);
            }

            // Next year's scores feel this year's loss on the contract (the order of operands makes 0 of a worthless year).
            var position = bears ? surplus + transfer : transfer;
            pressure = L.Max(-position / contractValue, L.Zero);

            // Parties.
            for (var p = 0; p < Accounts.Count; p++)
                L.Store(L.Zero, ref nets, p * 8);
            var steady = core + activity + fee;
            Flow(core, y, ref nets);
            Flow(activity, y, ref nets);
            Flow(fee, y, ref nets);
            _parties.Payers[y].Book(earned, -1, ref nets);
            _parties.Incentives.Book(earned, 1, ref nets);
            if (_parties.Pool >= 0)
            {
                _parties.Payers[y].Book(unearned, -1, ref nets);
                L.Store(unearned, ref nets, _parties.Pool * 8);
            }

            _parties.GainLossPayers[y].Book(transfer, -1, ref nets);
            _parties.GainLoss.Book(transfer, 1, ref nets);
            (bears ? _parties.Cost : _parties.Care[y]).Book(inScope, -1, ref nets);
            _parties.Cost.Book(overheads, -1, ref nets);
            _parties.Care[y].Book(outOfScope, -1, ref nets);

            // Results.
            var providerIncome = steady + earned + transfer;
            var providerCost = bears ? inScope + overheads : overheads;
            var providerSurplus = providerIncome - providerCost;
            var spend = -outOfScope;
            foreach (var p in _parties.Commissioners)
                spend -= L.Load(ref nets, p * 8);
            var deficit = L.Less(providerSurplus, L.Zero);
            firstDeficit = L.Select(
                L.AndBits(deficit, L.Equal(firstDeficit, L.Zero)), L.Of(year), firstDeficit);
            deficitYears += L.AndBits(deficit, one);
            surplusPv += L.Of(_discount[y]) * providerSurplus;
            spendPv += L.Of(_discount[y]) * spend;

            book.Year(Column.QualityScore, year, quality);
            book.Year(Column.CostInScope, year, inScope);
            book.Year(Column.CostOutsideUse, year, _outsideUseRow < 0 ? L.Zero : Pence.Of(Read(_outsideUseRow)));
            book.Year(Column.CostOverheads, year, overheads);
            book.Year(Column.CostOutOfScope, year, outOfScope);
            book.Year(Column.CostTotal, year, inScope + overheads + outOfScope);
            book.Year(Column.CorePayment, year, core);
            book.Year(Column.BudgetAdjustment, year, _adjustment is null ? L.Zero : target0 - CoreUnadjusted());
            book.Year(Column.ActivityPayment, year, activity);
            book.Year(Column.ManagementFee, year, fee);
            book.Year(Column.IncentiveEarned, year, earned);
            book.Year(Column.GainLossTransfer, year, transfer);
            book.Year(Column.ProviderIncome, year, providerIncome);
            book.Year(Column.ContractValue, year, contractValue);
            book.Year(Column.IncentiveAvailable, year, available);
            book.Year(Column.ProviderCost, year, providerCost);
            book.Year(Column.ProviderSurplus, year, providerSurplus);
            book.Year(Column.CommissionerSpend, year, spend);
            book.Year(Column.IsDeficit, year, L.AndBits(deficit, one));
            book.Year(Column.GainCapReached, year, L.AndBits(gainCap, one));
            book.Year(Column.LossCapReached, year, L.AndBits(lossCap, one));
            var headroom = Pence.Of(exposure * allocation) - spend;
            book.Year(Column.AllocationHeadroom, year, headroom);
            book.Year(Column.ExceedsAllocation, year, L.AndBits(L.Less(headroom, L.Zero), one));
            var net = OutcomeCatalogue.Settled.Count;
            for (var p = 0; p < Accounts.Count; p++)
                book.Year(net + p, year, L.Load(ref nets, p * 8));

            L ContractValue(L adjusted)
            {
                var value = Budget.Value(planned, index, adjusted);
                return Pence.Of(exposure * (_capped ? L.Min(value, allocation) : value));
            }

            L CoreUnadjusted()
            {
                var value = ContractValue(L.Zero);
                var rest = value - Pence.Share(value, L.Of(_payments.Fee[y])) - plannedActivity;
                foreach (var scheme in _schemes)
                    rest -= Pence.Share(value, L.Of(scheme.Size[y]));
                return rest;
            }

            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            L Read(int row) => L.Load(ref path.First(rows[row], year), at);
        }

        book.Term(Column.ProviderSurplusPv, L.Round(surplusPv));
        book.Term(Column.CommissionerSpendPv, L.Round(spendPv));
        book.Term(Column.DeficitYears, deficitYears);
        book.Term(Column.FirstDeficitYear, firstDeficit);
    }

    /// <summary>A payment under the contract: payers to members.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Flow<L>(L pence, int y, ref double nets)
        where L : struct, ILanes<L>
    {
        _parties.Payers[y].Book(pence, -1, ref nets);
        _parties.Income.Book(pence, 1, ref nets);
    }

    /// <summary>The adjustment of a year, from the lists of the year that the lag looks back to.</summary>
    private static L Adjustment<L>(AdjustmentRule rule, PathTile path, int[] rows, int y, int at, L one)
        where L : struct, ILanes<L>
    {
        var seen = y - rule.Lag;
        if (seen < 0)
            return L.Zero;
        L weighted = L.Zero, people = L.Zero;
        for (var i = 0; i < rule.Lists.Length; i++)
        {
            var list = L.Load(ref path.First(rows[rule.Lists[i]], seen + 1), at);
            weighted += L.Of(rule.Weights[seen][i]) * list;
            people += list;
        }

        var ratio = rule.Sizes.Length == 0 ? weighted : weighted / (people * L.Of(rule.Sizes[seen]));
        return AdjustmentRule.Of(ratio, L.Of(rule.Tolerance), L.Of(rule.Cap), rule.Whole);
    }

    private readonly struct Pass(ContractPlan plan, PathTile path, OutcomeTile outcomes) : ILanePass
    {
        public void Run<L>()
            where L : struct, ILanes<L> => plan.Settle<L>(path, outcomes);
    }
}
