using IcpRisk.Contracts.Settlement;
using IcpRisk.Paths;

namespace IcpRisk.Contracts.Scope;

/// <summary>Shifts of scope, compiled; absent where every service is in scope or out of it.</summary>
/// <param name="Costs">Rows of the cost of the services that shift.</param>
/// <param name="Planned">By year and service: part out of scope as planned.</param>
/// <param name="Actual">By year and service: part out of scope in the event.</param>
/// <param name="Value">By year: change of the contract value as money follows, full year, GBP.</param>
internal sealed record ScopeRule(string[] Services, int[] Costs, double[][] Planned, double[][] Actual, double[] Value)
{
    public static ScopeRule? Compile(ContractTerms contract, PlanPath plan, RowTable rows, PlanChecks checks)
    {
        if (contract.ScopeShifts.Count == 0)
            return null;
        var services = plan.Items(Quantity.Cost).ToList();
        var shifts = contract.ScopeShifts
            .Where(s => checks.Known(contract, $"{nameof(contract.ScopeShifts)}.{s.Key}", s.Key, services)).ToList();
        foreach (var (name, _) in shifts.Where(s => contract.ActivityPayments.ContainsKey(s.Key)))
            checks.Error(contract, $"{nameof(contract.ScopeShifts)}.{name}", "the service is paid by activity, which follows what is in scope already");
        var planned = shifts.Select(s => checks.Table(s.Value.Planned)).ToList();
        var actual = shifts.Select((s, i) => s.Value.Actual is { } own ? checks.Table(own) : planned[i]).ToList();
        var value = Enumerable.Range(0, checks.Years).Select(y => -shifts.Select((s, i) =>
            s.Value.MoneyFollows * (actual[i][y] - planned[i][y]) * plan.Value(new RowId(Quantity.Cost, s.Key), y + 1)
            / plan.Time.Exposure(y + 1)).Sum()).ToArray();
        return new ScopeRule(
            [.. shifts.Select(s => s.Key)], [.. shifts.Select(s => rows.Read(Quantity.Cost, s.Key))], ByYear(planned), ByYear(actual), value);

        double[][] ByYear(List<double[]> tables) => [.. Enumerable.Range(0, checks.Years).Select(y => tables.Select(t => t[y]).ToArray())];
    }

    /// <summary>Part of a service that is out of scope as planned; 0 for one that does not shift.</summary>
    public double PlannedOut(string service, int y) => Array.IndexOf(Services, service) is >= 0 and var s ? Planned[y][s] : 0;

    /// <summary>
    /// By year and row of the table: the part of it that stays in scope, which is 1 for rows that belong to no service that
    /// shifts. Activity, expected activity and layers of high-cost cases go with the cost of their service.
    /// </summary>
    public double[][] Kept(RowTable rows, double[][] shifted)
    {
        return [.. shifted.Select(parts => rows.Rows.Select(row => Stays(row, parts)).ToArray())];

        double Stays(RowId row, double[] parts)
        {
            var service = row.Item.Length == 0 ? -1 : Array.IndexOf(Services, row.Item);
            var moves = row.Quantity is Quantity.Cost or Quantity.Activity or Quantity.ExpectedActivity or Quantity.HighCostLayer;
            return service >= 0 && moves ? 1 - parts[service] : 1;
        }
    }
}
