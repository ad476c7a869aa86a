using System.Numerics;

namespace IcpRisk.Parquet.Measure;

/// <summary>Columns like those of a simulation, the same on every run. Values are drawn from a fixed SplitMix64 stream.</summary>
internal static class Samples
{
    internal static IEnumerable<(string Name, ParquetType Type, ColumnData Data)> All(int rows)
    {
        yield return ("money, to the penny", ParquetType.Double, Fill(rows, u => Math.Round(2.6e7 * (1 + (0.05 * Normal(u))), 2)));
        yield return ("money, not rounded", ParquetType.Double, Fill(rows, u => 2.6e7 * (1 + (0.05 * Normal(u)))));
        yield return ("ratio about 1", ParquetType.Double, Fill(rows, u => 1 + (0.03 * Normal(u))));
        yield return ("money, 95 % zeros", ParquetType.Double, Fill(rows, u => u[0] < 0.95 ? 0 : Math.Round(1e6 * u[1], 2)));
        yield return ("money, 60 % at a cap", ParquetType.Double, Fill(rows, u => u[0] < 0.6 ? 130_000 : Math.Round(130_000 * u[1], 2)));
        yield return ("score, 41 values", ParquetType.Double, Fill(rows, u => Math.Floor(41 * u[0]) / 40));
        yield return ("score, 10,000 values", ParquetType.Double, Fill(rows, u => Math.Floor(10_000 * u[0]) / 10_000));
        yield return ("flag, 7 % true", ParquetType.Boolean, Fill(rows, u => u[0] < 0.07));
        yield return ("trial (sorted)", ParquetType.Int64, Enumerable.Range(0, rows).Select(i => (long)i).ToArray());
        yield return ("first deficit year", ParquetType.Int32, Fill(rows, u => u[0] < 0.6 ? 0 : (int)(1 + (5 * u[1]))));
        yield return ("list size", ParquetType.Int32, Fill(rows, u => (int)(250_000 + (2_000 * Normal(u)))));
        yield return ("money in pennies", ParquetType.Int64, Fill(rows, u => (long)Math.Round(2.6e9 * (1 + (0.05 * Normal(u))))));
    }

    internal static T[] Fill<T>(int rows, Func<double[], T> value)
    {
        var result = new T[rows];
        var state = 20260101UL;
        var u = new double[4];
        for (var i = 0; i < rows; i++)
        {
            for (var k = 0; k < u.Length; k++)
                u[k] = (Next(ref state) >> 11) * (1.0 / (1UL << 53));
            result[i] = value(u);
        }

        return result;
    }

    // Four uniforms, centred and scaled to variance 1: near enough to a normal for the size of a file.
    private static double Normal(double[] u) => (u[0] + u[1] + u[2] + u[3] - 2) * Math.Sqrt(3);

    private static ulong Next(ref ulong state)
    {
        var z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return BitOperations.RotateLeft(z ^ (z >> 31), 7);
    }
}
