using System.Globalization;
using IcpRisk.Paths;
using IcpRisk.Validation.Chapter;
using IcpRisk.Validation.Runs;
using MathNet.Numerics.Distributions;

namespace IcpRisk.Validation.Tables;

/// <summary>High-cost people who stay and remember what they cost: how years hang together.</summary>
internal static class MemoryTable
{
    private const int Trials = 1 << 17;
    private const double Persistence = 0.6;
    private const double Scale = 5;
    private const double Cases = 12;
    private const double Square = 1 + (2 * Scale) + (2 * Scale * Scale);

    public static Table Table { get; } = new(
        "memory", "processes.md", ["severity_memory"],
        "those present in two years d apart are Poisson of mean m·p^d, m = 12 and p = 0.6, so the autocorrelation of cost is p^d·E[XX′]/E[X²]: X and X′ are 1 and an exponential excess of mean s = 5, their normals tied by r^d, E[X] = 1 + s, E[X²] = 1 + 2s + 2s², E[XX′] by the trapezium rule in two normals (E[X²] for r = 1, E[X]² for r = 0). Mean and variance of a year are m·E[X] and m·E[X²], whatever p and r.",
        "131,072 trials of scenarios/uncertain.yaml with volatility on, its cost of high-cost cases in units of the threshold. The standard error of an autocorrelation is that of its influence function.",
        [.. new[] { 0, 0.5, 0.9, 1 }.Select(r => new Case(
            [string.Create(CultureInfo.InvariantCulture, $"r = {r}")], seed => Compare(r, seed)) { Quick = r == 0.9 })]);

    private static IEnumerable<Comparison> Compare(double memory, long seed)
    {
        var scenario = Run.Scenario(
            "uncertain", $"risks.volatility.on=true", $"risks.efficiency.on=false", $"risks.volatility.high_cost.ward.severity_memory={memory}",
            $"services.care.unit_cost={0}");
        var years = Run.Rows(scenario, [new RowId(Quantity.Cost)], Trials, seed)[0].Select(y => y.Select(c => c / 10_000).ToArray()).ToArray();
        var (mean, square) = (Cases * (1 + Scale), Cases * Square);
        foreach (var year in new[] { 1, 4 })
        {
            yield return Sample.Mean(years[year - 1], mean, Math.Sqrt(square), $"mean, year {year}");
            yield return Sample.Mean($"variance, year {year}", square, [.. years[year - 1].Select(c => (c - mean) * (c - mean))]);
        }

        for (var d = 1; d <= 3; d++)
        {
            var (x, y) = (Standard(years[0]), Standard(years[d]));
            var r = x.Zip(y, (a, b) => a * b).Average();
            var exact = Math.Pow(Persistence, d) * Product(Math.Pow(memory, d)) / Square;
            var influence = x.Zip(y, (a, b) => (a * b) - (r * ((a * a) + (b * b)) / 2)).ToArray();
            yield return new($"autocorrelation, lag {d}", exact, r, Math.Sqrt(influence.Sum(v => v * v)) / Trials);
        }
    }

    private static double[] Standard(double[] sample)
    {
        var mean = sample.Average();
        var sd = Math.Sqrt(sample.Sum(v => (v - mean) * (v - mean)) / sample.Length);
        return [.. sample.Select(v => (v - mean) / sd)];
    }

    // E[XX′] of two severities above 1 whose normals have a correlation.
    private static double Product(double r)
    {
        double sum = 0, weights = 0;
        for (var i = -160; i <= 160; i++)
        {
            for (var j = -160; j <= 160; j++)
            {
                var (z, e) = (i / 20.0, j / 20.0);
                var weight = Math.Exp(-((z * z) + (e * e)) / 2);
                sum += weight * Severity(z) * Severity((r * z) + (Math.Sqrt(1 - (r * r)) * e));
                weights += weight;
            }
        }

        return sum / weights;
    }

    private static double Severity(double z) => 1 - (Scale * Math.Log(Normal.CDF(0, 1, z)));
}
