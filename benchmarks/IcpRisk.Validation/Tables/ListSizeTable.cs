using System.Globalization;
using IcpRisk.Numerics.Statistics;
using IcpRisk.Validation.Chapter;
using IcpRisk.Validation.Exact;
using IcpRisk.Validation.Runs;

namespace IcpRisk.Validation.Tables;

/// <summary>How one year's chance variation falls with the size of the list.</summary>
internal static class ListSizeTable
{
    private const int Trials = 1 << 18;
    private const double UnitCost = 1000;
    private const double CasesAHead = 0.2;
    private const double Dispersion = 1.5;

    private static readonly SummaryOptions Wanted = new() { Side = LossSide.High, Quantiles = [0.95, 0.995, 0.999], Levels = [] };

    public static Table Table { get; } = new(
        "list-size", "volatility.md", ["people", "v"],
        "a negative binomial number of lognormal cases: mean m and standard deviation √(m(φ + v²)) in closed form, quantiles from the generating function P(z) = (1 + (φ − 1)(1 − z))^(−m/(φ − 1)) at the Fourier transform of the severity on 2²⁰ cells.",
        "262,144 trials of scenarios/chance.yaml, from the file through nature, contract and statistics to the column `cost_in_scope`, in £1,000. \"% of mean\" is sd over mean.",
        [
            .. new[] { 1.5, 4 }.SelectMany(cv => new[] { 1_000, 3_000, 10_000, 30_000, 100_000, 300_000, 1_000_000 }.Select(people => Of(people, cv))),
        ]);

    private static Case Of(int people, double cv) => new(
        [people.ToString("N0", CultureInfo.InvariantCulture), cv.ToString(CultureInfo.InvariantCulture)], seed => Compare(people, cv, seed))
    {
        Quick = people == 30_000 && cv < 2,
    };

    private static IEnumerable<Comparison> Compare(int people, double cv, long seed)
    {
        var cases = CasesAHead * people;
        var (number, severity) = (new Number(cases, Dispersion), Severity.Lognormal(cv));
        // Wide enough for eighteen standard deviations and for the largest case to be met.
        var width = cv < 2 ? (people < 100_000 ? 0.004 : people < 1_000_000 ? 0.01 : 0.02) : people < 10_000 ? 0.006 : people < 300_000 ? 0.01 : 0.04;
        var exact = new CompoundDistribution(number, severity, width, 20);
        var summary = Run.Cost(
            Run.Scenario(
                "chance", $"population.cohorts.everyone.list={people}", $"services.care.activity={cases}", $"services.care.case_cv={cv}"),
            Trials, seed, Wanted);
        foreach (var comparison in Sample.Against(summary, exact, new CompoundDistribution(number, severity, 2 * width, 19), UnitCost))
        {
            yield return comparison;
            if (comparison.Figure == "sd")
            {
                var percent = 100 / exact.Mean;
                yield return new("% of mean", exact.Sd * percent, comparison.Simulated * percent, comparison.StandardError * percent);
            }
        }
    }
}
