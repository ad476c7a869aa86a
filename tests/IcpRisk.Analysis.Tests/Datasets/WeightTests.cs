using System.Globalization;
using IcpRisk.Numerics.Sampling;
using IcpRisk.Parquet;
using IcpRisk.Scenarios;
using IcpRisk.Simulation;
using IcpRisk.Simulation.Output;

namespace IcpRisk.Analysis.Tests.Datasets;

/// <summary>The dataset of a run whose trials do not count alike.</summary>
[Collection(DatasetCollection.Name)]
public sealed class WeightTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void When_trials_are_weighted_then_files_have_the_weights_and_the_summary_uses_them()
    {
        var set = Run(new SamplingOptions { Method = SamplingMethod.Sobol, Importance = new ImportanceOptions() });
        var rows = set.Sql(
        [
            "SELECT count(*)::VARCHAR n, min(weight)::VARCHAR low, max(weight)::VARCHAR high, (sum(weight * provider_surplus) / sum(weight))::VARCHAR mean, (sum(weight)^2 / sum(weight * weight))::VARCHAR worth, (sum(CASE WHEN provider_surplus < 0 THEN weight ELSE 0 END) / sum(weight))::VARCHAR loss FROM $t",
            "SELECT count(*)::VARCHAR n FROM $y y JOIN $t t USING (trial) WHERE y.weight <> t.weight",
        ]);
        var (trials, years) = (rows[0][0], rows[1][0]);
        var summary = set.Result.Summary;
        var surplus = summary.Find("provider_surplus", 0)!.Distribution;

        Assert.Equal("0", (string)years["n"]!);
        Assert.InRange(Number("low"), 0, 1);
        Assert.InRange(Number("high"), 1, 5.0000001);
        Assert.Equal(1, surplus.Mean.Value / Number("mean"), 9);
        Assert.Equal(1, summary.EffectiveTrials / Number("worth"), 9);
        Assert.Equal(Number("loss"), surplus.Probabilities[0].Probability.Value, 9);

        var sampling = set.Manifest["sampling"]!;
        Assert.Equal("sobol", (string)sampling["method"]!);
        Assert.Equal(32, (int)sampling["randomisations"]!);
        Assert.Equal("importance/choice", (string)sampling["dimensions"]![0]!);
        Assert.Equal("population_size.level", (string)sampling["dimensions"]![1]!);
        Assert.NotEmpty(sampling["importance"]!["shifts"]!.AsObject());
        Assert.Equal(summary.EffectiveTrials, (double)sampling["effective_trials"]!);
        Assert.True(set.Manifest["content_hash"]!["trials"]!.AsObject().ContainsKey("weight"));

        double Number(string name) => double.Parse((string)trials[name]!, CultureInfo.InvariantCulture);
    }

    [Fact]
    public void When_trials_count_alike_then_no_file_has_weights()
    {
        var set = Run(SamplingOptions.Plain);

        Assert.Equal(["method", "antithetic"], set.Manifest["sampling"]!.AsObject().Select(p => p.Key));
        Assert.False(set.Manifest["content_hash"]!["trials"]!.AsObject().ContainsKey("weight"));
        Assert.Equal(500, set.Result.Summary.EffectiveTrials);
    }

    private Dataset Run(SamplingOptions sampling)
    {
        var scenario = Scenario.Load(Dataset.ScenarioPath("bedfordshire-msk"));
        var path = $"{_folder.Path}set/";
        using var directory = DatasetDirectory.Begin(path, force: true);
        var run = new DatasetRun(
            scenario, new RunOptions { Trials = sampling.Importance is null ? 500 : 4096, Seed = 3, Sampling = sampling }, directory, OutputLevel.TrialYears, ParquetProfile.Compat);
        return new(scenario, run.Run(), path);
    }
}
