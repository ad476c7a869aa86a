using IcpRisk.Nature.Services;
using IcpRisk.Nature.Volatility;
using IcpRisk.Paths;

namespace IcpRisk.Nature.Spread;

/// <summary>
/// Spread by chance alone, given what is expected: a count of mean m has variance φm, so √(φ/m) of it; what A cases cost
/// has v/√A of it; the cost of high-cost cases is a compound Poisson sum with variance m·E[X²].
/// </summary>
internal static class ChanceSpreads
{
    public static IEnumerable<DriverSpread> Of(NatureTerms terms, PlanPath expected)
    {
        var risk = terms.Risks.Volatility;
        foreach (var (name, service) in terms.Services)
        {
            var activity = Row(expected, Planning.Activity(name, service.Scope));
            var dispersion = (service.Dispersion ?? risk.Dispersion).Mean;
            yield return Chance($"volatility.activity.{name}", SpreadScale.Relative, activity.Select(m => Over(dispersion, m)));
            var caseCv = CaseVariation.Of(terms, name).Cv.Mean;
            if (caseCv > 0)
            {
                var square = caseCv * caseCv;
                yield return Chance($"volatility.case_cost.{name}", SpreadScale.Relative, activity.Select(m => Over(square, m)));
            }

            if (risk.HighCost.TryGetValue(name, out var high))
            {
                yield return Chance($"volatility.high_cost.{name}", SpreadScale.Money, HighCost(high, service, activity, expected));
            }
        }
    }

    private static IEnumerable<double> HighCost(HighCostTerms high, ServiceTerms service, double[] activity, PlanPath expected)
    {
        var year1 = service.Activity.Expect.Mean;
        var square = high.ToTail().MeanSquare;
        return activity.Select((m, y) =>
            Math.Sqrt(year1 == 0 ? 0 : high.Cases.Expect.Mean * m / year1 * square) * expected.Value(Quantity.PriceIndex, y + 1));
    }

    private static double Over(double variance, double mean) => mean > 0 ? Math.Sqrt(variance / mean) : 0;

    private static double[] Row(PlanPath path, RowId row) =>
        [.. Enumerable.Range(1, path.Time.Years).Select(y => path.Value(row, y))];

    private static DriverSpread Chance(string name, SpreadScale scale, IEnumerable<double> sds) =>
        new(name, Risk.Volatility, scale, SpreadCourse.Chance, 0, [.. sds]);
}
