using IcpRisk.Contracts.GainLoss;
using IcpRisk.Contracts.Ledger;
using IcpRisk.Contracts.Scope;
using IcpRisk.Paths;

namespace IcpRisk.Contracts.Settlement;

/// <summary>What gains and losses on the services in scope are measured on, compiled, with how they are shared.</summary>
/// <param name="Sharing">The division; null where nothing is shared.</param>
/// <param name="Core">Core payment counts as income.</param>
/// <param name="Activity">Activity payments count.</param>
/// <param name="Management">The fee counts.</param>
/// <param name="Incentives">Incentives earned count.</param>
/// <param name="Overheads">Overheads count as cost.</param>
/// <param name="Excluded">Rows of cost that does not count.</param>
/// <param name="ShareBase">What bands are shares of.</param>
/// <param name="Volume">Volume is shared, not cost.</param>
/// <param name="Services">Rows of actual and of expected activity, in turn, where volume is shared.</param>
/// <param name="UnitPrices">By year and service: planned unit cost, pence.</param>
internal sealed record GainLossPlan(
    Sharing? Sharing, bool Core, bool Activity, bool Management, bool Incentives, bool Overheads, int[] Excluded,
    SharingBase ShareBase, bool Volume, (int Actual, int Expected)[] Services, double[][] UnitPrices)
{
    /// <summary>Discount to the compared income, by year.</summary>
    public required double[] Discount { get; init; }

    /// <summary>Services whose cost is not compared: those stated, and those paid by activity where that income does not count.</summary>
    public static IEnumerable<string> LeftOut(ContractTerms contract)
    {
        var compare = (contract.GainLoss ?? new GainLossTerms()).Compare;
        return compare.Excludes.Union(compare.Income.Contains(ComparedIncome.Activity) ? [] : contract.ActivityPayments.Keys);
    }

    public static GainLossPlan Compile(
        GainLossTerms? written, ContractTerms contract, PlanPath plan, RowTable rows, PlanChecks checks)
    {
        var terms = written ?? new GainLossTerms();
        var services = plan.Items(Quantity.Cost).ToList();
        var income = terms.Compare.Income;
        var countsActivity = income.Contains(ComparedIncome.Activity);

        // A service that is paid by activity has its own income: its cost counts only where that income does.
        foreach (var left in terms.Compare.Excludes)
            checks.Known(terms.Compare, nameof(terms.Compare.Excludes), left, services);
        if (terms.ByQuality is not null && contract.Incentives.Values.All(scheme => scheme.Metrics.Count == 0))
            checks.Error(terms, nameof(terms.ByQuality), "shares follow the quality score, and the contract has no metrics", allowed: "incentives with metrics, if only published ones");
        var excluded = LeftOut(contract).Where(services.Contains).ToList();
        var shared = new List<string>();
        if (terms.Measure == SharingMeasure.Volume)
        {
            foreach (var service in services.Except(excluded))
            {
                if (plan.Has(new RowId(Quantity.Activity, service)) && plan.Has(new RowId(Quantity.ExpectedActivity, service)))
                    shared.Add(service);
                else
                    checks.Error(terms, nameof(terms.Measure), $"the plan has no activity of {service} to share the volume of");
            }
        }

        var prices = Enumerable.Range(1, checks.Years).Select(year => shared.Select(service =>
            Value(Quantity.Activity, service, year) is > 0 and var activity
                ? 100 * Value(Quantity.Cost, service, year) / activity
                : 0).ToArray()).ToArray();
        return new GainLossPlan(
            written is null ? null : Sharing.Compile(terms, terms.CostBearer == CostBearer.Provider, plan.Time, checks),
            income.Contains(ComparedIncome.Core), countsActivity, income.Contains(ComparedIncome.Management),
            income.Contains(ComparedIncome.Incentives), terms.Compare.Cost == ComparedCost.InScopeAndOverheads,
            [.. excluded.Select(s => rows.Read(Quantity.Cost, s))], terms.BandsAsShareOf,
            terms.Measure == SharingMeasure.Volume,
            [.. shared.Select(s => (rows.Read(Quantity.Activity, s), rows.Read(Quantity.ExpectedActivity, s)))], prices)
        {
            Discount = terms.Discount is { } discount ? checks.Table(discount) : new double[checks.Years],
        };

        double Value(Quantity quantity, string item, int year) => plan.Value(new RowId(quantity, item), year);
    }
}

/// <summary>Sharing on services out of scope, or on a group of them, compiled.</summary>
/// <param name="Group">Name of the group; empty for all services out of scope.</param>
/// <param name="Target">By year, whole pence for what is covered of the year.</param>
/// <param name="Rows">Rows of the group's cost; empty for all services out of scope.</param>
internal sealed record OutsidePlan(string Group, Sharing Sharing, double[] Target, int[] Rows)
{
    public static OutsidePlan[] Compile(ContractTerms contract, ScopeRule? scope, PlanPath plan, RowTable rows, PlanChecks checks)
    {
        if (contract.GainLossGroups.Count + (contract.GainLossOutside is null ? 0 : 1) > Eight<int>.Length)
            checks.Error(contract, nameof(contract.GainLossGroups), "so many groups are not settled", $"{contract.GainLossGroups.Count}", $"at most {Eight<int>.Length}, services out of scope as a whole included");
        return [
            .. contract.GainLossOutside is { } terms && Whole(terms, scope, plan, checks) is { } whole ? new[] { whole } : [],
            .. contract.GainLossGroups.Select(g => OfGroup(g.Key, g.Value, plan, rows, checks))];
    }

    private static OutsidePlan OfGroup(string name, GroupGainLossTerms terms, PlanPath plan, RowTable rows, PlanChecks checks)
    {
        var known = plan.Items(Quantity.CostOutOfScope).ToList();
        var services = terms.Services.Where(s => checks.Known(terms, nameof(terms.Services), s, known)).Distinct().ToList();
        if (terms.Services.Count == 0)
            checks.Error(terms, nameof(terms.Services), "the group has no service");
        var full = terms.Target is { } target ? checks.Table(target) : null;
        var targets = Enumerable.Range(1, checks.Years).Select(year => Pence.Of(full is null
            ? services.Sum(s => plan.Value(new RowId(Quantity.CostOutOfScope, s), year))
            : full[year - 1] * plan.Time.Exposure(year))).ToArray();
        return new OutsidePlan(
            name, Sharing.Compile(terms, providerBears: false, plan.Time, checks), targets, [.. services.Select(s => rows.Read(Quantity.CostOutOfScope, s))]);
    }

    private static OutsidePlan? Whole(OutsideGainLossTerms terms, ScopeRule? scope, PlanPath plan, PlanChecks checks)
    {
        var row = new RowId(Quantity.CostOutOfScope);
        if (!plan.Has(row))
        {
            checks.Error(terms, "", "gains and losses out of scope are shared, but the plan has no cost out of scope");
            return null;
        }

        var full = terms.Target is { } target ? checks.Table(target) : null;
        var targets = Enumerable.Range(1, checks.Years).Select(year =>
            Pence.Of(full is null ? plan.Value(row, year) + (scope?.PlannedCostOut(plan, year) ?? 0) : full[year - 1] * plan.Time.Exposure(year))).ToArray();
        return new OutsidePlan("", Sharing.Compile(terms, providerBears: false, plan.Time, checks), targets, []);
    }
}
