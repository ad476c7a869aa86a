namespace IcpRisk.Numerics.Dependence;

/// <summary>Eigenvalues and eigenvectors of a symmetric matrix by cyclic Jacobi rotations.</summary>
/// <remarks>
/// Golub and Van Loan, "Matrix computations", 4th ed., §8.5. Only + − × ÷ √ in fixed order, so the bits are the same on
/// every machine; a library's would differ. Relative to the norm the error is a few units of the last place a sweep.
/// O(n³) a sweep, about eight sweeps.
/// </remarks>
public sealed class SymmetricEigen
{
    private const int SweepsAtMost = 60;

    private SymmetricEigen(double[] values, double[,] vectors) => (Values, Vectors) = (values, vectors);

    /// <summary>Eigenvalues, in the order of the columns of <see cref="Vectors"/>; not sorted.</summary>
    public double[] Values { get; }

    /// <summary>Orthonormal eigenvectors, one a column.</summary>
    public double[,] Vectors { get; }

    /// <summary>Position of the least eigenvalue, the first of equal ones.</summary>
    public int Least
    {
        get
        {
            var least = 0;
            for (var i = 1; i < Values.Length; i++)
            {
                if (Values[i] < Values[least])
                    least = i;
            }

            return least;
        }
    }

    /// <param name="symmetric">Symmetric, at least 1 × 1; left as it is.</param>
    public static SymmetricEigen Of(double[,] symmetric)
    {
        var n = symmetric.GetLength(0);
        var a = (double[,])symmetric.Clone();
        var v = new double[n, n];
        for (var i = 0; i < n; i++)
            v[i, i] = 1;
        for (var sweep = 0; sweep < SweepsAtMost && OffDiagonal(a) > 0; sweep++)
        {
            for (var p = 0; p < n - 1; p++)
            {
                for (var q = p + 1; q < n; q++)
                    Rotate(a, v, p, q, clear: sweep > 3);
            }
        }

        var values = new double[n];
        for (var i = 0; i < n; i++)
            values[i] = a[i, i];
        return new(values, v);
    }

    private static double OffDiagonal(double[,] a)
    {
        var sum = 0.0;
        for (var i = 1; i < a.GetLength(0); i++)
        {
            for (var j = 0; j < i; j++)
                sum += a[i, j] * a[i, j];
        }

        return sum;
    }

    private static void Rotate(double[,] a, double[,] v, int p, int q, bool clear)
    {
        var off = a[p, q];
        var tiny = 1e-17 * (Math.Abs(a[p, p]) + Math.Abs(a[q, q]));
        if (off == 0 || (clear && Math.Abs(off) <= tiny))
        {
            a[p, q] = a[q, p] = 0;
            return;
        }

        var theta = (a[q, q] - a[p, p]) / (2 * off);
        var t = 1 / (Math.Abs(theta) + Math.Sqrt((theta * theta) + 1));
        t = theta < 0 ? -t : t;
        var c = 1 / Math.Sqrt((t * t) + 1);
        var s = t * c;
        var (app, aqq) = (a[p, p], a[q, q]);
        for (var k = 0; k < a.GetLength(0); k++)
        {
            if (k != p && k != q)
            {
                var (akp, akq) = (a[k, p], a[k, q]);
                a[k, p] = a[p, k] = (c * akp) - (s * akq);
                a[k, q] = a[q, k] = (s * akp) + (c * akq);
            }

            var (vkp, vkq) = (v[k, p], v[k, q]);
            v[k, p] = (c * vkp) - (s * vkq);
            v[k, q] = (s * vkp) + (c * vkq);
        }

        a[p, p] = app - (t * off);
        a[q, q] = aqq + (t * off);
        a[p, q] = a[q, p] = 0;
    }
}
