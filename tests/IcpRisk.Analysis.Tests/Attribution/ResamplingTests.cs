using IcpRisk.Analysis.Attribution;
using IcpRisk.Analysis.Measures;
using IcpRisk.Analysis.Measures.Grammar;
using IcpRisk.Numerics.Statistics;
using IcpRisk.Scenarios;

namespace IcpRisk.Analysis.Tests.Attribution;

/// <summary>The bootstrap and what is worked out in each resample.</summary>
public sealed class ResamplingTests
{
    private const int Trials = 500;
    private static readonly MeasureColumns Columns =
        MeasureColumns.Of(Scenario.Load(Path.Combine(AppContext.BaseDirectory, "scenarios", "harbour-care.yaml")));

    // Some repeats, so that ties are met.
    private static readonly double[] Values = [.. Enumerable.Range(0, Trials).Select(i => Math.Floor(i * 0.6180339887498949 % 1 * 300) * 1000)];

    /// <summary>400 × 500 counts: the share of each count is within 4 standard errors of Poisson(1)'s, √(p(1 − p)/200,000).</summary>
    [Fact]
    public void Trials_count_as_often_as_Poisson_says()
    {
        var resamples = new Resamples(5, Trials, 2);
        double[] poisson = [0.36787944117144233, 0.36787944117144233, 0.18393972058572117, 0.06131324019524039, 0.015328310048810098];
        var counts = Enumerable.Range(0, Resamples.Count).SelectMany(b => resamples[b]).ToArray();
        for (var k = 0; k < poisson.Length; k++)
        {
            var error = Math.Sqrt(poisson[k] * (1 - poisson[k]) / counts.Length);
            Assert.InRange(counts.Count(c => c == k) / (double)counts.Length, poisson[k] - (4 * error), poisson[k] + (4 * error));
        }
    }

    [Fact]
    public void Counts_depend_on_the_seed_alone()
    {
        var (one, other, longer) = (new Resamples(5, Trials, 1), new Resamples(5, Trials, 4), new Resamples(5, 2 * Trials, 2));
        Assert.Equal(one[17], other[17]);
        Assert.Equal(one[17], longer[17][..Trials]);
        Assert.NotEqual(one[17], new Resamples(6, Trials, 1)[17]);
    }

    [Theory]
    [InlineData("mean(provider_surplus)")]
    [InlineData("sd(provider_surplus)")]
    [InlineData("variance(provider_surplus)")]
    [InlineData("q5(provider_surplus)")]
    [InlineData("q90(provider_surplus)")]
    [InlineData("var99(provider_surplus)")]
    [InlineData("var99(commissioner_spend)")]
    [InlineData("tvar99.5(provider_surplus)")]
    [InlineData("tvar95(commissioner_spend)")]
    [InlineData("tvar99.3(commissioner_spend)")]
    public void A_measure_of_a_resample_is_that_of_the_trials_repeated(string text)
    {
        var measure = MeasureParser.Measure(text, Columns);
        var resampled = new ResampledMeasure(measure, Values);
        byte[] once = [.. Enumerable.Repeat((byte)1, Trials)];
        Assert.Equal(MeasureEstimator.Of(measure, Values).Value, resampled.Value(once), new Near(1e-12));
        var counts = new Resamples(5, Trials, 1)[3];
        double[] repeated = [.. Values.SelectMany((v, i) => Enumerable.Repeat(v, counts[i]))];
        Assert.Equal(MeasureEstimator.Of(measure, repeated).Value, resampled.Value(counts), new Near(1e-11));
    }

    [Fact]
    public void The_tail_takes_the_worst_the_earlier_of_equals_and_the_last_in_part()
    {
        var order = new TailOrder([3.0, 9, 5, 9, 1, 5, 5, 2, 0, 4]);
        Assert.Equal([1, 3, 2, 5, 6, 9, 0, 7, 4, 8], order.Trials.ToArray());
        var (trials, weights) = order.Worst(0.65);
        Assert.Equal([1, 3, 2, 5], trials);
        Assert.Equal([2 / 7.0, 2 / 7.0, 2 / 7.0, 1 / 7.0], weights, new Near(1e-12));
    }

    /// <summary>The error of a mean is known: sd/√n, here within a fifth (400 resamples give it to 1/√800 = 3.5 %).</summary>
    [Fact]
    public void The_error_of_a_mean_is_the_one_known()
    {
        var resamples = new Resamples(9, Trials, 1);
        var mean = Values.Average();
        var estimate = Resamples.Estimate(mean, resamples.Of(c => TailOrder.Mean(Values, c)));
        var known = Moments.Of(Values).MeanEstimate();
        Assert.InRange(estimate.StandardError / known.StandardError, 0.85, 1.15);
        Assert.InRange(estimate.Lower, known.Lower - known.StandardError, mean);
        Assert.InRange(estimate.Upper, mean, known.Upper + known.StandardError);
        Assert.Equal(Estimate.Unknown with { Value = 2 }, Resamples.Estimate(2, [1, double.NaN, 3]));
    }
}
