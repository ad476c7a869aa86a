using IcpRisk.Contracts.Ledger;
using IcpRisk.Contracts.Outcomes;
using IcpRisk.Contracts.Settlement;
using IcpRisk.Numerics.Lanes;

namespace IcpRisk.Contracts;

/// <content>The years after termination.</content>
public sealed partial class ContractPlan
{
    /// <summary>
    /// Where the contract has been terminated the provider's flows become nothing, and commissioners pay for a replacement,
    /// less what the provider compensates them for out of its net worth and its guarantee.
    /// </summary>
    private void SettleTermination<L>(in Trials<L> trials, ref YearState<L> state, int y)
        where L : struct, ILanes<L>
    {
        var (failure, year) = (_failure!, y + 1);
        ref var sheet = ref state.Balance;
        var ended = L.AndBits(L.Less(L.Zero, sheet.TerminationYear), L.LessOrEqual(sheet.TerminationYear, L.Of(year)));
        var first = L.Equal(sheet.TerminationYear, L.Of(year));
        sheet.Terminated = ended;
        var price = failure.Planned is { } planned ? L.Of(planned[y]) : trials.Read(_costRow, year);
        var replaced = _scope is null || failure.Planned is not null
            ? Pence.Of(price * L.Of(1 + failure.Premium))

            // What was re-classified out of scope is paid for there.
            : Pence.Share(state.InScope, L.Of(1 + failure.Premium));
        sheet.Replacement = L.Select(ended, replaced, L.Zero);
        sheet.Recommissioning = L.Select(first, L.Of(failure.Recommissioning), L.Zero);
        var claim = L.Zero;
        if (failure.ForRecommissioning)
            claim += sheet.Recommissioning;
        if (failure.ForPremium)
            claim += L.Max(sheet.Replacement - L.Select(ended, state.InScope, L.Zero), L.Zero);

        // Who leaves as the contract allows owes what it says, and no damages.
        claim = L.Select(sheet.Left, L.Zero, claim);
        var own = L.Min(claim, L.Max(sheet.NetWorth, L.Zero));
        sheet.GuaranteePaid = L.Min(claim - own, sheet.Guarantee);
        sheet.Guarantee -= sheet.GuaranteePaid;
        sheet.Compensation = own + sheet.GuaranteePaid + L.Select(L.AndBits(first, sheet.Left), L.Of(failure.Exit), L.Zero);

        End(ref state.ContractValue, ended);
        End(ref state.Fee, ended);
        End(ref state.Available, ended);
        End(ref state.Earned, ended);
        End(ref state.Pooled, ended);
        End(ref state.Target, ended);
        End(ref state.Adjusted, ended);
        End(ref state.LumpSum, ended);
        End(ref state.Reimbursed, ended);
        End(ref state.Reopened, ended);
        for (var i = 0; i < Eight<L>.Length; i++)
            End(ref state.Through[i], ended);
        End(ref state.Activity, ended);
        End(ref state.InScope, ended);
        End(ref state.Overheads, ended);
        End(ref state.Recovery, ended);
        End(ref state.Premium, ended);
        End(ref state.Transfer, ended);
        End(ref state.GainCap, ended);
        End(ref state.LossCap, ended);
        End(ref state.Pressure, ended);

        static void End(ref L value, L ended) => value = L.Select(ended, L.Zero, value);
    }

    private static void BookFailure<L>(in Booking<L> book, ref YearState<L> state, int year)
        where L : struct, ILanes<L>
    {
        ref var sheet = ref state.Balance;
        book.Year(Column.CostReplacement, year, sheet.Replacement);
        book.Year(Column.CostRecommissioning, year, sheet.Recommissioning);
        book.Year(Column.Compensation, year, sheet.Compensation);
        book.Year(Column.GuaranteePayment, year, sheet.GuaranteePaid);
        book.Year(Column.LossRelief, year, sheet.Relief);
        book.Year(Column.FailureCost, year, sheet.Replacement + sheet.Recommissioning - sheet.Compensation);
        book.Year(Column.IsTerminated, year, L.AndBits(sheet.Terminated, L.Of(1)));
    }
}
