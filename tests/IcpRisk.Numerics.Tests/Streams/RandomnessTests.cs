using IcpRisk.Numerics.Lanes;
using IcpRisk.Numerics.Streams;

namespace IcpRisk.Numerics.Tests.Streams;

/// <summary>
/// That addresses are wired to the generator without overlap; Philox itself is tested by its authors (BigCrush). Seeds
/// are fixed, so these tests pass or fail for ever; limits are what a fresh seed would exceed once in about 10,000 times
/// for each figure.
/// </summary>
public class RandomnessTests
{
    private const int Trials = 1 << 16;

    // P(|N| > 3.9) = 1e−4.
    private const double Sigmas = 3.9;

    private static readonly double[][] Rows = Normals();

    private static double[][] Normals()
    {
        // Rows: two streams, four draws (two blocks), then other attempt, trials and seed.
        var philox = new Philox(20240607);
        StreamId[] ids = [StreamId.Of("a", "need", "1"), StreamId.Of("a", "need", "2")];
        var rows = new double[8 * Trials];
        Draws.NormalRows<Lanes1>(in philox, ids, 0, 0, 4, 0, Trials, rows);
        var all = Enumerable.Range(0, 8).Select(r => rows.AsSpan(r * Trials, Trials).ToArray()).ToList();
        var more = new double[3][];
        for (var i = 0; i < 3; i++)
            more[i] = new double[Trials];
        Draws.Normal<Lanes1>(in philox, ids[0], 0, 0, 1, more[0]);
        Draws.Normal<Lanes1>(in philox, ids[0], Trials, 0, 0, more[1]);
        var other = new Philox(20240608);
        Draws.Normal<Lanes1>(in other, ids[0], 0, 0, 0, more[2]);
        all.AddRange(more);
        return [.. all];
    }

    [Fact]
    public void Uniforms_are_uniform_by_Kolmogorov_and_Smirnov()
    {
        var philox = new Philox(1);
        var row = new double[Trials];
        for (var draw = 0; draw < 4; draw++)
        {
            Draws.Uniform<Lanes1>(in philox, StreamId.Of("", "uniform", "ks"), 0, draw, 0, row);
            Array.Sort(row);
            var distance = 0.0;
            for (var i = 0; i < Trials; i++)
                distance = Math.Max(distance, Math.Max(((i + 1.0) / Trials) - row[i], row[i] - ((double)i / Trials)));

            // P(√n·D > 2.23) = 2·exp(−2·2.23²) = 1e−4.
            Assert.InRange(distance * Math.Sqrt(Trials), 0.2, 2.23);
            Assert.True(row[0] > 0 && row[^1] < 1);
        }
    }

    [Fact]
    public void Normals_have_the_moments_of_the_normal()
    {
        foreach (var row in Rows)
        {
            // Standard errors of the mean powers: √(var zᵏ / n) = √(1, 2, 15, 96 / n).
            Near(0, row.Average(), 1);
            Near(1, row.Average(z => z * z), 2);
            Near(0, row.Average(z => z * z * z), 15);
            Near(3, row.Average(z => z * z * z * z), 96);
        }
    }

    [Fact]
    public void Tails_are_as_heavy_as_they_should_be()
    {
        // 11 · 65,536 draws: P(|z| > 3) = 0.0026998, P(|z| > 4) = 6.334e−5.
        var all = Rows.SelectMany(r => r).ToArray();
        foreach (var (limit, p) in new[] { (2.8856, 0.0039067), (3, 0.0026998), (4.0, 6.334e-5) })
        {
            var count = all.Count(z => Math.Abs(z) > limit);
            Assert.InRange((count - (p * all.Length)) / Math.Sqrt(p * all.Length), -Sigmas, Sigmas);
        }
    }

    [Fact]
    public void Streams_draws_blocks_attempts_trials_and_seeds_are_uncorrelated()
    {
        for (var i = 0; i < Rows.Length; i++)
        {
            for (var j = 0; j < i; j++)
            {
                Near(0, Rows[i].Zip(Rows[j], (a, b) => a * b).Average(), 1);
                Near(0, Rows[i].Zip(Rows[j], (a, b) => ((a * a) - 1) * ((b * b) - 1)).Average(), 4);
            }

            Near(0, Rows[i].Zip(Rows[i].Skip(1), (a, b) => a * b).Average(), 1);
        }
    }

    private static void Near(double expected, double mean, double variance) =>
        Assert.InRange((mean - expected) / Math.Sqrt(variance / Trials), -Sigmas, Sigmas);
}
