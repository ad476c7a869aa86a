using System.Globalization;

namespace IcpRisk.Numerics.Sampling;

/// <summary>The direction numbers of Sobol points in up to 1,000 dimensions.</summary>
/// <remarks>
/// Source: the set new-joe-kuo-6 of Joe and Kuo, "Constructing Sobol sequences with better two-dimensional projections",
/// SIAM J. Sci. Comput. 30 (2008); licence beside the resource. Dimension 0 is van der Corput's sequence.
/// </remarks>
public static class DirectionNumbers
{
    /// <summary>Dimensions there are numbers for.</summary>
    public const int Dimensions = 1000;

    private static readonly Lazy<uint[][]> Table = new(Read);

    /// <summary>The columns of a dimension's generator matrix: digit j of a number is bit 31 − j, digit 0 the half.</summary>
    /// <param name="dimension">0 to <see cref="Dimensions"/> − 1.</param>
    /// <param name="columns">At most 32; column k has digit k set and none after it.</param>
    public static void Columns(int dimension, Span<uint> columns)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(dimension);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(dimension, Dimensions);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(columns.Length, 32);
        var line = dimension == 0 ? [] : Table.Value[dimension - 1];
        var degree = dimension == 0 ? 0 : (int)line[0];
        for (var k = 0; k < columns.Length; k++)
        {
            if (dimension == 0 || k < degree)
            {
                columns[k] = (dimension == 0 ? 1 : line[2 + k]) << (31 - k);
                continue;
            }

            // Bratley and Fox's recurrence, of columns instead of the whole numbers m: v = v[−s] ⊕ v[−s]/2ˢ ⊕ Σ a v[−j].
            var column = columns[k - degree] ^ (columns[k - degree] >> degree);
            for (var j = 1; j < degree; j++)
                column ^= (line[1] >> (degree - 1 - j) & 1) * columns[k - j];
            columns[k] = column;
        }
    }

    private static uint[][] Read()
    {
        using var stream = typeof(DirectionNumbers).Assembly.GetManifestResourceStream("joe-kuo-6.txt")!;
        using var reader = new StreamReader(stream);
        var lines = new List<uint[]>(Dimensions - 1);
        while (reader.ReadLine() is { } line)
            lines.Add([.. line.Split(' ').Select(word => uint.Parse(word, CultureInfo.InvariantCulture))]);
        return [.. lines];
    }
}
