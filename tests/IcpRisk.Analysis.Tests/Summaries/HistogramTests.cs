using IcpRisk.Analysis.Tests.Datasets;
using IcpRisk.Numerics.Statistics;
using IcpRisk.Parquet;
using IcpRisk.Simulation;

namespace IcpRisk.Analysis.Tests.Summaries;

/// <summary>A run that may not keep its columns bins them: what that costs, and that it is the same for all threads.</summary>
[Collection(DatasetCollection.Name)]
public class HistogramTests(SharedDatasets datasets)
{
    private const int Trials = 30_000;

    /// <summary>2⁻⁸: 128 bins to a binade, a quantile is the middle of its bin.</summary>
    private const double Bound = 1.0 / 256;

    private Dataset Set => datasets.Of("bedfordshire-msk", Trials);

    [Fact]
    public void When_columns_are_binned_then_quantiles_stay_within_the_stated_bound()
    {
        Assert.False(Run(2).Statistics.IsExact);
        foreach (var (exact, binned) in Set.Result.Summary.Columns.Zip(Run(2).Columns))
        {
            Assert.Equal(exact.Key, binned.Key);
            Assert.Equal(Bound, binned.Distribution.RelativeBinError);
            var pairs = exact.Distribution.Quantiles.Select(q => q.Value.Value).Concat(exact.Distribution.Tails.Select(t => t.Var.Value))
                .Zip(binned.Distribution.Quantiles.Select(q => q.Value.Value).Concat(binned.Distribution.Tails.Select(t => t.Var.Value)));
            Assert.All(pairs, p => Assert.InRange(p.Second, p.First - (Bound * Math.Abs(p.First)), p.First + (Bound * Math.Abs(p.First))));
        }
    }

    [Fact]
    public void When_columns_are_binned_then_moments_and_extremes_are_those_of_the_values()
    {
        foreach (var (exact, binned) in Set.Result.Summary.Columns.Zip(Run(2).Columns, (e, b) => (e.Distribution, b.Distribution)))
        {
            Assert.Equal((exact.Count, exact.Min, exact.Max), (binned.Count, binned.Min, binned.Max));
            Assert.Equal((exact.Mean, exact.StandardDeviation, exact.Skewness.Value), (binned.Mean, binned.StandardDeviation, binned.Skewness.Value));
        }
    }

    [Fact]
    public void When_columns_are_binned_then_tails_and_probabilities_stay_close()
    {
        foreach (var (exact, binned) in Set.Result.Summary.Columns.Zip(Run(2).Columns))
        {
            // Every loss of the tail within the bound, so their mean is, where none has the other sign.
            var one = exact.Distribution.Min >= 0 || exact.Distribution.Max <= 0;
            foreach (var (e, b) in exact.Distribution.Tails.Zip(binned.Distribution.Tails).Where(_ => one))
                Assert.InRange(b.Tvar.Value, e.Tvar.Value - (Bound * Math.Abs(e.Tvar.Value)) - 1e-9, e.Tvar.Value + (Bound * Math.Abs(e.Tvar.Value)) + 1e-9);

            // Zero has a bin of its own: the chance of a deficit is exact.
            Assert.Equal(
                exact.Distribution.Probabilities.Select(p => p.Probability.Value), binned.Distribution.Probabilities.Select(p => p.Probability.Value));
        }
    }

    [Fact]
    public void When_columns_are_binned_then_threads_make_no_difference() =>
        Assert.Equal(SummaryFiles.ToJson(Run(1)), SummaryFiles.ToJson(Run(5)));

    [Fact]
    public void When_columns_are_kept_then_threads_make_no_difference() =>
        Assert.Equal(SummaryFiles.ToJson(Run(1, 1L << 30)), SummaryFiles.ToJson(Run(4, 1L << 30)));

    private Summary Run(int threads, long memory = 1) => new DatasetRun(
        Set.Scenario, new RunOptions { Trials = Trials, Seed = 3, Threads = threads, Memory = memory },
        null, OutputLevel.Trials, ParquetProfile.Compat).Run().Summary;
}
