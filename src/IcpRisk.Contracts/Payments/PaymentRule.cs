using IcpRisk.Contracts.Ledger;
using IcpRisk.Contracts.Settlement;
using IcpRisk.Documents;
using IcpRisk.Paths;

namespace IcpRisk.Contracts.Payments;

/// <summary>How the contract value is divided, compiled. Core is what the other parts leave.</summary>
/// <param name="ActivityRows">Rows of the activity that is paid by price.</param>
/// <param name="Prices">By year and row, GBP a contact.</param>
/// <param name="PlannedActivity">What planned activity is paid, by year, whole pence.</param>
internal sealed record PaymentRule(int[] ActivityRows, double[][] Prices, double[] PlannedActivity)
{
    public static PaymentRule Compile(ContractTerms terms, PlanPath plan, RowTable rows, PlanChecks checks)
    {
        var services = plan.Items(Quantity.Activity).ToList();
        var names = terms.ActivityPayments.Keys
            .Where(name => checks.Known(terms, $"{nameof(terms.ActivityPayments)}.{name}", name, services)).ToList();
        var table = names.Select(name => checks.Table(terms.ActivityPayments[name].Price)).ToList();
        var prices = new double[checks.Years][];
        var planned = new double[checks.Years];
        for (var y = 0; y < checks.Years; y++)
        {
            prices[y] = [.. table.Select(price => price[y])];
            planned[y] = Pence.Of(names.Select((name, i) => table[i][y] * plan.Value(new RowId(Quantity.Activity, name), y + 1)).Sum());
        }

        CheckSum(terms, checks);
        return new PaymentRule(
            [.. names.Select(name => rows.Read(Quantity.Activity, name))], prices, planned);
    }

    /// <summary>A share of the value under <c>payments</c>, by year; zero where it is not named.</summary>
    public static double[] Share(ContractTerms terms, string name, PlanChecks checks) =>
        terms.Payments.TryGetValue(name, out var share) ? checks.Table(share) : new double[checks.Years];

    private static void CheckSum(ContractTerms terms, PlanChecks checks)
    {
        var tables = terms.Payments.Values.Select(checks.Table).ToList();
        var closed = terms.Payments.ContainsKey(ContractTerms.CoreKey);
        for (var y = 0; y < checks.Years; y++)
        {
            var sum = tables.Sum(table => table[y]);
            if (closed ? Math.Abs(sum - 1) > 1e-9 : sum > 1)
            {
                checks.Error(
                    terms, nameof(terms.Payments), $"the shares of year {y + 1} {(closed ? "make up the whole value" : "leave nothing for core")}",
                    NumberText.Format(sum, Unit.Share), "100 %");
                return;
            }
        }
    }
}
