using IcpRisk.Contracts.Ledger;
using IcpRisk.Contracts.Outcomes;
using IcpRisk.Contracts.Parties;
using IcpRisk.Contracts.Settlement;
using IcpRisk.Numerics.Lanes;

namespace IcpRisk.Contracts;

/// <content>What members of the provider side settle with each other.</content>
public sealed partial class ContractPlan
{
    private readonly SubcontractRule[] _subcontracts = [];
    private readonly DivisionRule? _division;

    /// <summary>
    /// Payments under subcontracts, and the cost of their services, which passes from all members (by their shares of cost)
    /// to the one that delivers them. Before the budget has passed members bear no cost of care, and nothing is subcontracted;
    /// what has moved out of scope is no member's.
    /// </summary>
    private void SettleSubcontracts<L>(in Trials<L> trials, Booking<L> book, ref YearState<L> state, ref double nets, int y)
        where L : struct, ILanes<L>
    {
        var paid = L.Zero;
        foreach (var subcontract in _subcontracts)
        {
            if (!BearsIn(y))
                break;
            var pay = L.Zero;
            foreach (var (row, price) in subcontract.Activity)
                pay += Covered(trials, row, y) * L.Of(price[y]);
            pay = Pence.Of(pay) + L.Of(subcontract.Fixed[y]);
            var cost = L.Zero;
            foreach (var row in subcontract.Costs)
                cost += Pence.Of(Covered(trials, row, y));
            pay = L.Select(state.Balance.Terminated, L.Zero, pay);
            cost = L.Select(state.Balance.Terminated, L.Zero, cost);
            if (_extension is not null)
                (pay, cost) = (L.AndBits(state.InForce, pay), L.AndBits(state.InForce, cost));
            _parties.Cost.Book(cost, 1, ref nets);
            L.Store(L.Load(ref nets, subcontract.From * 8) - pay, ref nets, subcontract.From * 8);
            L.Store(L.Load(ref nets, subcontract.To * 8) + (pay - cost), ref nets, subcontract.To * 8);
            paid += pay;
        }

        book.Year(Column.SubcontractPayment, y + 1, paid);
    }
}
