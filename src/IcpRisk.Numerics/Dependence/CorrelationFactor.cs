using System.Runtime.InteropServices;
using IcpRisk.Numerics.Lanes;

namespace IcpRisk.Numerics.Dependence;

/// <summary>
/// The lower-triangular factor L of a correlation matrix, L·Lᵀ = C, group by group, and what turns rows of independent
/// normals into correlated ones.
/// </summary>
/// <remarks>
/// Cholesky row by row (Cholesky–Banachiewicz), without pivots, in the order of the drivers: the first driver of a group
/// keeps its own draws, and a pair added between A and B moves no bit of a driver that is tied to neither. Plain
/// arithmetic in fixed order, so the bits are the same on every machine.
/// <para>A squared pivot below 10⁻¹² is 0 and its column with it (r = ±1, or any driver that others determine); the
/// product is checked afterwards.</para>
/// </remarks>
public sealed class CorrelationFactor
{
    private const double ZeroPivot = 1e-12;

    /// <summary>√<see cref="ZeroPivot"/> is the most that a zeroed column can be off in a semi-definite matrix.</summary>
    private const double ProductTolerance = 2e-6;

    private readonly Row[] _rows;

    private CorrelationFactor(int size, Row[] rows) => (Size, _rows) = (size, rows);

    /// <summary>Number of drivers.</summary>
    public int Size { get; }

    /// <summary>Factors a positive semi-definite correlation matrix.</summary>
    /// <exception cref="ArgumentException">It is not; <see cref="CorrelationCheck"/> says where, <see cref="NearestCorrelation"/> repairs it.</exception>
    public static CorrelationFactor Of(CorrelationMatrix matrix)
    {
        var rows = new List<Row>();
        foreach (var group in matrix.Groups())
        {
            var block = matrix.Block(group);
            var l = Cholesky(block);
            RefuseProduct(block, l);
            for (var i = group.Count - 1; i > 0; i--)
            {
                var terms = Enumerable.Range(0, i + 1).Where(j => l[i, j] != 0).Select(j => new Term(group[j], l[i, j]));
                rows.Add(new(group[i], [.. terms]));
            }
        }

        return new(matrix.Size, [.. rows]);
    }

    /// <summary>Element (i, j) of L; the unit matrix outside the groups.</summary>
    public double this[int i, int j]
    {
        get
        {
            foreach (var row in _rows)
            {
                if (row.Target == i)
                    return row.Terms.FirstOrDefault(t => t.Source == j).Coefficient;
            }

            return i == j ? 1 : 0;
        }
    }

    /// <summary>Correlates independent standard normals in place, at any vector width with the same bits.</summary>
    /// <param name="rows">Driver i's draws start at i · stride; rows of drivers without correlations are not touched.</param>
    /// <param name="stride">Elements from one row to the next, at least <paramref name="trials"/>.</param>
    /// <param name="trials">Trials in each row, at least 0.</param>
    public void CorrelateRows<L>(Span<double> rows, int stride, int trials) where L : struct, ILanes<L>
    {
        ArgumentOutOfRangeException.ThrowIfNegative(trials);
        ArgumentOutOfRangeException.ThrowIfLessThan(stride, trials);
        if (Size > 0 && rows.Length < ((long)(Size - 1) * stride) + trials)
            throw new ArgumentException("There are fewer rows than drivers.", nameof(rows));
        ref var start = ref MemoryMarshal.GetReference(rows);
        var wide = trials - (trials % L.Width);
        var block = trials - (trials % (4 * L.Width));

        // From the last row of a group up, so that each still finds the draws above it as they were.
        foreach (var row in _rows)
        {
            for (var i = 0; i < block; i += 4 * L.Width)
                CorrelateFour<L>(ref start, row, stride, i);
            for (var i = block; i < wide; i += L.Width)
                Correlate<L>(ref start, row, stride, i);
            for (var i = wide; i < trials; i++)
                Correlate<Lanes1>(ref start, row, stride, i);
        }
    }

    private static void Correlate<L>(ref double start, Row row, int stride, int trial) where L : struct, ILanes<L>
    {
        var sum = L.Zero;
        foreach (var (source, coefficient) in row.Terms)
            sum = L.Fma(L.Of(coefficient), L.Load(ref start, (source * stride) + trial), sum);
        L.Store(sum, ref start, (row.Target * stride) + trial);
    }

    /// <summary>Four vectors side by side, so that one sum need not wait for another.</summary>
    private static void CorrelateFour<L>(ref double start, Row row, int stride, int trial) where L : struct, ILanes<L>
    {
        var (a, b, c, d) = (L.Zero, L.Zero, L.Zero, L.Zero);
        foreach (var (source, coefficient) in row.Terms)
        {
            var (at, k) = ((source * stride) + trial, L.Of(coefficient));
            a = L.Fma(k, L.Load(ref start, at), a);
            b = L.Fma(k, L.Load(ref start, at + L.Width), b);
            c = L.Fma(k, L.Load(ref start, at + (2 * L.Width)), c);
            d = L.Fma(k, L.Load(ref start, at + (3 * L.Width)), d);
        }

        var target = (row.Target * stride) + trial;
        L.Store(a, ref start, target);
        L.Store(b, ref start, target + L.Width);
        L.Store(c, ref start, target + (2 * L.Width));
        L.Store(d, ref start, target + (3 * L.Width));
    }

    private static double[,] Cholesky(double[,] c)
    {
        var n = c.GetLength(0);
        var l = new double[n, n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var rest = c[i, j];
                for (var k = 0; k < j; k++)
                    rest -= l[i, k] * l[j, k];
                if (j < i)
                    l[i, j] = l[j, j] > 0 ? rest / l[j, j] : 0;
                else
                    l[i, i] = rest > ZeroPivot ? Math.Sqrt(rest) : 0;
            }
        }

        return l;
    }

    private static void RefuseProduct(double[,] c, double[,] l)
    {
        var n = c.GetLength(0);
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var product = 0.0;
                for (var k = 0; k <= j; k++)
                    product += l[i, k] * l[j, k];
                if (!(Math.Abs(product - c[i, j]) <= ProductTolerance))
                    throw new ArgumentException("The correlations are not positive semi-definite.", nameof(c));
            }
        }
    }

    private readonly record struct Term(int Source, double Coefficient);

    private sealed record Row(int Target, Term[] Terms);
}
