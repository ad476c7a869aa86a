using IcpRisk.Nature;
using IcpRisk.Nature.Sampling;
using IcpRisk.Numerics.Maths;
using IcpRisk.Numerics.Statistics;

namespace IcpRisk.Analysis.Attribution;

/// <summary>Means of all drivers over some trials, read again from the streams: none is kept while the run goes on.</summary>
internal static class StressScores
{
    private const int Tile = 256;

    /// <summary>The mean of each driver in each tail, the farthest from 0 first.</summary>
    /// <param name="engine">Nature, compiled.</param>
    /// <param name="seed">The run's.</param>
    /// <param name="trials">Trials of the run.</param>
    /// <param name="tails">Trials of each tail and what each weighs; weights sum to 1.</param>
    /// <param name="threads">Threads to read on; no bit depends on it.</param>
    /// <param name="cancel">Stops after the tiles in hand.</param>
    public static IReadOnlyList<StressedDriver>[] Of(
        NatureEngine engine, ulong seed, int trials, IReadOnlyList<(int[] Trials, double[] Weights)> tails, int threads, CancellationToken cancel)
    {
        var rows = Rows(engine);
        var weights = tails.Select(tail => Spread(tail, trials)).ToArray();
        var tree = new FixedTree<double[]>(Add);
        using var readers = new ThreadLocal<DriverScores>(() => new DriverScores(engine, seed, Tile));
        var tiles = (trials + Tile - 1) / Tile;
        Parallel.For(0, tiles, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancel }, tile =>
        {
            var first = tile * Tile;
            tree.Add(tile, Sums(readers.Value!, first, Math.Min(Tile, trials - first), rows, weights));
        });
        var sums = tree.Result(tiles);
        return [.. weights.Select((_, t) => Drivers(rows, sums.AsSpan(t * rows.Count * 4, rows.Count * 4).ToArray()))];
    }

    // Each normal by itself, and of a yearly one the term: what is added up and what it is divided by.
    private static List<(string Name, int Year, int[] Normals, double Scale)> Rows(NatureEngine engine)
    {
        var rows = new List<(string, int, int[], double)>();
        foreach (var driver in engine.Normals.Select((n, i) => (n, i)).GroupBy(x => x.n.Name))
        {
            int[] all = [.. driver.Select(x => x.i)];
            rows.AddRange(driver.Select(x => (x.n.Name, x.n.Year, (int[])[x.i], 1.0)));
            if (driver.First().n.Year > 0)
            {
                rows.Add((driver.Key, 0, all, 1 / Math.Sqrt(all.Length)));
            }
        }

        return rows;
    }

    private static double[] Spread((int[] Trials, double[] Weights) tail, int trials)
    {
        var weights = new double[trials];
        for (var k = 0; k < tail.Trials.Length; k++)
        {
            weights[tail.Trials[k]] = tail.Weights[k];
        }

        return weights;
    }

    // By tail and row: Σwx, Σw²x², Σw²x, Σw².
    private static double[] Sums(
        DriverScores reader, int first, int count, List<(string Name, int Year, int[] Normals, double Scale)> rows, double[][] weights)
    {
        var sums = new double[weights.Length * rows.Count * 4];
        if (weights.All(w => w.AsSpan(first, count).IndexOfAnyExcept(0.0) < 0))
        {
            return sums;
        }

        var scores = reader.Read(first, count);
        for (var t = 0; t < weights.Length; t++)
        {
            for (var i = 0; i < count; i++)
            {
                var w = weights[t][first + i];
                for (var r = 0; r < rows.Count && w > 0; r++)
                {
                    var x = 0.0;
                    foreach (var normal in rows[r].Normals)
                    {
                        x += scores[normal][i];
                    }

                    x *= rows[r].Scale;
                    var at = ((t * rows.Count) + r) * 4;
                    sums[at] += w * x;
                    sums[at + 1] += w * w * x * x;
                    sums[at + 2] += w * w * x;
                    sums[at + 3] += w * w;
                }
            }
        }

        return sums;
    }

    private static double[] Add(double[] left, double[] right)
    {
        for (var i = 0; i < left.Length; i++)
        {
            left[i] += right[i];
        }

        return left;
    }

    private static StressedDriver[] Drivers(List<(string Name, int Year, int[] Normals, double Scale)> rows, double[] sums)
    {
        StressedDriver[] drivers = [.. rows.Select((row, r) =>
        {
            var mean = sums[4 * r];
            var squares = sums[(4 * r) + 1] - (2 * mean * sums[(4 * r) + 2]) + (mean * mean * sums[(4 * r) + 3]);
            return new StressedDriver(row.Name, row.Year, Estimate.Normal(mean, Math.Sqrt(Math.Max(0, squares))), Scalar.NormalCdf(mean));
        })];
        return [.. drivers.OrderByDescending(d => Math.Abs(d.Mean.Value))];
    }
}
