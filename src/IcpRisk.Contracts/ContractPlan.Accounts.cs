using IcpRisk.Contracts.GainLoss;
using IcpRisk.Contracts.Ledger;
using IcpRisk.Contracts.Outcomes;
using IcpRisk.Contracts.Settlement;
using IcpRisk.Numerics.Lanes;

namespace IcpRisk.Contracts;

/// <content>Gains and losses, the parties' accounts, and the columns.</content>
public sealed partial class ContractPlan
{
    /// <summary>The gain/loss base, its division, and the pressure it leaves for next year's scores.</summary>
    private void SettleSharing<L>(in Trials<L> trials, ref YearState<L> state, int y)
        where L : struct, ILanes<L>
    {
        if (!Started(y))
        {
            (state.Transfer, state.GainCap, state.LossCap, state.Pressure) = (L.Zero, L.Zero, L.Zero, L.Zero);
            return;
        }

        // Bands keep their edges whatever is reimbursed: their base has the core payment before reimbursement.
        L income = L.Zero, reimbursed = L.Zero;
        if (_gainLoss.Core)
        {
            income += state.Target;
            reimbursed = state.LumpSum + state.Reimbursed - state.Target;
        }

        if (_gainLoss.Activity)
            income += state.Activity;
        if (_gainLoss.Management)
            income += state.Fee;
        if (_gainLoss.Incentives)
            income += state.Earned;
        var surplus = income + reimbursed - CostWithout(trials, ref state, _gainLoss.Excluded, _gainLoss.Overheads, y);
        var discount = Pence.Share(income, L.Of(_gainLoss.Discount[y]));
        L transfer = L.Zero, gainCap = L.Zero, lossCap = L.Zero;
        if (_gainLoss.Sharing is { } sharing)
        {
            var shareBase = _gainLoss.ShareBase switch
            {
                SharingBase.Core => state.Target,
                SharingBase.ContractValue => state.ContractValue,
                _ => income - discount,
            };
            transfer = sharing.Transfer(
                _gainLoss.Volume ? VolumeGain(trials, y) : surplus, discount, L.Max(shareBase, L.Zero), state.Quality,
                ref state.Before, ref state.Carried, y, out gainCap, out lossCap);
        }

        for (var g = 0; g < _outside.Length; g++)
        {
            var outside = _outside[g];
            var target = L.Of(outside.Target[y]);
            var spent = outside.Rows.Length == 0 ? state.OutOfScope : L.Zero;
            foreach (var row in outside.Rows)
                spent += Pence.Of(trials.Read(row, y + 1));
            transfer += outside.Sharing.Transfer(
                target - spent, L.Zero, target, state.Quality, ref state.OutsideBefore[g], ref state.Carried, y, out var gain, out var loss);
            gainCap = L.OrBits(gainCap, gain);
            lossCap = L.OrBits(lossCap, loss);
        }

        (state.Transfer, state.GainCap, state.LossCap) = (transfer, gainCap, lossCap);

        // The order of the operands makes 0 of a year that is worth nothing.
        var position = ProviderBears ? surplus + transfer : transfer;
        state.Pressure = L.Max(-position / state.ContractValue, L.Zero);
        if (_rebase is null)
            return;
        state.PositionSinceReset += position;
        state.ValueSinceReset += state.ContractValue;
    }

    /// <summary>Planned unit cost × (expected − actual activity), whole pence.</summary>
    private L VolumeGain<L>(in Trials<L> trials, int y)
        where L : struct, ILanes<L>
    {
        var gain = L.Zero;
        for (var i = 0; i < _gainLoss.Services.Length; i++)
        {
            var (actual, expected) = _gainLoss.Services[i];
            gain += L.Of(_gainLoss.UnitPrices[y][i]) * (Covered(trials, expected, y) - Covered(trials, actual, y));
        }

        return L.Round(gain);
    }

    /// <summary>Books every flow of the year to its payers and receivers.</summary>
    private void SettleAccounts<L>(ref YearState<L> state, ref double nets, int y)
        where L : struct, ILanes<L>
    {
        var accounts = _parties.Names.Length;
        for (var p = 0; p < accounts; p++)
            L.Store(L.Zero, ref nets, p * 8);
        var (payers, care) = (_parties.Payers[y], _parties.Care[y]);
        if (BearsIn(y))
        {
            var pay = state.LumpSum + state.Reimbursed;
            payers.Book(pay, -1, ref nets);
            _parties.Income.Book(pay, 1, ref nets);
        }

        payers.Book(state.Activity, -1, ref nets);
        _parties.Income.Book(state.Activity, 1, ref nets);
        (_fee.Funded[y] ? _parties.FeeFunder! : payers).Book(state.Fee, -1, ref nets);
        _parties.Income.Book(state.Fee, 1, ref nets);
        payers.Book(state.Earned, -1, ref nets);
        var shared = state.Earned;
        for (var i = 0; i < _parties.Through.Length; i++)
        {
            _parties.Through[i].Book(state.Through[i], 1, ref nets);
            shared -= state.Through[i];
        }

        _parties.Incentives.Book(shared, 1, ref nets);
        if (_parties.Pool >= 0)
        {
            payers.Book(state.Pooled, -1, ref nets);
            L.Store(state.Pooled, ref nets, _parties.Pool * 8);
        }

        _parties.GainLossPayers[y].Book(state.Transfer, -1, ref nets);
        _parties.GainLoss.Book(state.Transfer, 1, ref nets);
        var bearers = BearsIn(y) ? _parties.Cost : care;
        bearers.Book(state.InScope, -1, ref nets);
        if (_stopLoss is { } stopLoss)
        {
            bearers.Book(state.Recovery, 1, ref nets);
            bearers.Book(state.Premium, -1, ref nets);
            L.Store(L.Load(ref nets, stopLoss.With * 8) + (state.Premium - state.Recovery), ref nets, stopLoss.With * 8);
        }

        _parties.Cost.Book(state.Overheads, -1, ref nets);
        care.Book(state.OutOfScope, -1, ref nets);
    }

    /// <summary>The results that follow from the accounts.</summary>
    private void BookAccounts<L>(in Booking<L> book, ref YearState<L> state, ref double nets, int y)
        where L : struct, ILanes<L>
    {
        // What commissioners pay for services in scope: all their flows but care out of scope.
        var spend = -state.OutOfScope;
        foreach (var p in _parties.Commissioners)
            spend -= L.Load(ref nets, p * 8);
        state.SpendPv += L.Of(_discount[y]) * spend;
        state.FirmSpend += spend;
        book.Year(Column.CommissionerSpend, y + 1, spend);
        var headroom = Pence.Of(L.Of(_time.Exposure(y + 1)) * state.Allocation) - spend;
        book.Year(Column.AllocationHeadroom, y + 1, headroom);
        book.Year(Column.ExceedsAllocation, y + 1, L.AndBits(L.Less(headroom, L.Zero), L.Of(1)));
        var first = OutcomeCatalogue.Settled.Count;
        for (var p = 0; p < _parties.Names.Length; p++)
            book.Year(first + p, y + 1, L.Load(ref nets, p * 8));
    }

    private void BookCosts<L>(in Trials<L> trials, Booking<L> book, ref YearState<L> state, int y)
        where L : struct, ILanes<L>
    {
        var year = y + 1;
        book.Year(Column.CostInScope, year, state.InScope);
        book.Year(Column.CostOutsideUse, year, L.Select(state.Balance.Terminated, L.Zero, OutsideUse(trials, ref state, year)));
        book.Year(Column.CostOverheads, year, state.Overheads);
        book.Year(Column.CostOutOfScope, year, state.OutOfScope);
        book.Year(Column.CostTotal, year, state.InScope + state.Overheads + state.OutOfScope + state.Balance.Replacement + state.Balance.Recommissioning);
        book.Year(Column.QualityScore, year, state.Quality);
        book.Year(Column.ContractValue, year, state.ContractValue);
        book.Year(Column.IncentiveAvailable, year, state.Available);
        book.Year(Column.BudgetAdjustment, year, state.Adjusted);
        if (_rebase is not null)
            book.Year(Column.IsReopened, year, L.AndBits(state.Reopened, L.Of(1)));
        if (_extension is not null)
            book.Year(Column.IsInForce, year, L.AndBits(state.InForce, L.Of(1)));
        book.Year(Column.GainCapReached, year, L.AndBits(state.GainCap, L.Of(1)));
        book.Year(Column.LossCapReached, year, L.AndBits(state.LossCap, L.Of(1)));
    }

    private L OutsideUse<L>(in Trials<L> trials, ref YearState<L> state, int year)
        where L : struct, ILanes<L>
    {
        if (_outsideUseRow < 0)
            return L.Zero;
        var cost = Pence.Of(trials.Read(_outsideUseRow, year));
        return _extension is null ? cost : L.AndBits(state.InForce, cost);
    }

    private void BookPayments<L>(in Booking<L> book, ref YearState<L> state, int y)
        where L : struct, ILanes<L>
    {
        var year = y + 1;
        var bears = BearsIn(y);
        var (core, reimbursed) = bears ? (state.LumpSum, state.Reimbursed) : (L.Zero, L.Zero);
        var income = core + reimbursed + state.Activity + state.Fee + state.Earned + state.Transfer;
        var cost = state.Overheads;
        if (bears)
        {
            income += state.Recovery;
            cost = state.InScope + state.Overheads + state.Premium;
        }

        var surplus = income - cost;
        var deficit = L.Less(surplus, L.Zero);
        var isFirst = L.AndBits(deficit, L.Equal(state.FirstDeficit, L.Zero));
        state.FirstDeficit = L.Select(isFirst, L.Of(year), state.FirstDeficit);
        state.DeficitYears += L.AndBits(deficit, L.Of(1));
        state.SurplusPv += L.Of(_discount[y]) * surplus;
        state.FirmSurplus += surplus;
        state.FirmValue += state.ContractValue;
        book.Year(Column.CorePayment, year, core);
        book.Year(Column.ActivityPayment, year, state.Activity);
        book.Year(Column.ManagementFee, year, state.Fee);
        book.Year(Column.Reimbursement, year, reimbursed);
        book.Year(Column.IncentiveEarned, year, state.Earned);
        book.Year(Column.GainLossTransfer, year, state.Transfer);
        book.Year(Column.StopLossRecovery, year, state.Recovery);
        book.Year(Column.StopLossPremium, year, state.Premium);
        book.Year(Column.ProviderIncome, year, income);
        book.Year(Column.ProviderCost, year, cost);
        book.Year(Column.ProviderSurplus, year, surplus);
        book.Year(Column.IsDeficit, year, L.AndBits(deficit, L.Of(1)));
    }

    private void BookTerm<L>(in Booking<L> book, ref YearState<L> state)
        where L : struct, ILanes<L>
    {
        book.Term(Column.ProviderSurplusPv, L.Round(state.SurplusPv));
        book.Term(Column.CommissionerSpendPv, L.Round(state.SpendPv));
        book.Term(Column.DeficitYears, state.DeficitYears);
        book.Term(Column.FirstDeficitYear, state.FirstDeficit);
        BookBalanceTerm(book, ref state);
    }
}
