using System.Globalization;
using IcpRisk.Numerics.Statistics;
using IcpRisk.Scenarios;
using Xunit.Abstractions;

namespace IcpRisk.Simulation.Tests.Volatility;

/// <summary>
/// What chance alone does to a year's cost, from the scenario file to the summary, against the exact compound distribution.
/// The tables of docs/validation/volatility.md are what these tests print.
/// </summary>
public class ExactVolatilityTests(ITestOutputHelper output)
{
    private const int Trials = 1 << 18;
    private const double UnitCost = 1000;
    private const double Dispersion = 1.5;

    /// <summary>What docs/samplers.md allows a quantile up to 99.5 %, in standard deviations of the total.</summary>
    private const double SamplerError = 0.02;

    private static readonly SummaryOptions Wanted = new() { Side = LossSide.High, Quantiles = [0.95, 0.995] };

    /// <summary>24 figures at 4 standard errors: a false alarm in one of 600 choices of seeds.</summary>
    [Theory]
    [InlineData(1_000, 1.5, 0.004)]
    [InlineData(10_000, 1.5, 0.004)]
    [InlineData(300_000, 1.5, 0.01)]
    [InlineData(1_000, 4, 0.006)]
    [InlineData(10_000, 4, 0.01)]
    [InlineData(300_000, 4, 0.02)]
    public void When_chance_is_the_only_risk_then_a_year_costs_what_the_compound_distribution_says(int people, double cv, double width)
    {
        var cases = 0.2 * people;
        var exact = new CompoundDistribution(cases, Dispersion, cv, width, 20);
        var coarse = new CompoundDistribution(cases, Dispersion, cv, 2 * width, 19);
        var simulated = Simulate(people, cases, cv);
        output.WriteLine("| people | cases | cv | figure | exact £k | cells ± | simulated £k | standard error | z |");
        Compare("mean", exact.Mean, 0, simulated.Mean, 0);
        Compare("sd", exact.Sd, 0, simulated.StandardDeviation, 0);
        foreach (var (p, value) in simulated.Quantiles)
        {
            var x = exact.Quantile(p);
            var error = Math.Sqrt(p * (1 - p) / Trials) / exact.Density(x) * UnitCost;
            Compare($"{p:0.0 %}", x, Math.Abs(x - coarse.Quantile(p)), value with { StandardError = error }, SamplerError * exact.Sd);
        }

        void Compare(string figure, double exactly, double grid, Estimate estimate, double allowed)
        {
            var (found, error) = (estimate.Value / UnitCost, estimate.StandardError / UnitCost);
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {people:N0} | {cases:N0} | {cv} | {figure} | {exactly:N3} | {grid:0.0000} | {found:N3} | {error:0.000} | {(found - exactly) / error:+0.0;-0.0;0.0} |"));
            Assert.InRange(found, exactly - (4 * error) - grid - allowed, exactly + (4 * error) + grid + allowed);
            Assert.InRange(grid, 0, error / 4);
        }
    }

    private static DistributionSummary Simulate(int people, double cases, double cv)
    {
        var scenario = Scenario.Load(
            Path.Combine(AppContext.BaseDirectory, "Volatility", "volatility.yaml"),
            [$"population.cohorts.everyone.list={people}", $"services.care.activity={cases}", Invariant($"services.care.case_cv={cv}")]);
        var cost = new StatisticKey("cost_in_scope", 1);
        var sink = new StatisticsSink([cost], scenario.Contract.Columns, Trials, 1L << 28);
        new Simulator(scenario, new RunOptions { Trials = Trials, Seed = people + (long)(10 * cv) }, sink).Run();
        return sink.Summarise(cost, Wanted);
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
