using IcpRisk.Numerics.Lanes;

namespace IcpRisk.Contracts.Balance;

/// <summary>What the balance sheet and failure hand from year to year, and what they add to a year. Whole pence, unless said otherwise.</summary>
internal struct BalanceState<L>
    where L : struct, ILanes<L>
{
    // Handed from year to year.

    /// <summary>At the end of the last year.</summary>
    public L NetWorth;
    public L Cash;
    public L LeastWorth;
    public L Receivable;
    public L Payable;

    /// <summary>What is left of the guarantee.</summary>
    public L Guarantee;

    /// <summary>The provider side's results and relief so far: what it has borne of losses, negative.</summary>
    public L Borne;

    /// <summary>First year with a breach, 0: none yet; and first year without the provider, 0: not settled.</summary>
    public L BreachYear;
    public L TerminationYear;

    /// <summary>Mask: it was no breach, the provider walked away.</summary>
    public L Left;

    // Of the year.

    /// <summary>Mask: the contract has been terminated.</summary>
    public L Terminated;
    public L Replacement;
    public L Recommissioning;
    public L Compensation;
    public L GuaranteePaid;
    public L Relief;
    public L BackstopPaid;
    public L PaidOut;
    public L CashFlow;

    /// <summary>The provider side's result before what is paid for its balance sheet's sake.</summary>
    public L Operating;
}
