using IcpRisk.Paths;
using IcpRisk.Validation.Chapter;
using IcpRisk.Validation.Runs;

namespace IcpRisk.Validation.Tables;

/// <summary>Random walks, AR(1) and what is summed of them: variances by year, correlation over years, mean 1.</summary>
internal static class ProcessTable
{
    private const int Trials = 1 << 17;
    private const int Years = 5;

    public static Table Table { get; } = new(
        "processes", "processes.md", ["process", "row", "parameters"],
        "the variance of the log, V[y], by the formulas of docs/model.md, worked out here from the weights of the yearly surprises; the mean of the factor is 1. Standard errors: V√(2/n), (1 − r²)/√n, √((e^V − 1)/n).",
        "131,072 trials of scenarios/processes.yaml with one driver on: ln of the row over its plan; \"mean\" is of the row over its plan.",
        [
            Of("level", new(Quantity.ListSize), "σ = 3 %", Level(0.03), [$"risks.population_size.level_sd={0.03}"]),
            Of("random walk", new(Quantity.ListSize), "σ = 2 %", Ar1(0.02, 1), [$"risks.population_size.growth_sd={0.02}"], quick: true),
            Of("trend", new(Quantity.Activity, "care"), "σ = 2 %", Trend(0.02), [$"risks.utilisation.trend_sd={0.02}"]),
            Of("AR(1) from zero", new(Quantity.Activity, "care"), "σ = 5 %, ρ = 0.6", Ar1(0.05, 0.6), [$"risks.utilisation.sd={0.05}", $"risks.utilisation.persistence={0.6}"]),
            Of("AR(1) from zero", new(Quantity.NeedIndex), "σ = 20 %, ρ = 0.9", Ar1(0.2, 0.9), [$"risks.epidemiological.morbidity.sd={0.2}", $"risks.epidemiological.morbidity.persistence={0.9}"]),
            Of("AR(1) stationary", new(Quantity.Activity, "care"), "σ = 5 %, ρ = 0.6", Stationary(0.05, 0.6),
                [$"risks.utilisation.sd={0.05}", $"risks.utilisation.persistence={0.6}", $"risks.utilisation.start=stationary"]),
            Of("random walk", new(Quantity.Activity, "care"), "σ = 5 %, ρ = 1", Ar1(0.05, 1), [$"risks.utilisation.sd={0.05}", $"risks.utilisation.persistence={1}"]),
            Of("cumulated rate", new(Quantity.PriceIndex), "σ = 2 %, ρ = 0.5", Cumulated(0.02, 0.5), [$"risks.efficiency.inflation.sd={0.02}", $"risks.efficiency.inflation.persistence={0.5}"]),
        ]);

    // A process is the weights of surprises: [y, u] is that of surprise u in X[y].
    private static double[,] Weights(int surprises, Func<int, int, double> weight)
    {
        var w = new double[Years + 1, surprises];
        for (var y = 1; y <= Years; y++)
        {
            for (var u = 0; u < surprises; u++)
                w[y, u] = weight(y, u);
        }

        return w;
    }

    private static double[,] Level(double sd) => Weights(1, (_, _) => sd);

    private static double[,] Trend(double sd) => Weights(1, (y, _) => sd * (y - 1));

    // The surprise of year u + 1 is in year y with ρ^(y − u − 1).
    private static double[,] Ar1(double sd, double rho) => Weights(Years, (y, u) => u < y ? sd * Math.Pow(rho, y - u - 1) : 0);

    private static double[,] Stationary(double sd, double rho) =>
        Weights(Years, (y, u) => u >= y ? 0 : u == 0 ? sd / Math.Sqrt(1 - (rho * rho)) * Math.Pow(rho, y - 1) : sd * Math.Pow(rho, y - u - 1));

    private static double[,] Cumulated(double sd, double rho) =>
        Weights(Years, (y, u) => Enumerable.Range(u + 1, Math.Max(0, y - u)).Sum(j => sd * Math.Pow(rho, j - u - 1)));

    private static Case Of(string process, RowId row, string parameters, double[,] weights, FormattableString[] set, bool quick = false) => new(
        [process, $"`{row}`", parameters], seed => Compare(row, weights, Run.Scenario("processes", set), seed))
    {
        Quick = quick,
    };

    private static IEnumerable<Comparison> Compare(RowId row, double[,] weights, Scenarios.Scenario scenario, long seed)
    {
        var values = Run.Rows(scenario, [row], Trials, seed)[0];
        var first = Covariance(weights, 1, 1) > 0 ? 1 : 2;
        double[]? start = null;
        for (var y = first; y <= Years; y++)
        {
            var (plan, variance) = (scenario.Plan.Value(row, y), Covariance(weights, y, y));
            var logs = values[y - 1].Select(v => Math.Log(v / plan)).ToArray();
            // One surprise for all years makes the years between repeat the first.
            if (weights.GetLength(1) == 1 && y != first && y != Years)
                continue;
            yield return new($"variance, year {y}", variance, Moment(logs, logs), variance * Math.Sqrt(2.0 / Trials));
            if (y == first)
                start = logs;
            if (y is 1 or Years)
                yield return new($"mean, year {y}", 1, values[y - 1].Average() / plan, Math.Sqrt((Math.Exp(variance) - 1) / Trials));
            if (y == Years)
            {
                var r = Covariance(weights, first, y) / Math.Sqrt(Covariance(weights, first, first) * variance);
                var found = Moment(start!, logs) / Math.Sqrt(Moment(start!, start!) * Moment(logs, logs));
                if (r < 1 - 1e-9)
                    yield return new($"correlation of years {first} and {y}", r, found, (1 - (r * r)) / Math.Sqrt(Trials));
            }
        }
    }

    private static double Covariance(double[,] w, int a, int b) => Enumerable.Range(0, w.GetLength(1)).Sum(u => w[a, u] * w[b, u]);

    private static double Moment(double[] a, double[] b)
    {
        var (ma, mb) = (a.Average(), b.Average());
        return a.Zip(b, (x, y) => (x - ma) * (y - mb)).Sum() / (a.Length - 1);
    }
}
