using IcpRisk.Nature.Kernel;
using IcpRisk.Numerics.Dependence;

namespace IcpRisk.Nature.Dependence;

/// <summary>A pair whose correlation was moved.</summary>
/// <param name="One">A driver.</param>
/// <param name="Other">Another.</param>
/// <param name="From">As stated; what a common factor gives, or 0, where the pair was not named.</param>
/// <param name="To">As it is used.</param>
public sealed record MovedPair(string One, string Other, double From, double To)
{
    /// <summary>How far it was moved.</summary>
    public double Move => Math.Abs(To - From);
}

/// <summary>
/// Correlations that cannot hold together, moved to the nearest that can (Higham 2002, <see cref="NearestCorrelation"/>):
/// nearest for what is left to the pairs beside common factors. A pair out of the range that a factor leaves is first
/// moved into it.
/// </summary>
/// <param name="Pairs">All pairs as they can hold; those of groups that could stand are as they were.</param>
/// <param name="Moves">What was moved, the farthest first; pairs that were not named may be among them.</param>
public sealed record DependenceRepair(IReadOnlyList<PairTerms> Pairs, IReadOnlyList<MovedPair> Moves)
{
    /// <summary>
    /// The farthest that a pair is moved without asking. A correlation estimated from a dozen years has a standard error of
    /// about 0.25; what is farther off is a contradiction, not a matter of estimation.
    /// </summary>
    public const double FarthestMove = 0.25;

    // Below this a move is the rounding of the repair.
    private const double Least = 1e-9;

    /// <summary>Frobenius norm of what was changed: each pair counts twice.</summary>
    public double Distance => Math.Sqrt(Moves.Sum(m => 2 * m.Move * m.Move));

    /// <summary>Whether no pair was moved farther than <see cref="FarthestMove"/>.</summary>
    public bool IsSlight => Moves.All(m => m.Move <= FarthestMove);

    /// <summary>Repairs pairs of the drivers of an engine.</summary>
    /// <param name="engine">Nature with the same drivers and no pairs.</param>
    /// <param name="pairs">Names of its drivers, each pair once, of one timing.</param>
    public static DependenceRepair Of(NatureEngine engine, IReadOnlyList<PairTerms> pairs)
    {
        var moves = new List<MovedPair>();
        foreach (var timing in Enum.GetValues<Timing>())
        {
            moves.AddRange(Moved(engine.DriverBook, timing, pairs));
        }

        var moved = moves.ToDictionary(m => Key(m.One, m.Other));
        var named = pairs.Select(p => Key(p.One, p.Other)).ToHashSet();
        return new DependenceRepair(
            [
                .. pairs.Select(p => moved.TryGetValue(Key(p.One, p.Other), out var m) ? p with { Correlation = m.To } : p),
                .. moves.Where(m => !named.Contains(Key(m.One, m.Other)))
                    .Select(m => new PairTerms { One = m.One, Other = m.Other, Correlation = m.To }),
            ],
            [.. moves.Where(m => m.Move > Least).OrderByDescending(m => m.Move).ThenBy(m => m.One, StringComparer.Ordinal)]);
    }

    private static IEnumerable<MovedPair> Moved(DriverBook book, Timing timing, IReadOnlyList<PairTerms> pairs)
    {
        var names = pairs.SelectMany(p => new[] { p.One, p.Other }).ToHashSet();
        Driver[] drivers = [.. book.All.Where(d => d.Timing == timing && names.Contains(d.Name))];
        var index = drivers.Select((d, i) => (d.Name, i)).ToDictionary(x => x.Name, x => x.i);
        var stated = pairs.Where(p => index.ContainsKey(p.One) && index.ContainsKey(p.Other))
            .Select(p => (I: index[p.One], J: index[p.Other], Correlation: p.Correlation.Mean)).ToList();
        var left = CorrelationMatrix.FromPairs(drivers.Length, stated.Select(p => new CorrelationPair(
            p.I, p.J, Math.Clamp((p.Correlation - Shared(p.I, p.J)) / Own(p.I, p.J), -1, 1))));
        var nearest = NearestCorrelation.Of(left).Matrix;
        for (var i = 0; i < drivers.Length; i++)
        {
            for (var j = i + 1; j < drivers.Length; j++)
            {
                var pair = stated.FindIndex(p => (p.I == i && p.J == j) || (p.I == j && p.J == i));
                var from = pair < 0 ? Shared(i, j) : stated[pair].Correlation;
                var clamped = pair >= 0 && Math.Abs(from - Shared(i, j)) > Own(i, j);
                if (clamped || nearest[i, j] != left[i, j])
                {
                    yield return new MovedPair(drivers[i].Name, drivers[j].Name, from, Shared(i, j) + (Own(i, j) * nearest[i, j]));
                }
            }
        }

        double Shared(int i, int j) => book.MeanShared(drivers[i], drivers[j]);

        double Own(int i, int j) => book.MeanOwn(drivers[i]) * book.MeanOwn(drivers[j]);
    }

    private static (string, string) Key(string a, string b) => string.CompareOrdinal(a, b) < 0 ? (a, b) : (b, a);
}
