using IcpRisk.Contracts.Ledger;
using IcpRisk.Contracts.Scope;
using IcpRisk.Contracts.Settlement;
using IcpRisk.Paths;

namespace IcpRisk.Contracts.Parties;

/// <summary>One subcontract, compiled.</summary>
/// <param name="Name">Its key.</param>
/// <param name="From">Place of the member that pays.</param>
/// <param name="To">Place of the member that delivers.</param>
/// <param name="Costs">Rows of the services' costs.</param>
/// <param name="Fixed">Paid by year whatever happens, whole pence for what is covered of the year.</param>
/// <param name="Activity">Rows of activity that is paid for, and prices by year, GBP.</param>
internal sealed record SubcontractRule(
    string Name, int From, int To, int[] Costs, double[] Fixed, (int Row, double[] Price)[] Activity)
{
    public static SubcontractRule[] Compile(
        ContractTerms contract, PlanPath plan, ScopeRule? scope, bool providerBears, RowTable rows, PlanChecks checks)
    {
        var services = plan.Items(Quantity.Cost).ToList();
        var members = contract.Parties.Where(p => p.Value.Side == Side.Provider).Select(p => p.Key).ToList();
        var given = new HashSet<string>();
        var rules = new List<SubcontractRule>();
        foreach (var (name, terms) in contract.Subcontracts)
        {
            if (!providerBears)
                checks.Error(contract, nameof(contract.Subcontracts), "members have no cost of care to pass on where the commissioner bears it");
            checks.Known(terms, nameof(terms.From), terms.From, members);
            checks.Known(terms, nameof(terms.To), terms.To, members);
            if (terms.From == terms.To)
                checks.Error(terms, nameof(terms.To), "a member has no subcontract with itself", terms.To, "another member");
            var known = terms.Services.Where(s => checks.Known(terms, nameof(terms.Services), s, services)).ToList();
            foreach (var twice in known.Where(s => !given.Add(s)))
                checks.Error(terms, nameof(terms.Services), "the service is subcontracted twice", twice);
            var byActivity = terms.Pay == SubcontractPay.Activity;
            foreach (var service in known.Where(s => byActivity && !plan.Has(new RowId(Quantity.Activity, s))))
                checks.Error(terms, nameof(terms.Services), "the plan has no activity to pay for", service);
            rules.Add(new SubcontractRule(
                name, contract.Parties.IndexOf(terms.From), contract.Parties.IndexOf(terms.To),
                [.. known.Select(s => rows.Read(Quantity.Cost, s))], Fixed(terms, known),
                [.. known.Where(s => byActivity && terms.Prices.ContainsKey(s)).Select(s => (rows.Read(Quantity.Activity, s), checks.Table(terms.Prices[s])))]));
        }

        return [.. rules];

        double[] Fixed(SubcontractTerms terms, IReadOnlyList<string> known) => terms switch
        {
            { Amount: { } amount } => [.. checks.Table(amount).Select((full, y) => Pence.Of(full * plan.Time.Exposure(y + 1)))],
            { Pay: SubcontractPay.PlannedCost } => [.. Enumerable.Range(1, plan.Time.Years).Select(year =>
                Pence.Of(known.Sum(s => PlannedIn(s, year)) * (1 + (terms.Margin ?? 0))))],
            _ => new double[plan.Time.Years],
        };

        double PlannedIn(string service, int year) =>
            (1 - (scope?.PlannedOut(service, year - 1) ?? 0)) * plan.Value(new RowId(Quantity.Cost, service), year);
    }
}
