using IcpRisk.Paths;
using IcpRisk.Validation.Chapter;
using IcpRisk.Validation.Exact;
using IcpRisk.Validation.Runs;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Integration;

namespace IcpRisk.Validation.Tables;

/// <summary>Correlations that are drawn themselves: products of surprises, and joint tails averaged over what is drawn.</summary>
internal static class DrawnCorrelationTable
{
    private const int Trials = 1 << 18;
    private const double Sd = 0.1;

    public static Table Table { get; } = new(
        "drawn-correlation", "dependence.md", ["drivers", "stated"],
        "with ρ uniform from a to b: E[XY] = E[ρ] = (a + b)/2 and E[(XY)²] = 1 + 2E[ρ²], X and Y the standard normals; the joint tail is Plackett's integral averaged over ρ by Gauss and Legendre's rule. The mean of cost over its plan is 1, since each trial is corrected with its own ρ.",
        "262,144 trials of scenarios/processes.yaml, year 1, both sds 10 %.",
        [
            Of("utilisation.other", new(Quantity.Activity, "other"), 2000, 0.2, 0.8, "pair, ρ uniform from 0.2 to 0.8",
                [$"dependence=[[utilisation.care, utilisation.other, {{uniform: {{from: {0.2}, to: {0.8}}}}}]]"], cost: false),
            Of("utilisation.other", new(Quantity.Activity, "other"), 2000, 0, 0.9, "common factor, ρ uniform from 0 to 0.9",
                [$"risks.utilisation.correlation={{uniform: {{from: {0}, to: {0.9}}}}}"], cost: false),
            Of("efficiency.inflation", new(Quantity.PriceIndex), 1, -0.5, 0.9, "pair, ρ uniform from -0.5 to 0.9",
                [$"dependence=[[utilisation.care, efficiency.inflation, {{uniform: {{from: {-0.5}, to: {0.9}}}}}]]", $"services.other.unit_cost={0}"], cost: true),
        ]);

    private static Case Of(string other, RowId row, double plan, double from, double to, string stated, FormattableString[] set, bool cost) => new(
        [$"`utilisation.care`, `{other}`", stated],
        seed =>
        {
            var scenario = Run.Scenario(
                "processes", [$"risks.utilisation.sd={Sd}", $"risks.efficiency.inflation.sd={Sd}", $"risks.efficiency.savings.planned={0}", .. set]);
            var rows = Run.Rows(scenario, [new(Quantity.Activity, "care"), row, new(Quantity.Cost)], Trials, seed);
            return Compare(rows, scenario.Plan.Value(new RowId(Quantity.Cost), 1), plan, from, to, cost);
        })
    {
        Quick = cost,
    };

    private static IEnumerable<Comparison> Compare(double[][][] rows, double plannedCost, double plan, double from, double to, bool cost)
    {
        var (x, y) = (Surprises(rows[0][0], 2000), Surprises(rows[1][0], plan));
        var products = x.Zip(y, (a, b) => a * b).ToArray();
        var square = ((from * from) + (from * to) + (to * to)) / 3;
        yield return Sample.Mean("E[XY]", (from + to) / 2, products);
        yield return Sample.Mean("E[(XY)²]", 1 + (2 * square), [.. products.Select(p => p * p)]);
        foreach (var p in new[] { 0.9, 0.99, 0.999 })
        {
            var z = Normal.InvCDF(0, 1, p);
            var both = GaussLegendreRule.Integrate(rho => BivariateNormal.Above(z, z, rho), from, to, 32) / (to - from);
            yield return Sample.Share($"both above {100 * p:0.#} %", both, x.Zip(y).Count(v => v.First > z && v.Second > z), Trials);
        }

        if (cost)
            yield return Sample.Mean("mean of cost over plan", 1, [.. rows[2][0].Select(c => c / plannedCost)]);
    }

    private static double[] Surprises(double[] row, double plan) => [.. row.Select(v => (Math.Log(v / plan) + (Sd * Sd / 2)) / Sd)];
}
