namespace IcpRisk.Numerics.Dependence;

/// <summary>The correlation of two drivers, by position.</summary>
/// <param name="I">Position of one, from 0.</param>
/// <param name="J">Position of the other.</param>
/// <param name="R">In [−1, 1].</param>
public readonly record struct CorrelationPair(int I, int J, double R);

/// <summary>
/// Correlations of standard normal drivers: symmetric, 1 on the diagonal, 0 where no pair is named. Immutable; not
/// necessarily positive semi-definite (see <see cref="CorrelationCheck"/>).
/// </summary>
public sealed class CorrelationMatrix
{
    private readonly double[] _values;

    private CorrelationMatrix(int size, double[] values) => (Size, _values) = (size, values);

    /// <summary>Number of drivers.</summary>
    public int Size { get; }

    /// <summary>Correlation of drivers i and j.</summary>
    public double this[int i, int j] => _values[(i * Size) + j];

    /// <summary>From named pairs; the others are independent.</summary>
    /// <param name="size">Drivers, at least 0.</param>
    /// <param name="pairs">Each pair once, either way round.</param>
    /// <exception cref="ArgumentException">A driver paired with itself or out of range, |r| &gt; 1, or a pair given twice.</exception>
    public static CorrelationMatrix FromPairs(int size, IEnumerable<CorrelationPair> pairs)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        var values = Identity(size);
        var seen = new HashSet<(int, int)>();
        foreach (var (i, j, r) in pairs)
        {
            if (i < 0 || j < 0 || i >= size || j >= size || i == j)
                throw new ArgumentException($"({i}, {j}) is not a pair of {size} drivers.", nameof(pairs));
            if (!(r is >= -1 and <= 1))
                throw new ArgumentException($"The correlation of ({i}, {j}) is {r}, outside [-1, 1].", nameof(pairs));
            if (!seen.Add((Math.Min(i, j), Math.Max(i, j))))
                throw new ArgumentException($"The pair ({i}, {j}) is given twice.", nameof(pairs));
            values[(i * size) + j] = values[(j * size) + i] = r;
        }

        return new(size, values);
    }

    /// <summary>From a full matrix, row by row.</summary>
    /// <exception cref="ArgumentException">Not square, not symmetric, or the diagonal is not 1.</exception>
    public static CorrelationMatrix FromRows(double[,] rows)
    {
        var n = rows.GetLength(0);
        if (rows.GetLength(1) != n)
            throw new ArgumentException("The matrix is not square.", nameof(rows));
        var pairs = new List<CorrelationPair>();
        for (var i = 0; i < n; i++)
        {
            if (rows[i, i] != 1)
                throw new ArgumentException($"Diagonal element {i} is {rows[i, i]}, not 1.", nameof(rows));
            for (var j = 0; j < i; j++)
            {
                if (rows[i, j] != rows[j, i])
                    throw new ArgumentException($"Elements ({i}, {j}) and ({j}, {i}) differ.", nameof(rows));
                pairs.Add(new(j, i, rows[i, j]));
            }
        }

        return FromPairs(n, pairs);
    }

    /// <summary>
    /// Groups of drivers that are tied to one another, directly or through others; each upwards, the groups by their
    /// first driver. Drivers without correlations are in none.
    /// </summary>
    public IReadOnlyList<IReadOnlyList<int>> Groups()
    {
        var group = new int[Size];
        var groups = new List<IReadOnlyList<int>>();
        for (var first = 0; first < Size; first++)
        {
            if (group[first] != 0)
                continue;
            var members = new List<int> { first };
            group[first] = first + 1;
            for (var m = 0; m < members.Count; m++)
            {
                for (var j = 0; j < Size; j++)
                {
                    if (group[j] == 0 && this[members[m], j] != 0)
                    {
                        group[j] = first + 1;
                        members.Add(j);
                    }
                }
            }

            members.Sort();
            if (members.Count > 1)
                groups.Add(members);
        }

        return groups;
    }

    /// <summary>The matrix of some of the drivers, in the order given.</summary>
    /// <param name="drivers">Positions, each once.</param>
    public CorrelationMatrix Select(IReadOnlyList<int> drivers)
    {
        var values = new double[drivers.Count * drivers.Count];
        for (var i = 0; i < drivers.Count; i++)
        {
            for (var j = 0; j < drivers.Count; j++)
                values[(i * drivers.Count) + j] = this[drivers[i], drivers[j]];
        }

        return new(drivers.Count, values);
    }

    /// <summary>The correlations within a group, as a matrix of its own.</summary>
    internal double[,] Block(IReadOnlyList<int> group)
    {
        var block = new double[group.Count, group.Count];
        for (var i = 0; i < group.Count; i++)
        {
            for (var j = 0; j < group.Count; j++)
                block[i, j] = this[group[i], group[j]];
        }

        return block;
    }

    /// <summary>The same matrix with a group's correlations replaced.</summary>
    internal CorrelationMatrix WithBlock(IReadOnlyList<int> group, double[,] block)
    {
        var values = (double[])_values.Clone();
        for (var i = 0; i < group.Count; i++)
        {
            for (var j = 0; j < group.Count; j++)
                values[(group[i] * Size) + group[j]] = block[i, j];
        }

        return new(Size, values);
    }

    private static double[] Identity(int size)
    {
        var values = new double[size * size];
        for (var i = 0; i < size; i++)
            values[(i * size) + i] = 1;
        return values;
    }
}
