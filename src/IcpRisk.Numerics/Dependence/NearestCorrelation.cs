namespace IcpRisk.Numerics.Dependence;

/// <summary>The correlation matrix nearest to one that cannot be, in the Frobenius norm.</summary>
/// <param name="Matrix">Positive semi-definite, 1 on the diagonal.</param>
/// <param name="Distance">Frobenius norm of what was changed (each pair counts twice); 0 if nothing had to be.</param>
/// <param name="LargestMove">The pair that moved most: its old correlation; its new one is in the matrix.</param>
/// <param name="Iterations">Projections made, over all groups.</param>
/// <remarks>
/// N. J. Higham, "Computing the nearest correlation matrix — a problem from finance", IMA J. Numer. Anal. 22 (2002),
/// algorithm 3.3: projections onto the semi-definite cone and the unit diagonal in turn, with Dykstra's correction. Ends
/// when a step changes the matrix by less than 10⁻¹¹ · n; then one projection onto the cone, scaled to a unit diagonal,
/// makes the result semi-definite to rounding. Groups that are possible, and independent drivers, keep their bits.
/// </remarks>
public sealed record NearestCorrelation(
    CorrelationMatrix Matrix, double Distance, CorrelationPair? LargestMove, int Iterations)
{
    private const int IterationsAtMost = 10_000;
    private const double Ends = 1e-11;

    /// <summary>Repairs a matrix group by group.</summary>
    public static NearestCorrelation Of(CorrelationMatrix matrix)
    {
        var repaired = matrix;
        var iterations = 0;
        foreach (var group in matrix.Groups())
        {
            var block = matrix.Block(group);
            var eigen = SymmetricEigen.Of(block);
            if (eigen.Values[eigen.Least] < -CorrelationCheck.Tolerance * group.Count)
                repaired = repaired.WithBlock(group, Repair(block, ref iterations));
        }

        var (squares, worst) = (0.0, default(CorrelationPair?));
        for (var i = 0; i < matrix.Size; i++)
        {
            for (var j = i + 1; j < matrix.Size; j++)
            {
                var move = Math.Abs(repaired[i, j] - matrix[i, j]);
                squares += 2 * move * move;
                if (move > (worst is { } w ? Math.Abs(repaired[w.I, w.J] - w.R) : 0))
                    worst = new(i, j, matrix[i, j]);
            }
        }

        return new(repaired, Math.Sqrt(squares), worst, iterations);
    }

    private static double[,] Repair(double[,] block, ref int iterations)
    {
        var n = block.GetLength(0);
        var y = (double[,])block.Clone();
        var correction = new double[n, n];
        for (var k = 0; k < IterationsAtMost; k++)
        {
            iterations++;
            var r = Combine(y, correction, -1);
            var x = OntoCone(r);
            correction = Combine(x, r, -1);
            var next = (double[,])x.Clone();
            for (var i = 0; i < n; i++)
                next[i, i] = 1;
            var change = Combine(next, y, -1);
            y = next;
            if (Norm(change) < Ends * n)
                break;
        }

        return UnitDiagonal(OntoCone(y));
    }

    /// <summary>The nearest semi-definite matrix: negative eigenvalues set to 0.</summary>
    private static double[,] OntoCone(double[,] a)
    {
        var n = a.GetLength(0);
        var eigen = SymmetricEigen.Of(a);
        var x = new double[n, n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var sum = 0.0;
                for (var k = 0; k < n; k++)
                {
                    if (eigen.Values[k] > 0)
                        sum += eigen.Vectors[i, k] * eigen.Values[k] * eigen.Vectors[j, k];
                }

                x[i, j] = x[j, i] = sum;
            }
        }

        return x;
    }

    private static double[,] UnitDiagonal(double[,] x)
    {
        var n = x.GetLength(0);
        var scaled = new double[n, n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
            {
                scaled[i, j] = i == j ? 1 : Math.Clamp(x[i, j] / Math.Sqrt(x[i, i] * x[j, j]), -1, 1);
            }
        }

        return scaled;
    }

    private static double[,] Combine(double[,] a, double[,] b, double factor)
    {
        var c = (double[,])a.Clone();
        for (var i = 0; i < a.GetLength(0); i++)
        {
            for (var j = 0; j < a.GetLength(1); j++)
                c[i, j] += factor * b[i, j];
        }

        return c;
    }

    private static double Norm(double[,] a)
    {
        var sum = 0.0;
        foreach (var v in a)
            sum += v * v;
        return Math.Sqrt(sum);
    }
}
