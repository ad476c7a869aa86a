using IcpRisk.Contracts.Balance;
using IcpRisk.Contracts.Outcomes;
using IcpRisk.Contracts.Settlement;
using IcpRisk.Numerics.Lanes;

namespace IcpRisk.Contracts;

/// <content>Cash: what is paid later than it accrues, by party, with what is owed in between.</content>
public sealed partial class ContractPlan
{
    /// <summary>
    /// Cash = net − what accrues and is not paid + what is paid of an earlier year. A flow is divided again, as it was when it
    /// accrued, when it is paid: so every penny that is owed is paid.
    /// </summary>
    private void SettleCash<L>(in Booking<L> book, ref YearState<L> state, ref double scratch, int y)
        where L : struct, ILanes<L>
    {
        var accounts = _parties.Names.Length;
        for (var p = 0; p < accounts; p++)
            L.Store(L.Load(ref scratch, p * 8), ref scratch, Scratch.Cash + (p * 8));
        foreach (var deferral in _deferrals!)
        {
            var flow = deferral.Kind switch
            {
                Deferred.Adjustment => state.Adjusted,
                Deferred.Activity => state.Activity,
                Deferred.Incentives => state.Earned,
                Deferred.GainLoss => state.Transfer,
                _ => state.Recovery,
            };
            L.Store(flow, ref scratch, Scratch.FlowOf(deferral.Kind, y, _time.Years));
            Defer(flow, deferral, y, 1, ref scratch);
            if (y - deferral.Years is >= 0 and var then)
                Defer(L.Load(ref scratch, Scratch.FlowOf(deferral.Kind, then, _time.Years)), deferral, then, -1, ref scratch);
        }

        ref var sheet = ref state.Balance;
        sheet.CashFlow = ProviderNet<L>(ref scratch, Scratch.Cash);
        sheet.Receivable = ProviderNet<L>(ref scratch, Scratch.Receivable);
        sheet.Payable = ProviderNet<L>(ref scratch, Scratch.Payable);
        book.Year(Column.ProviderCashFlow, y + 1, sheet.CashFlow);
        book.Year(Column.ProviderReceivable, y + 1, sheet.Receivable);
        book.Year(Column.ProviderPayable, y + 1, sheet.Payable);
        var first = OutcomeCatalogue.Settled.Count;
        for (var p = 0; p < accounts; p++)
        {
            book.Year(first + accounts + p, y + 1, L.Load(ref scratch, Scratch.Cash + (p * 8)));
            book.Year(first + (2 * accounts) + p, y + 1, L.Load(ref scratch, Scratch.Receivable + (p * 8)));
            book.Year(first + (3 * accounts) + p, y + 1, L.Load(ref scratch, Scratch.Payable + (p * 8)));
        }
    }

    // A flow that is owed from now on (sign +1), or paid now (−1): its payers owe it and its receivers are owed it.
    private static void Defer<L>(L flow, Deferral deferral, int y, double sign, ref double scratch)
        where L : struct, ILanes<L>
    {
        ref var cash = ref System.Runtime.CompilerServices.Unsafe.Add(ref scratch, Scratch.Cash);
        ref var owed = ref System.Runtime.CompilerServices.Unsafe.Add(ref scratch, Scratch.Receivable);
        ref var owing = ref System.Runtime.CompilerServices.Unsafe.Add(ref scratch, Scratch.Payable);
        deferral.From[y].Book(flow, sign, ref cash);
        deferral.To[y].Book(flow, -sign, ref cash);
        var (there, back) = (L.Max(flow, L.Zero), L.Max(-flow, L.Zero));
        deferral.From[y].Book(there, sign, ref owing);
        deferral.To[y].Book(there, sign, ref owed);
        deferral.From[y].Book(back, sign, ref owed);
        deferral.To[y].Book(back, sign, ref owing);
    }
}
