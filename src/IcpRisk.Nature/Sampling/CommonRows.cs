using IcpRisk.Nature.Kernel;
using IcpRisk.Numerics.Lanes;
using IcpRisk.Numerics.Sampling;
using IcpRisk.Numerics.Streams;

namespace IcpRisk.Nature.Sampling;

/// <summary>The rows of normals that places share, and how they are mixed into a place's own. Immutable.</summary>
internal sealed class CommonRows
{
    private readonly NormalRows _rows;
    private readonly int _draws;
    private readonly int[] _at;
    private readonly double[] _shares;

    private CommonRows(NormalRows rows, int draws, int[] at, double[] shares) =>
        (_rows, _draws, _at, _shares) = (rows, draws, at, shares);

    /// <param name="points">How the run spreads trials.</param>
    /// <param name="shares">The share of each of a place's rows of streams, in the order in which they are drawn.</param>
    /// <param name="common">The common stream of each; it stands at no place.</param>
    /// <param name="firstDraw">The first draw.</param>
    /// <param name="draws">How many of each stream.</param>
    /// <returns>Null where nothing is mixed: a share of 1 is no mixture, the common stream stands in the place's stead.</returns>
    public static CommonRows? Of(TrialPoints points, double[] shares, StreamId[] common, int firstDraw, int draws)
    {
        int[] at = [.. Enumerable.Range(0, shares.Length).Where(i => shares[i] is > 0 and < 1)];
        return at.Length == 0 ? null : new CommonRows(
            new NormalRows(points, [.. at.Select(i => common[i])], firstDraw, draws, (_, _) => -1), draws, at, [.. at.Select(i => shares[i])]);
    }

    /// <summary>Mixes the common normals into rows that start at <paramref name="row"/>, two a stream where two years are drawn.</summary>
    public void Mix<L>(Workspace work, uint first, int row)
        where L : struct, ILanes<L>
    {
        var length = work.Stride;
        var common = work.Spare(_at.Length * _draws);
        _rows.Fill<L>(first, length, common);
        for (var k = 0; k < _at.Length; k++)
        {
            var (part, rest) = (L.Of(Math.Sqrt(_shares[k])), L.Of(Math.Sqrt(1 - _shares[k])));
            for (var d = 0; d < _draws; d++)
            {
                ref var own = ref work.First(row + (_at[k] * _draws) + d);
                ref var shared = ref common[((k * _draws) + d) * length];
                for (var i = 0; i < work.Trials; i += L.Width)
                {
                    L.Store(L.Fma(part, L.Load(ref shared, i), rest * L.Load(ref own, i)), ref own, i);
                }
            }
        }
    }
}
