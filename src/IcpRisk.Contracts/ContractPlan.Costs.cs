using IcpRisk.Contracts.Ledger;
using IcpRisk.Contracts.Settlement;
using IcpRisk.Numerics.Lanes;

namespace IcpRisk.Contracts;

/// <content>What care cost, from nature's rows alone; what of it the contract covers.</content>
public sealed partial class ContractPlan
{
    /// <summary>Costs of a year, shifts of scope done, and what is recovered of them.</summary>
    private void SettleCosts<L>(in Trials<L> trials, ref YearState<L> state, int y)
        where L : struct, ILanes<L>
    {
        var year = y + 1;
        state.InScope = Pence.Of(trials.Read(_costRow, year));
        state.Overheads = _overheadsRow < 0 ? L.Zero : Pence.Of(trials.Read(_overheadsRow, year));
        state.OutOfScope = _outOfScopeRow < 0 ? L.Zero : Pence.Of(trials.Read(_outOfScopeRow, year));
        if (_scope is { } scope)
        {
            for (var s = 0; s < scope.Costs.Length; s++)
            {
                var moved = Pence.Of(L.Of(1 - _kept![y][scope.Costs[s]]) * trials.Read(scope.Costs[s], year));
                state.InScope -= moved;
                state.OutOfScope += moved;
            }
        }

        if (_stopLoss is not { } stopLoss || !Started(y))
            return;
        var layers = L.Zero;
        foreach (var row in stopLoss.Rows)
            layers += Covered(trials, row, y);
        (state.Recovery, state.Premium) = (stopLoss.Recovery(layers, y), L.Of(stopLoss.Premium[y]));
    }

    /// <summary>A row of a service in scope: the part of it that has not moved out of scope.</summary>
    private L Covered<L>(in Trials<L> trials, int row, int y)
        where L : struct, ILanes<L> =>
        _kept is null ? trials.Read(row, y + 1) : L.Of(_kept[y][row]) * trials.Read(row, y + 1);

    /// <summary>Cost in scope, premium and recovery included, without some services; whole pence.</summary>
    private L CostWithout<L>(in Trials<L> trials, ref YearState<L> state, int[] services, bool overheads, int y)
        where L : struct, ILanes<L>
    {
        var cost = state.InScope + state.Premium - state.Recovery;
        if (overheads)
            cost += state.Overheads;
        foreach (var row in services)
            cost -= Pence.Of(Covered(trials, row, y));
        return cost;
    }

    // Budget, incentives and sharing have passed to the provider.
    private bool Started(int y) => y >= _budgetFrom;

    // The provider side pays for care in the year.
    private bool BearsIn(int y) => ProviderBears && Started(y);
}
