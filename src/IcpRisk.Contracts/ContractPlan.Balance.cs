using IcpRisk.Contracts.Balance;
using IcpRisk.Contracts.Failure;
using IcpRisk.Contracts.Outcomes;
using IcpRisk.Contracts.Settlement;
using IcpRisk.Numerics.Lanes;

namespace IcpRisk.Contracts;

/// <content>The provider side's balance sheet: what is paid for its sake, cash, net worth and breach.</content>
public sealed partial class ContractPlan
{
    private readonly BalanceRule? _balance;
    private readonly FailureRule? _failure;
    private readonly Deferral[]? _deferrals;
    private readonly OutcomeColumn[] _ofParties = [];

    private bool SettlesMore(Column column) => column switch
    {
        Column.SubcontractPayment => _subcontracts.Length > 0,
        Column.ProviderCashFlow or Column.ProviderReceivable or Column.ProviderPayable or Column.ProviderRunOff => _deferrals is not null,
        Column.ProviderCash or Column.ProviderNetWorth or Column.MinimumNetWorth => _balance is not null,
        Column.BackstopPayment => _balance is { Backstop: >= 0 },
        Column.Distribution => _balance is { Owner: >= 0 },
        Column.GuaranteePayment => _failure is not null && _balance is { Guarantor: >= 0 },
        Column.LossRelief => _failure is { } failure && double.IsFinite(failure.Bears),
        Column.CostReplacement or Column.CostRecommissioning or Column.Compensation or Column.FailureCost or Column.IsBreach
            or Column.IsTerminated or Column.BreachYear or Column.TerminationYear => _failure is not null,
        _ => true,
    };

    // The columns of each account: nets, and where something is paid late cash, receivables and payables.
    private IEnumerable<OutcomeColumn> PartyColumns()
    {
        var columns = Accounts.Select(OutcomeCatalogue.NetOf);
        return _deferrals is null
            ? columns
            : columns.Concat(Accounts.Select(OutcomeCatalogue.CashOf)).Concat(Accounts.Select(OutcomeCatalogue.ReceivableOf))
                .Concat(Accounts.Select(OutcomeCatalogue.PayableOf));
    }

    private void BeginTerm<L>(ref YearState<L> state, ref double scratch)
        where L : struct, ILanes<L>
    {
        if (_deferrals is not null)
        {
            for (var p = 0; p < _parties.Names.Length; p++)
            {
                L.Store(L.Zero, ref scratch, Scratch.Receivable + (p * 8));
                L.Store(L.Zero, ref scratch, Scratch.Payable + (p * 8));
            }
        }

        foreach (var (member, need) in _division?.Needs ?? [])
            L.Store(L.Of(need), ref scratch, Scratch.Need + (member * 8));
        if (_balance is not { } balance)
            return;
        state.Balance.NetWorth = L.Of(balance.OpeningWorth);
        state.Balance.Cash = L.Of(balance.OpeningCash);
        state.Balance.Guarantee = L.Of(balance.Guarantee);
        state.Balance.LeastWorth = L.Of(double.PositiveInfinity);
    }

    /// <summary>What stands in for the provider's result or comes out of it: relief, backstop, compensation, distributions.</summary>
    private void SettleSupport<L>(in Booking<L> book, ref YearState<L> state, ref double nets, int y)
        where L : struct, ILanes<L>
    {
        var (balance, year) = (_balance!, y + 1);
        ref var sheet = ref state.Balance;
        var care = _parties.Care[y];
        sheet.Operating = ProviderNet<L>(ref nets);
        if (_failure is { } failure)
        {
            sheet.Borne += sheet.Operating;
            sheet.Relief = L.Max(L.Of(-failure.Bears) - sheet.Borne, L.Zero);
            sheet.Borne += sheet.Relief;
            _parties.GainLossPayers[y].Book(sheet.Relief, -1, ref nets);
            _parties.Cost.Book(sheet.Relief, 1, ref nets);
            care.Book(sheet.Replacement, -1, ref nets);
            care.Book(sheet.Recommissioning, -1, ref nets);
            care.Book(sheet.Compensation, 1, ref nets);
            _parties.Cost.Book(sheet.Compensation, -1, ref nets);
            BookFailure(book, ref state, year);
            if (balance.Guarantor >= 0)
                Move(sheet.GuaranteePaid, balance.Guarantor, 1, ref nets);
        }

        var result = sheet.Operating + sheet.Relief;
        if (balance.Backstop >= 0)
        {
            var deficit = L.Max(-result, L.Zero);
            sheet.BackstopPaid = balance.FirstPound ? deficit : L.Min(deficit, L.Max(-(sheet.NetWorth + result), L.Zero));
            Move(sheet.BackstopPaid, balance.Backstop, 1, ref nets);
            book.Year(Column.BackstopPayment, year, sheet.BackstopPaid);
        }

        if (balance.Owner >= 0)
        {
            sheet.PaidOut = L.Round(L.Of(balance.PaidOut) * L.Max(result, L.Zero));
            if (balance.Barred)
            {
                var free = sheet.NetWorth + result - L.Of(double.IsNegativeInfinity(balance.Minimum[y]) ? 0 : balance.Minimum[y]);
                sheet.PaidOut = L.Select(L.Equal(sheet.BreachYear, L.Zero), L.Min(sheet.PaidOut, L.Max(free, L.Zero)), L.Zero);
            }

            Move(sheet.PaidOut, balance.Owner, -1, ref nets);
            book.Year(Column.Distribution, year, sheet.PaidOut);
        }
    }

    // From a party of its own to the provider side (sign +1), by members' shares of cost; −1: the other way.
    private void Move<L>(L pence, int party, double sign, ref double nets)
        where L : struct, ILanes<L>
    {
        L.Store(L.Load(ref nets, party * 8) - (L.Of(sign) * pence), ref nets, party * 8);
        _parties.Cost.Book(pence, sign, ref nets);
    }

    /// <summary>Net worth and cash at the end of the year, and whether they breach anything.</summary>
    private void SettleBalance<L>(in Booking<L> book, ref YearState<L> state, ref double nets, int y)
        where L : struct, ILanes<L>
    {
        var (balance, year) = (_balance!, y + 1);
        ref var sheet = ref state.Balance;
        var net = ProviderNet<L>(ref nets);
        sheet.NetWorth += net;
        sheet.Cash += _deferrals is null ? net : state.Balance.CashFlow;
        sheet.LeastWorth = L.Min(sheet.LeastWorth, sheet.NetWorth);
        book.Year(Column.ProviderCash, year, sheet.Cash);
        book.Year(Column.ProviderNetWorth, year, sheet.NetWorth);
        if (_failure is not { } failure)
            return;
        var breach = L.Zero;
        if (failure.NetWorth)
            breach = L.Less(sheet.NetWorth, L.Of(balance.Minimum[y]));
        if (failure.Ratio)
        {
            var assets = L.Max(sheet.Cash, L.Zero) + sheet.Receivable;
            var liabilities = sheet.Payable + L.Of(balance.DueWithinYear) + L.Max(-sheet.Cash, L.Zero);
            breach = L.OrBits(breach, L.Less(assets, L.Of(balance.Ratio) * liabilities));
        }

        if (failure.Cash)
            breach = L.OrBits(breach, L.Less(sheet.Cash, L.Zero));
        var leaves = L.AndNotBits(L.Less(L.Zero, sheet.Relief), breach);
        var first = L.AndBits(L.OrBits(breach, leaves), L.Equal(sheet.BreachYear, L.Zero));
        sheet.Left = L.SelectBits(first, leaves, sheet.Left);
        sheet.BreachYear = L.Select(first, L.Of(year), sheet.BreachYear);
        sheet.TerminationYear = L.Select(first, L.Of(year + 1 + failure.Notice), sheet.TerminationYear);
        book.Year(Column.IsBreach, year, L.AndBits(L.Less(L.Zero, sheet.BreachYear), L.Of(1)));
    }

    /// <summary>What members and their contingency account have in the scratch section given: nets, cash, receivables.</summary>
    private L ProviderNet<L>(ref double scratch, int section = 0)
        where L : struct, ILanes<L>
    {
        var net = _parties.Contingency < 0 ? L.Zero : L.Load(ref scratch, section + (_parties.Contingency * 8));
        foreach (var member in _parties.Members)
            net += L.Load(ref scratch, section + (member * 8));
        return net;
    }

    private void BookBalanceTerm<L>(in Booking<L> book, ref YearState<L> state)
        where L : struct, ILanes<L>
    {
        ref var sheet = ref state.Balance;
        book.Term(Column.ProviderRunOff, sheet.Receivable - sheet.Payable);
        if (_balance is null)
            return;
        book.Term(Column.MinimumNetWorth, sheet.LeastWorth);
        book.Term(Column.BreachYear, sheet.BreachYear);
        book.Term(Column.TerminationYear, L.Select(L.LessOrEqual(sheet.TerminationYear, L.Of(_time.Years)), sheet.TerminationYear, L.Zero));
    }
}
