using System.Runtime.CompilerServices;
using IcpRisk.Contracts.Fee;
using IcpRisk.Contracts.Ledger;
using IcpRisk.Contracts.Settlement;
using IcpRisk.Numerics.Lanes;

namespace IcpRisk.Contracts;

/// <content>The management fee and the core payment that it leaves.</content>
public sealed partial class ContractPlan
{
    /// <summary>The fee of a value. A fee out of savings comes out of the core payment once it is known what care cost.</summary>
    private void SettleFee<L>(in Trials<L> trials, ref YearState<L> state, int y)
        where L : struct, ILanes<L>
    {
        state.Fee = _fee.Full(state.ContractValue, y);
        if (!_fee.Saved[y])
            return;
        var savings = state.Target - CostWithout(trials, ref state, _fee.Excluded, overheads: false, y);
        if (_fee.Cumulative)
        {
            state.Savings += savings;
            savings = state.Savings;
        }

        state.Fee = FeeRule.Covered(state.Fee, savings, L.Of(_fee.SavingsShare), state.FeesFromSavings);
        if (_fee.Cumulative)
            state.FeesFromSavings += state.Fee;
        state.Target -= state.Fee;
    }

    /// <summary>What fee, incentives and planned activity payments leave of a value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private L Core<L>(L value, int y)
        where L : struct, ILanes<L>
    {
        var rest = value - _fee.InValue(value, y) - L.Of(_payments.PlannedActivity[y]);
        foreach (var scheme in _schemes)
            rest -= Pence.Share(value, L.Of(scheme.Size[y]));
        return rest;
    }
}
