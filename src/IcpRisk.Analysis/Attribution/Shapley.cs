namespace IcpRisk.Analysis.Attribution;

/// <summary>
/// Exact Shapley values (Shapley, "A value for n-person games", 1953): player r's is its mean contribution
/// v(S ∪ r) − v(S) over the subsets S without it, each weighted |S|!(n − |S| − 1)!/n!. They sum to v(all) − v(none).
/// </summary>
public static class Shapley
{
    /// <summary>Players whose subsets can be counted out.</summary>
    public const int MostPlayers = 20;

    /// <summary>The value of each player.</summary>
    /// <param name="players">n, from 1 to <see cref="MostPlayers"/>.</param>
    /// <param name="v">2ⁿ values: of the subset whose players are the bits of the index.</param>
    /// <exception cref="ArgumentException">The number of values is another.</exception>
    public static double[] Values(int players, ReadOnlySpan<double> v)
    {
        if (players is < 1 or > MostPlayers || v.Length != 1 << players)
        {
            throw new ArgumentException($"{players} players have {1L << players} subsets, not {v.Length}.", nameof(v));
        }

        // |S|!(n − |S| − 1)!/n! of subsets by size: 1/n for the empty one, then by (size)/(n − size) each.
        var weights = new double[players];
        weights[0] = 1.0 / players;
        for (var size = 1; size < players; size++)
        {
            weights[size] = weights[size - 1] * size / (players - size);
        }

        var values = new double[players];
        for (var r = 0; r < players; r++)
        {
            for (var s = 0; s < v.Length; s++)
            {
                if ((s >> r & 1) == 0)
                {
                    values[r] += weights[System.Numerics.BitOperations.PopCount((uint)s)] * (v[s | (1 << r)] - v[s]);
                }
            }
        }

        return values;
    }
}
