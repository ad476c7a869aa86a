using IcpRisk.Parquet;
using IcpRisk.Scenarios;
using IcpRisk.Simulation;

namespace IcpRisk.Analysis.Tests.Summaries;

/// <summary>A nested run of a contract whose surplus splits in closed form.</summary>
public sealed class NestedTests
{
    // Surplus = £7m − £1,000 · count − overheads. Given the overheads its variance is (£1,000)² · 1.5 · 2,000; the overheads,
    // drawn once, have a standard deviation of £80,000.
    private const string Yaml = """
        icprisk: 1
        name: nested
        term: {starts: 2020-04-01, years: 1}
        population: {cohorts: {everyone: {list: 10k}}}
        services: {care: {activity: 2000, unit_cost: £1000}}
        overheads: {management: {normal: {mean: £5m, sd: £80k}}}
        risks: {volatility: {dispersion: 1.5}}
        contract:
          parties: {payer: {side: commissioner}, provider: {side: provider}}
          value: {year_1: £7m}
        """;

    private static readonly double Process = 1000 * Math.Sqrt(1.5 * 2000);
    private const double Parameter = 80_000;

    /// <summary>
    /// 2,000 sets of 50. Of normals B is known to √(2/K), W to √(2/(K(M − 1))): 4.5 times that, a false alarm once in 150,000
    /// seeds for each.
    /// </summary>
    [Fact]
    public void When_the_split_is_known_the_run_finds_it()
    {
        const int Sets = 2_000;
        const int PerSet = 50;
        using var folder = new TempFolder();
        File.WriteAllText(folder.Path + "n.yaml", Yaml);
        var scenario = Scenario.Load(folder.Path + "n.yaml");
        var run = new DatasetRun(
            scenario, new RunOptions { Trials = Sets * PerSet, TrialsPerSet = PerSet, Seed = 3 }, null, OutputLevel.Trials, ParquetProfile.Compat);
        var summary = run.Run().Summary;
        var check = summary.SelfCheck!;
        Assert.True(check.Agrees, check.Words);
        Assert.Equal((2_000L, 32_768L), (check.Sets, check.Trials));
        Assert.EndsWith("; of what is drawn once a set, over 2,000 sets", check.Words, StringComparison.Ordinal);
        var rows = SummaryRows.Of(summary).Where(r => r is { Column: "provider_surplus", Year: 1 }).ToList();

        var between = (Parameter * Parameter) + (Process * Process / PerSet);
        Within(Measure("sd_parameters"), Parameter, between * Math.Sqrt(2.0 / Sets) / (2 * Parameter));
        Within(Measure("sd_process"), Process, Process * Math.Sqrt(2.0 / (Sets * (PerSet - 1))) / 2);
        var total = Math.Sqrt((Parameter * Parameter) + (Process * Process));
        Within(Measure("sd"), total, between * Math.Sqrt(2.0 / Sets) / (2 * total));
        Within(Measure("mean"), 0, Math.Sqrt(between / Sets));
        // The overheads' own quantiles; density of a normal there.
        Within(Measure("mean_by_set", 0.5), 0, Math.Sqrt(Math.PI / 2) * Parameter / Math.Sqrt(Sets), known: false);
        foreach (var (p, z) in new[] { (0.05, -1.6448536), (0.95, 1.6448536) })
        {
            Within(Measure("mean_by_set", p), z * Parameter, Math.Sqrt(0.05 * 0.95 / Sets) / (0.1031356 / Parameter), known: false);
        }

        // P(loss | overheads) = Φ((overheads − £5m)/process), one half in the middle; near 0 and 1 in 5 % of sets each.
        Assert.Equal(0.5, Measure("prob_below_zero_by_set", 0.5).Value, 0.1);
        Assert.InRange(Measure("prob_below_zero_by_set", 0.05).Value, 0, 0.05);
        Assert.InRange(Measure("prob_below_zero_by_set", 0.95).Value, 0.95, 1);
        Assert.True(double.IsNaN(Measure("quantile", 0.05).StandardError));

        Numerics.Statistics.Estimate Measure(string measure, double level = 0) => rows.Single(r => r.Measure == measure && r.Level == level).Estimate;

        static void Within(Numerics.Statistics.Estimate found, double exact, double error, bool known = true)
        {
            Assert.InRange((found.Value - exact) / error, -4.5, 4.5);
            if (known)
            {
                // The run's own error is of that size.
                Assert.InRange(found.StandardError / error, 0.8, 1.25);
            }
        }
    }

    [Fact]
    public void When_the_run_is_not_nested_nothing_of_it_is_told()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder.Path + "n.yaml", Yaml);
        var run = new DatasetRun(
            Scenario.Load(folder.Path + "n.yaml"), new RunOptions { Trials = 2_000, Seed = 3 }, null, OutputLevel.Trials, ParquetProfile.Compat);
        var rows = SummaryRows.Of(run.Run().Summary);
        Assert.DoesNotContain(rows, r => r.Measure is "sd_parameters" or "mean_by_set");
        Assert.Contains(rows, r => r is { Measure: "quantile", Estimate.StandardError: > 0 });
    }

    [Fact]
    public void When_the_columns_do_not_fit_a_nested_run_is_refused()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder.Path + "n.yaml", Yaml);
        var options = new RunOptions { Trials = 2_000, TrialsPerSet = 20, Seed = 3, Memory = 10_000 };
        Assert.Throws<ArgumentException>(() => new DatasetRun(
            Scenario.Load(folder.Path + "n.yaml"), options, null, OutputLevel.Trials, ParquetProfile.Compat));
    }
}
