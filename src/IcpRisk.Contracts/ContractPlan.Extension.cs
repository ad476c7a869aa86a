using IcpRisk.Contracts.Extension;
using IcpRisk.Contracts.Settlement;
using IcpRisk.Numerics.Lanes;

namespace IcpRisk.Contracts;

/// <content>The option to extend: whether the contract is in force, and what is left of a year when it is not.</content>
public sealed partial class ContractPlan
{
    /// <summary>At the start of a year: whether the contract is in force.</summary>
    private static void SettleTerm<L>(ExtensionRule rule, ref YearState<L> state, int y)
        where L : struct, ILanes<L>
    {
        if (y == 0)
            state.InForce = L.Equal(L.Zero, L.Zero);
        if (y != rule.Firm)
            return;
        state.InForce = rule.Taken switch
        {
            true => state.InForce,
            false => L.Zero,
            _ => ExtensionRule.Holds(
                state.FirmSurplus, state.FirmSpend, state.FirmValue, L.Of(rule.SurplusAtLeast), L.Of(rule.SpendAtMost)),
        };
    }

    /// <summary>Nothing is paid, and no care is counted, in a year without a contract. After value, payments and sharing alike.</summary>
    private static void Lapse<L>(ref YearState<L> state)
        where L : struct, ILanes<L>
    {
        var on = state.InForce;
        state.ContractValue = L.AndBits(on, state.ContractValue);
        state.Allocation = L.AndBits(on, state.Allocation);
        state.Fee = L.AndBits(on, state.Fee);
        state.Target = L.AndBits(on, state.Target);
        state.Adjusted = L.AndBits(on, state.Adjusted);
        state.LumpSum = L.AndBits(on, state.LumpSum);
        state.Reimbursed = L.AndBits(on, state.Reimbursed);
        state.Available = L.AndBits(on, state.Available);
        state.Earned = L.AndBits(on, state.Earned);
        state.Pooled = L.AndBits(on, state.Pooled);
        for (var i = 0; i < Eight<L>.Length; i++)
            state.Through[i] = L.AndBits(on, state.Through[i]);
        state.Activity = L.AndBits(on, state.Activity);
        state.InScope = L.AndBits(on, state.InScope);
        state.Overheads = L.AndBits(on, state.Overheads);
        state.OutOfScope = L.AndBits(on, state.OutOfScope);
        state.Recovery = L.AndBits(on, state.Recovery);
        state.Premium = L.AndBits(on, state.Premium);
        state.Transfer = L.AndBits(on, state.Transfer);
        state.GainCap = L.AndBits(on, state.GainCap);
        state.LossCap = L.AndBits(on, state.LossCap);
        state.Reopened = L.AndBits(on, state.Reopened);
    }
}
