using System.Runtime.CompilerServices;
using IcpRisk.Contracts.Adjustment;
using IcpRisk.Contracts.GainLoss;
using IcpRisk.Contracts.Settlement;
using IcpRisk.Numerics.Lanes;
using IcpRisk.Paths;

namespace IcpRisk.Contracts.Rebasing;

/// <summary>One way of re-setting the value, compiled.</summary>
/// <param name="ToCost">To actual cost; else to lists.</param>
/// <param name="Share">Share of the difference taken up.</param>
/// <param name="Cap">Most the value is moved.</param>
/// <param name="Overheads">Overheads count as cost.</param>
internal sealed record Reset(bool ToCost, double Share, double Cap, int LookBack, int Lag, bool Overheads)
{
    /// <summary>1 + share · (ratio − 1), its distance from 1 at most the cap.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Level<L>(L ratio, L share, L cap)
        where L : struct, ILanes<L> => L.Of(1) + L.Max(-cap, L.Min(cap, share * (ratio - L.Of(1))));
}

/// <summary>Rebasing and re-opener, compiled; absent where the value stands.</summary>
/// <param name="Rebase">How it is rebased; null where no year rebases.</param>
/// <param name="IsYear">By year: it starts with a new value.</param>
/// <param name="Reopener">How it is re-opened; null where it cannot be.</param>
/// <param name="ListDeparts">Departure of the list that opens it; infinite where none does.</param>
/// <param name="Loss">Loss over value that opens it; infinite where none does.</param>
/// <param name="AtMost">How often it can open.</param>
/// <param name="PlannedCore">By year, pence: core payment at the plan, which cost is compared with.</param>
/// <param name="Excluded">Rows of cost that does not count.</param>
internal sealed record RebaseRule(
    Reset? Rebase, bool[] IsYear, Reset? Reopener, double ListDeparts, double Loss, int AtMost, double[] PlannedCore, int[] Excluded)
{
    public static RebaseRule? Compile(
        ContractTerms contract, AdjustmentRule? adjustment, double[] plannedCore, PlanPath plan, RowTable rows, PlanChecks checks)
    {
        var (rebase, reopener) = (contract.Rebase, contract.Reopener);
        if (rebase is null && reopener is null)
            return null;
        foreach (var year in rebase?.Years.Where(year => year > checks.Years) ?? [])
            checks.Error(rebase!, nameof(rebase.Years), "the year is past the last", $"{year}", $"2 to {checks.Years}");
        foreach (var terms in new ResetTerms?[] { rebase, reopener }.OfType<ResetTerms>())
        {
            if (terms.To == ResetTo.Lists && adjustment is null)
                checks.Error(terms, nameof(terms.To), "no list is adjusted for", allowed: "an adjustment for size or need");
            if (terms.To == ResetTo.ActualCost && plannedCore.Any(core => core <= 0))
                checks.Error(terms, nameof(terms.To), "a year without a planned core payment has nothing to compare cost with");
        }

        if (reopener?.ListDeparts is not null && adjustment is null)
            checks.Error(reopener, nameof(reopener.ListDeparts), "no list is adjusted for", allowed: "an adjustment for size or need");
        // A ratio of lists that is on the trigger in decimals may lie a bit beyond it in binary: it does not open.
        const double Slack = 1e-12;
        var services = plan.Items(Quantity.Cost).ToList();
        return new RebaseRule(
            Of(rebase), [.. Enumerable.Range(1, checks.Years).Select(year => rebase?.Years.Contains(year) ?? false)],
            Of(reopener), reopener?.ListDeparts + Slack ?? double.PositiveInfinity, reopener?.Loss ?? double.PositiveInfinity, reopener?.AtMost ?? 0,
            plannedCore, [.. contract.ActivityPayments.Keys.Where(services.Contains).Select(s => rows.Read(Quantity.Cost, s))]);
    }

    private static Reset? Of(ResetTerms? terms) => terms is null
        ? null
        : new Reset(terms.To == ResetTo.ActualCost, terms.Share, terms.Cap ?? double.MaxValue, terms.LookBack, terms.Lag,
            terms.Cost == ComparedCost.InScopeAndOverheads);
}
