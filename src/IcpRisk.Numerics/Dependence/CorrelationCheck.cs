namespace IcpRisk.Numerics.Dependence;

/// <summary>Whether correlations can hold together, and if not, which pairs pull apart.</summary>
/// <param name="IsPositiveSemidefinite">Whether some random vector has these correlations.</param>
/// <param name="MinimumEigenvalue">Of the whole matrix; 1 where nothing is correlated.</param>
/// <param name="OffendingPairs">
/// Empty if all is well. Else, in each impossible group, the pairs that make its least eigenvalue negative, the worst
/// first: those with r·v_i·v_j &lt; 0, v its eigenvector, down to a tenth of the worst.
/// </param>
public sealed record CorrelationCheck(
    bool IsPositiveSemidefinite, double MinimumEigenvalue, IReadOnlyList<CorrelationPair> OffendingPairs)
{
    /// <summary>An eigenvalue above −10⁻¹² · n counts as not negative: the rounding of an exactly singular matrix.</summary>
    internal const double Tolerance = 1e-12;

    /// <summary>Checks a matrix group by group.</summary>
    public static CorrelationCheck Of(CorrelationMatrix matrix)
    {
        var minimum = 1.0;
        var offending = new List<(double Pull, CorrelationPair Pair)>();
        foreach (var group in matrix.Groups())
        {
            var eigen = SymmetricEigen.Of(matrix.Block(group));
            var least = eigen.Least;
            minimum = Math.Min(minimum, eigen.Values[least]);
            if (eigen.Values[least] >= -Tolerance * group.Count)
                continue;
            var pulls = Pulls(matrix, group, eigen.Vectors, least);
            offending.AddRange(pulls.Where(p => p.Pull <= 0.1 * pulls.Min(q => q.Pull)));
        }

        return new(
            offending.Count == 0, minimum, [.. offending.OrderBy(o => o.Pull).Select(o => o.Pair)]);
    }

    private static List<(double Pull, CorrelationPair Pair)> Pulls(
        CorrelationMatrix matrix, IReadOnlyList<int> group, double[,] vectors, int least)
    {
        var pulls = new List<(double, CorrelationPair)>();
        for (var i = 0; i < group.Count; i++)
        {
            for (var j = i + 1; j < group.Count; j++)
            {
                var r = matrix[group[i], group[j]];
                var pull = 2 * r * vectors[i, least] * vectors[j, least];
                if (pull < 0)
                    pulls.Add((pull, new(group[i], group[j], r)));
            }
        }

        return pulls;
    }
}
