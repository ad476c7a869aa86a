using IcpRisk.Numerics.Statistics;
using IcpRisk.Numerics.Streams;

namespace IcpRisk.Analysis.Attribution;

/// <summary>
/// A bootstrap by trial: in each resample every trial counts a Poisson(1) number of times, the same in every subset of
/// risks, so that what subsets have in common cancels. Counts are addressed by trial and resample, like any other draw:
/// they depend on the seed alone.
/// </summary>
/// <remarks>
/// Hanley and MacGibbon, "Creating non-parametric bootstrap samples using Poisson frequencies" (2006). Standard error: the
/// standard deviation of the resampled values; interval: their 2.5 % and 97.5 % points (percentile bootstrap, Efron 1981).
/// </remarks>
public sealed class Resamples
{
    /// <summary>Resamples drawn.</summary>
    public const int Count = 400;

    private static readonly StreamId Stream = StreamId.Of(string.Empty, "attribution.bootstrap", string.Empty);

    // P(a Poisson(1) number is at most k), k = 0, 1, …; e⁻¹ is written out, as its bits must be the same everywhere.
    private static readonly double[] AtMost = Cumulate();
    private readonly byte[][] _counts;

    /// <param name="seed">The run's.</param>
    /// <param name="trials">Trials of the run.</param>
    /// <param name="threads">Threads to work on.</param>
    public Resamples(ulong seed, int trials, int threads)
    {
        var philox = new Philox(seed);
        _counts = new byte[Count][];
        Parallel.For(0, Count, new ParallelOptions { MaxDegreeOfParallelism = threads }, b =>
        {
            var counts = new byte[trials];
            for (var i = 0; i < trials; i++)
            {
                var u = philox.Uniform((uint)i, Stream, b);
                byte k = 0;
                while (k < AtMost.Length && u > AtMost[k])
                {
                    k++;
                }

                counts[i] = k;
            }

            _counts[b] = counts;
        });
    }

    private Resamples(byte[][] counts) => _counts = counts;

    /// <summary>Bytes that the counts of so many trials take.</summary>
    public static long Bytes(long trials) => Count * trials;

    /// <summary>How often each trial counts in a resample, trial 0 first.</summary>
    public byte[] this[int resample] => _counts[resample];

    /// <summary>The same resamples of some trials alone, in their order.</summary>
    public Resamples Of(int[] trials) => new([.. _counts.Select(counts => trials.Select(t => counts[t]).ToArray())]);

    /// <summary>Works something out in every resample.</summary>
    public double[] Of(Func<byte[], double> value) => [.. _counts.Select(value)];

    /// <summary>A value with the error and interval that its resampled values give; neither where one is not a number.</summary>
    public static Estimate Estimate(double value, IReadOnlyList<double> resampled)
    {
        if (!double.IsFinite(value) || resampled.Any(r => !double.IsFinite(r)))
        {
            return Numerics.Statistics.Estimate.Unknown with { Value = value };
        }

        var mean = resampled.Sum() / resampled.Count;
        var squares = resampled.Sum(r => (r - mean) * (r - mean));
        double[] sorted = [.. resampled.Order()];
        var cut = resampled.Count / 40;
        return new Estimate(value, Math.Sqrt(squares / (resampled.Count - 1)), sorted[cut], sorted[^(cut + 1)]);
    }

    private static double[] Cumulate()
    {
        var (term, sum) = (0.36787944117144233, 0.0);
        var cumulated = new double[16];
        for (var k = 0; k < cumulated.Length; k++)
        {
            sum += term;
            cumulated[k] = sum;
            term /= k + 1;
        }

        return cumulated;
    }
}
