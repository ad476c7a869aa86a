using System.Globalization;
using IcpRisk.Paths;
using IcpRisk.Scenarios;
using IcpRisk.Validation.Chapter;
using IcpRisk.Validation.Exact;
using IcpRisk.Validation.Runs;
using MathNet.Numerics.Distributions;

namespace IcpRisk.Validation.Tables;

/// <summary>Correlations achieved and joint tails.</summary>
internal static class DependenceTable
{
    private const int Trials = 1 << 19;

    private static readonly Driver Care = new("utilisation.care", new(Quantity.Activity, "care"), 2000, p => Factor(0.1, p));
    private static readonly Driver Other = new("utilisation.other", new(Quantity.Activity, "other"), 2000, p => Factor(0.1, p));
    private static readonly Driver Prices = new("efficiency.inflation", new(Quantity.PriceIndex), 1, p => Factor(0.05, p));
    private static readonly Driver Savings = new("efficiency.savings", new(Quantity.SavingsRealised), 1, p => Beta.InvCDF(5.6, 2.4, p) / 0.7);

    // One entry for each way in which two drivers can hang together: its scenario, and the exact probability that both
    // lie above their own p-quantiles.
    public static Table Table { get; } = new(
        "dependence", "dependence.md", ["copula", "drivers", "stated"],
        "Gaussian copula: ρ; P(both above their p-quantiles) and P(both below) by Plackett's integral for the bivariate normal; P(two trials are in the same order in both) = ½ + asin(ρ)/π. Each driver's p-quantile is that of its stated marginal, so a wrong marginal shows too. Student-t copula of ν degrees: the bivariate t by integrating the normal's over the chi-square; order as for the Gaussian, since all elliptical copulas agree in it.",
        "524,288 trials of scenarios/processes.yaml, year 1. The correlation is of logs; \"same order\" takes trials in pairs.",
        [
            Gaussian(Care, Other, -0.5, "pair", [$"dependence=[[utilisation.care, utilisation.other, {-0.5}]]"]),
            Gaussian(Care, Other, 0.3, "pair", [$"dependence=[[utilisation.care, utilisation.other, {0.3}]]"]),
            Gaussian(Care, Other, 0.8, "pair", [$"dependence=[[utilisation.care, utilisation.other, {0.8}]]"]),
            Gaussian(Care, Other, 0.4, "common factor", [$"risks.utilisation.correlation={0.4}"]),
            Gaussian(Care, Other, 0.7, "pair beside a common factor of 0.4",
                [$"risks.utilisation.correlation={0.4}", $"dependence=[[utilisation.care, utilisation.other, {0.7}]]"]),
            Gaussian(Care, Prices, 0.5, "pair beside a common factor of 0.4",
                [$"risks.utilisation.correlation={0.4}", $"dependence=[[utilisation.care, efficiency.inflation, {0.5}]]"]),
            Gaussian(Savings, Prices, 0.6, "pair, a beta and a log-normal", [$"dependence=[[efficiency.savings, efficiency.inflation, {0.6}]]"], logs: false),
            StudentT(Care, Other, -0.3, 3, "pair"),
            StudentT(Care, Prices, 0.5, 4, "pair"),
            StudentT(Savings, Prices, 0.6, 2.5, "pair, a beta and a log-normal"),
        ]);

    private static Case Gaussian(Driver one, Driver other, double rho, string stated, FormattableString[] set, bool logs = true) => new(
        ["Gaussian", $"`{one.Name}`, `{other.Name}`", string.Create(CultureInfo.InvariantCulture, $"{stated}, ρ = {rho}")],
        seed =>
        {
            var (a, b) = Simulate(one, other, set, seed);
            var joint = (double p) => BivariateNormal.Above(Normal.InvCDF(0, 1, p), Normal.InvCDF(0, 1, p), rho);
            var tails = Tails(a, b, one.Quantile, other.Quantile, joint, 0.5 + (Math.Asin(rho) / Math.PI));
            return logs ? tails.Prepend(Correlation(a, b, rho)) : tails;
        })
    {
        Quick = stated == "common factor",
    };

    // The correlation of logs is that of the scores, less than ρ: what is stated is that of the t variables.
    private static Case StudentT(Driver one, Driver other, double rho, double degrees, string stated) => new(
        [string.Create(CultureInfo.InvariantCulture, $"Student-t, ν = {degrees}"), $"`{one.Name}`, `{other.Name}`", string.Create(CultureInfo.InvariantCulture, $"{stated}, ρ = {rho}")],
        seed =>
        {
            var (a, b) = Simulate(
                one, other, [$"dependence={{pairs: [[{one.Name}, {other.Name}, {rho}]], copula: {{student_t: {{degrees: {degrees}}}}}}}"], seed);
            return Tails(a, b, one.Quantile, other.Quantile, p => BivariateT.Above(p, rho, degrees), 0.5 + (Math.Asin(rho) / Math.PI));
        });

    /// <summary>Both drivers' factors in year 1: rows over what they are without chance.</summary>
    private static (double[] A, double[] B) Simulate(Driver one, Driver other, FormattableString[] set, long seed)
    {
        var scenario = Run.Scenario(
            "processes", [$"risks.utilisation.sd={0.1}", $"risks.efficiency.inflation.sd={0.05}", .. set]);
        var rows = Run.Rows(scenario, [one.Row, other.Row], Trials, seed);
        return (Array.ConvertAll(rows[0][0], x => x / one.Plan), Array.ConvertAll(rows[1][0], x => x / other.Plan));
    }

    private static Comparison Correlation(double[] a, double[] b, double rho) => new(
        "correlation", rho, MathNet.Numerics.Statistics.Correlation.Pearson(a.Select(x => Math.Log(x)), b.Select(x => Math.Log(x))),
        (1 - (rho * rho)) / Math.Sqrt(Trials));

    /// <summary>What every copula that is symmetric in its two tails is asked.</summary>
    /// <param name="joint">P(both above their p-quantiles).</param>
    /// <param name="sameOrder">P(two trials are in the same order in both).</param>
    private static IEnumerable<Comparison> Tails(
        double[] a, double[] b, Func<double, double> quantileA, Func<double, double> quantileB, Func<double, double> joint, double sameOrder)
    {
        yield return Sample.Share(
            "same order", sameOrder, Enumerable.Range(0, Trials / 2).Count(i => (a[2 * i] < a[(2 * i) + 1]) == (b[2 * i] < b[(2 * i) + 1])), Trials / 2);
        foreach (var p in new[] { 0.9, 0.99, 0.999 })
        {
            var expected = joint(p);
            // A handful of trials is no normal number.
            if (expected * Trials < 20)
                continue;
            var (highA, highB, lowA, lowB) = (quantileA(p), quantileB(p), quantileA(1 - p), quantileB(1 - p));
            yield return Sample.Share(
                string.Create(CultureInfo.InvariantCulture, $"both above {100 * p:0.#} %"), expected,
                a.Zip(b).Count(x => x.First > highA && x.Second > highB), Trials);
            yield return Sample.Share(
                string.Create(CultureInfo.InvariantCulture, $"both below {100 * (1 - p):0.#} %"), expected,
                a.Zip(b).Count(x => x.First < lowA && x.Second < lowB), Trials);
        }
    }

    private static double Factor(double sd, double p) => Math.Exp((sd * Normal.InvCDF(0, 1, p)) - (sd * sd / 2));

    /// <summary>A driver: its row, what that row is without chance, and the quantiles of the row over it.</summary>
    private sealed record Driver(string Name, RowId Row, double Plan, Func<double, double> Quantile);
}
