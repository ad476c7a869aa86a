using System.Runtime.CompilerServices;
using IcpRisk.Contracts.GainLoss;
using IcpRisk.Contracts.Ledger;
using IcpRisk.Contracts.Settlement;
using IcpRisk.Numerics.Lanes;
using IcpRisk.Paths;

namespace IcpRisk.Contracts.Reimbursement;

/// <summary>Cost reimbursement, compiled; absent where pay is a lump sum.</summary>
/// <param name="Share">Share of pay that follows cost, by year.</param>
/// <param name="Cap">Most that is allowable as a share of core, by year; empty for no limit.</param>
/// <param name="Overheads">Overheads are allowable.</param>
/// <param name="Excluded">Rows of cost that is not allowable.</param>
internal sealed record ReimbursementRule(double[] Share, double[] Cap, bool Overheads, int[] Excluded)
{
    /// <summary>What is reimbursed: share · min(allowable, cap · core), whole pence.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L Reimbursed<L>(L allowable, L core, int y)
        where L : struct, ILanes<L>
    {
        if (Cap.Length > 0)
            allowable = L.Min(allowable, L.Of(Cap[y]) * L.Max(core, L.Zero));
        return Pence.Share(allowable, L.Of(Share[y]));
    }

    /// <summary>What is still paid as a lump sum: core less the share of it that reimbursement takes the place of, whole pence.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L LumpSum<L>(L core, int y)
        where L : struct, ILanes<L> => core - Pence.Share(core, L.Of(Share[y]));

    public static ReimbursementRule? Compile(ContractTerms contract, PlanPath plan, RowTable rows, PlanChecks checks)
    {
        if (contract.Reimbursement is not { } terms)
            return null;
        if (contract.GainLoss?.CostBearer == CostBearer.Commissioner)
            checks.Error(terms, nameof(terms.Share), "the commissioner bears the cost, so that there is nothing to reimburse");
        var services = plan.Items(Quantity.Cost).ToList();
        var excluded = terms.Excludes.Where(s => checks.Known(terms, nameof(terms.Excludes), s, services))
            .Union(contract.ActivityPayments.Keys.Where(services.Contains)).ToList();
        return new ReimbursementRule(
            checks.Table(terms.Share), terms.Cap is { } cap ? checks.Table(cap) : [],
            terms.Cost == ComparedCost.InScopeAndOverheads, [.. excluded.Select(s => rows.Read(Quantity.Cost, s))]);
    }
}
