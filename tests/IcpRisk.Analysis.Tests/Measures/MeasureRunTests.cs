using IcpRisk.Analysis.Measures;
using IcpRisk.Analysis.Measures.Grammar;
using IcpRisk.Numerics.Sampling;
using IcpRisk.Numerics.Statistics;
using IcpRisk.Parquet;
using IcpRisk.Scenarios;
using IcpRisk.Simulation;

namespace IcpRisk.Analysis.Tests.Measures;

/// <summary>Measures of a run against the same worked from its kept columns in plain arithmetic.</summary>
public sealed class MeasureRunTests
{
    private const int Trials = 5_000;
    private static readonly Scenario Harbour = Scenario.Load(Path.Combine(AppContext.BaseDirectory, "scenarios", "harbour-care.yaml"));
    private static readonly RunOptions Options = new() { Trials = Trials, Seed = 11, Threads = 2 };
    private static readonly string[] Asked =
    [
        "mean(provider_surplus)", "sd(provider_surplus)", "q5(provider_surplus)", "var99(provider_surplus)", "tvar99(provider_surplus)",
        "prob(provider_surplus < 0)", "shortfall(provider_surplus, £500k)", "return_period(provider_surplus, £1m)", "tvar95(commissioner_spend[2])",
    ];

    [Fact]
    public void They_are_what_plain_arithmetic_gives()
    {
        var (results, surplus, spend) = Run(null);
        Matches(results, surplus, spend);
    }

    [Fact]
    public void Given_a_condition_only_its_trials_count()
    {
        var (results, surplus, spend) = Run("commissioner_spend[2] > £5.35m");
        bool[] counts = [.. spend.Select(s => s > 5_350_000)];
        Matches(results, [.. surplus.Where((_, i) => counts[i])], [.. spend.Where((_, i) => counts[i])]);
        Assert.Equal(counts.Count(c => c) / (double)Trials, results.GivenShare.Value, 15);
    }

    [Fact]
    public void A_condition_that_never_holds_leaves_nothing_known()
    {
        var (results, _, _) = Run("provider_surplus > £1bn");
        Assert.Equal(0, results.GivenShare.Value);
        Assert.All(results.Results, r => Assert.Equal(Estimate.Unknown, r.Estimate));
    }

    [Fact]
    public void They_are_those_of_the_summary_to_the_bit()
    {
        var summary = new DatasetRun(
            Harbour, Options, null, OutputLevel.Trials, ParquetProfile.Compat,
            MeasureSet.Parse(["mean(provider.net)", "sd(provider.net)", "q1(provider.net)", "tvar99.5(provider.net)", "prob(provider.net < 0)"], MeasureColumns.Of(Harbour))).Run().Summary;
        var column = summary.Find("provider_surplus", 0)!.Distribution;
        Assert.Equal(
            [column.Mean, column.StandardDeviation, column.Quantiles[0].Value, column.Tails[^1].Tvar, column.Probabilities[0].Probability],
            summary.Asked!.Results.Select(r => r.Estimate));
        Assert.Equal(5, SummaryRows.Of(summary).Count(r => r.Column.Length == 0));
    }

    [Theory]
    [InlineData(SamplingMethod.Sobol, false)]
    [InlineData(SamplingMethod.Plain, true)]
    public void Dependent_trials_have_the_summarys_errors(SamplingMethod method, bool antithetic)
    {
        var options = Options with { Trials = 4096, Sampling = new SamplingOptions { Method = method, IsAntithetic = antithetic } };
        var summary = new DatasetRun(
            Harbour, options, null, OutputLevel.Trials, ParquetProfile.Compat,
            MeasureSet.Parse(["mean(provider.net)", "tvar99.5(provider.net)", "prob(provider.net < 0)"], MeasureColumns.Of(Harbour))).Run().Summary;
        var column = summary.Find("provider_surplus", 0)!.Distribution;
        Assert.Equal([column.Mean, column.Tails[^1].Tvar, column.Probabilities[0].Probability], summary.Asked!.Results.Select(r => r.Estimate));
    }

    [Fact]
    public void Importance_sampling_weights_them()
    {
        var options = Options with { Sampling = new SamplingOptions { Importance = new ImportanceOptions { Drivers = new Dictionary<string, double> { ["utilisation.ward"] = 1.5 } } } };
        var set = MeasureSet.Parse(Asked, MeasureColumns.Of(Harbour));
        var sink = new MeasureSink(set, options);
        var kept = new StatisticsSink([new StatisticKey("provider_surplus", 0)], Harbour.Contract.Columns, Trials, long.MaxValue, options.Sampling);
        new Simulator(Harbour, options, sink, kept).Run();
        var (values, weights) = (kept.Values(new("provider_surplus", 0)).ToArray(), kept.Weights.ToArray());
        Assert.Equal(values.Zip(weights, (v, w) => v * w).Sum() / weights.Sum(), sink.Results()[0].Estimate.Value, 1e-6);
        Assert.Equal(values.Zip(weights, (v, w) => v < 0 ? w : 0).Sum() / weights.Sum(), sink.Results()[5].Estimate.Value, 12);
    }

    [Fact]
    public void No_value_depends_on_threads_or_tiles()
    {
        var (one, _, _) = Run("any(is_deficit)", Options with { Threads = 1, Tile = 40 });
        var (other, _, _) = Run("any(is_deficit)", Options with { Threads = 3, Tile = 256 });
        Assert.Equal(one.Results.Select(r => r.Estimate), other.Results.Select(r => r.Estimate));
    }

    /// <summary>Bins are within 0.4 % of a quantile's size (docs/statistics.md); moments are exact.</summary>
    [Fact]
    public void Where_memory_is_short_bins_take_the_place_of_columns()
    {
        foreach (var given in new[] { null, "any(is_deficit)" })
        {
            var (exact, _, _) = Run(given);
            var (binned, _, _) = Run(given, Options with { Memory = 1000 });
            Assert.False(binned.IsExact);
            foreach (var (e, b) in exact.Results.Zip(binned.Results))
            {
                Assert.Equal(e.Estimate.Value, b.Estimate.Value, e.Measure.IsStreamed ? 0 : 0.004 * Math.Abs(e.Estimate.Value));
            }
        }
    }

    [Fact]
    public void A_nested_run_gives_values_and_no_errors()
    {
        var (results, surplus, _) = Run(null, Options with { TrialsPerSet = 10 });
        Assert.Equal(surplus.Average(), results.Results[0].Estimate.Value, 1e-6);
        Assert.All(results.Results, r => Assert.True(double.IsNaN(r.Estimate.StandardError)));
    }

    [Fact]
    public void The_first_trials_of_a_run_are_a_shorter_run()
    {
        var set = MeasureSet.Parse(Asked, MeasureColumns.Of(Harbour), "any(is_deficit)");
        var (whole, part) = (new MeasureSink(set, Options, keepAll: true), new MeasureSink(set, Options with { Trials = 2048 }, keepAll: true));
        new Simulator(Harbour, Options, whole).Run();
        new Simulator(Harbour, Options with { Trials = 2048 }, part).Run();
        Assert.Equal(part.Results().Select(r => r.Estimate), Enumerable.Range(0, Asked.Length).Select(m => whole.After(m, 2048)));
    }

    private static (AskedMeasures Results, double[] Surplus, double[] Spend) Run(string? given, RunOptions? options = null)
    {
        options ??= Options;
        var sink = new MeasureSink(MeasureSet.Parse(Asked, MeasureColumns.Of(Harbour), given), options);
        StatisticKey[] keys = [new("provider_surplus", 0), new("commissioner_spend", 2)];
        var kept = new StatisticsSink(keys, Harbour.Contract.Columns, options.Trials, long.MaxValue);
        new Simulator(Harbour, options, sink, kept).Run();
        return (AskedMeasures.Of(sink), kept.Values(keys[0]).ToArray(), kept.Values(keys[1]).ToArray());
    }

    private static void Matches(AskedMeasures results, double[] surplus, double[] spend)
    {
        var n = surplus.Length;
        double[] losses = [.. surplus.Select(s => -s).OrderDescending()];
        double[] expected =
        [
            surplus.Average(),
            Math.Sqrt(surplus.Sum(s => (s - surplus.Average()) * (s - surplus.Average())) / (n - 1)),
            surplus.Order().ElementAt((int)Math.Ceiling(0.05 * n) - 1),
            losses.Order().ElementAt((int)Math.Ceiling(0.99 * n) - 1),
            Worst(losses, 0.01),
            losses.Count(l => l > 0) / (double)n,
            losses.Average(l => Math.Max(l - 500_000, 0)),
            (double)n / losses.Count(l => l > 1_000_000),
            Worst([.. spend.OrderDescending()], 0.05),
        ];
        Assert.All(expected.Zip(results.Results), p => Assert.True(
            Math.Abs(p.First - p.Second.Estimate.Value) <= 1e-9 * Math.Abs(p.First), $"{p.Second.Measure.Text}: {p.Second.Estimate.Value}, not {p.First}"));
        Assert.All(results.Results, r => Assert.InRange(r.Estimate.Value, r.Estimate.Lower, r.Estimate.Upper));
    }

    // Mean of the worst share, the last trial counted in part (Acerbi and Tasche).
    private static double Worst(double[] losses, double share)
    {
        var wanted = share * losses.Length;
        var whole = (int)Math.Floor(wanted + 1e-9);
        return (losses.Take(whole).Sum() + ((wanted - whole) * losses[whole])) / wanted;
    }
}
