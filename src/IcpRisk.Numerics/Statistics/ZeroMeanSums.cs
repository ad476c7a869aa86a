using System.Runtime.InteropServices;
using IcpRisk.Numerics.Lanes;

namespace IcpRisk.Numerics.Statistics;

/// <summary>A value that theory says has mean zero, and what theory says of its variance.</summary>
public interface IZeroMean
{
    /// <summary>Values of the trials from <paramref name="trial"/> of the tile on.</summary>
    L Value<L>(int trial) where L : struct, ILanes<L>;

    /// <summary>Their variances; those of one draw may differ from those of another.</summary>
    L Variance<L>(int trial) where L : struct, ILanes<L>;
}

/// <summary>
/// Sums of values whose mean is zero if what was drawn is as theory says, over the tiles of one granule: with the variance
/// of each the sum has a known standard error.
/// </summary>
/// <remarks>
/// Of every statistic four sums are kept, each in eight logical lanes (lane = trial mod 8): Σwv, Σw²v², Σw³v³ and
/// Σw² variance. Granules are merged by <see cref="FixedTree{T}"/> with <see cref="Merge"/>; so no bit depends on threads,
/// tiles or vector width. What is added to one statistic more than once a tile needs sums for each time, or tiles would
/// show in the order: that is the <see cref="Part"/>. Not thread-safe: one for each worker.
/// </remarks>
/// <param name="statistics">How many.</param>
/// <param name="parts">How often a tile is added to: its years, say.</param>
public sealed class ZeroMeanSums(int statistics, int parts = 1)
{
    private const int Kinds = 4;
    private const int Row = Granule.Lanes;
    private const int Stride = Kinds * Row;

    private readonly double[] _state = new double[parts * statistics * Stride];

    /// <summary>The part that is added to, from 0; each tile goes through them in order.</summary>
    public int Part { get; set; }

    /// <summary>Adds a tile's values.</summary>
    /// <param name="statistic">Which, from 0.</param>
    /// <param name="term">The values.</param>
    /// <param name="trials">Trials of the tile.</param>
    /// <param name="weights">Importance weights, at least as many; none is weight 1.</param>
    public void Add<L, TTerm>(int statistic, in TTerm term, int trials, ReadOnlySpan<double> weights)
        where L : struct, ILanes<L>
        where TTerm : struct, IZeroMean
    {
        ref var state = ref State(statistic);
        var whole = trials & -Row;
        for (var lane = 0; lane < Row && whole > 0; lane += L.Width)
            Add<L, TTerm>(ref state, in term, lane, lane, whole, weights);
        for (var i = whole; i < trials; i++)
            Add<Lanes1, TTerm>(ref state, in term, i - whole, i, i + 1, weights);
    }

    /// <summary>
    /// Adds standard normals without weights: the Hermite polynomials z, z² − 1, z³ − 3z and z⁴ − 6z² + 3 as four
    /// statistics, which are uncorrelated with variances 1, 2, 6 and 24.
    /// </summary>
    /// <param name="statistic">The first of the four.</param>
    /// <param name="z">The tile's trials.</param>
    public void AddNormals<L>(int statistic, ReadOnlySpan<double> z) where L : struct, ILanes<L>
    {
        ref var state = ref State(statistic);
        ref readonly var row = ref MemoryMarshal.GetReference(z);
        var whole = z.Length & -Row;
        for (var lane = 0; lane < Row && whole > 0; lane += L.Width)
            Hermites<L>(ref state, in row, lane, lane, whole);
        for (var i = whole; i < z.Length; i++)
            Hermites<Lanes1>(ref state, in row, i - whole, i, i + 1);
    }

    /// <summary>The sums of the granule, four a statistic; they start again from zero.</summary>
    public double[] Take()
    {
        var totals = new double[statistics * Kinds];
        for (var k = 0; k < parts * totals.Length; k++)
        {
            var lanes = _state.AsSpan(k * Row, Row);
            totals[k % totals.Length] += ((lanes[0] + lanes[1]) + (lanes[2] + lanes[3])) + ((lanes[4] + lanes[5]) + (lanes[6] + lanes[7]));
        }

        Array.Clear(_state);
        return totals;
    }

    /// <summary>Both together: the merge of a <see cref="FixedTree{T}"/>.</summary>
    public static double[] Merge(double[] a, double[] b)
    {
        var merged = new double[a.Length];
        for (var k = 0; k < merged.Length; k++)
            merged[k] = a[k] + b[k];
        return merged;
    }

    /// <summary>A statistic of merged totals.</summary>
    public static ZeroMeanTotal Of(ReadOnlySpan<double> totals, int statistic)
    {
        var t = totals.Slice(statistic * Kinds, Kinds);
        return new(t[0], t[1], t[2], t[3]);
    }

    private ref double State(int statistic) => ref _state[((Part * statistics) + statistic) * Stride];

    private static void Add<L, TTerm>(ref double state, in TTerm term, int lane, int first, int end, ReadOnlySpan<double> weights)
        where L : struct, ILanes<L>
        where TTerm : struct, IZeroMean
    {
        var sum = L.Load(in state, lane);
        var squares = L.Load(in state, Row + lane);
        var cubes = L.Load(in state, (2 * Row) + lane);
        var variances = L.Load(in state, (3 * Row) + lane);
        ref readonly var weight = ref MemoryMarshal.GetReference(weights);
        var weighted = !weights.IsEmpty;
        for (var i = first; i < end; i += Row)
        {
            var v = term.Value<L>(i);
            var variance = term.Variance<L>(i);
            if (weighted)
            {
                var w = L.Load(in weight, i);
                v *= w;
                variance *= w * w;
            }

            variances += variance;
            var v2 = v * v;
            sum += v;
            squares += v2;
            cubes += v2 * v;
        }

        L.Store(sum, ref state, lane);
        L.Store(squares, ref state, Row + lane);
        L.Store(cubes, ref state, (2 * Row) + lane);
        L.Store(variances, ref state, (3 * Row) + lane);
    }

    // Squares and cubes are put in by theory: they are needed for little. The third polynomial has no skewness but an excess
    // kurtosis of 90, which a skewness of 3 stands for: its mean has a normal's tail from some 4,000 draws on.
    private static void Hermites<L>(ref double state, in double row, int lane, int first, int end) where L : struct, ILanes<L>
    {
        var h1 = L.Load(in state, lane);
        var h2 = L.Load(in state, Stride + lane);
        var h3 = L.Load(in state, (2 * Stride) + lane);
        var h4 = L.Load(in state, (3 * Stride) + lane);
        var n = 0;
        for (var i = first; i < end; i += Row)
        {
            var z = L.Load(in row, i);
            var z2 = z * z;
            h1 += z;
            h2 += z2 - L.Of(1);
            h3 += z * (z2 - L.Of(3));
            h4 += (z2 * (z2 - L.Of(6))) + L.Of(3);
            n++;
        }

        Put(ref state, lane, h1, n, 1, 0);
        Put(ref state, Stride + lane, h2, n, 2, 8);
        Put(ref state, (2 * Stride) + lane, h3, n, 6, 44);
        Put(ref state, (3 * Stride) + lane, h4, n, 24, 1728);
    }

    private static void Put<L>(ref double state, int at, L sum, int count, double variance, double cube) where L : struct, ILanes<L>
    {
        L.Store(sum, ref state, at);
        L.Store(L.Load(in state, at + Row) + L.Of(count * variance), ref state, at + Row);
        L.Store(L.Load(in state, at + (2 * Row)) + L.Of(count * cube), ref state, at + (2 * Row));
        L.Store(L.Load(in state, at + (3 * Row)) + L.Of(count * variance), ref state, at + (3 * Row));
    }
}

/// <summary>Sums of one statistic over all trials.</summary>
/// <param name="Sum">Σwv.</param>
/// <param name="Squares">Σw²v².</param>
/// <param name="Cubes">Σw³v³.</param>
/// <param name="Variances">Σw² variance of v.</param>
public readonly record struct ZeroMeanTotal(double Sum, double Squares, double Cubes, double Variances)
{
    /// <summary>Skewness of the sum as the sample has it; 0 of nothing. The normal's tails hold where it is small.</summary>
    public double Skewness => Squares > 0 ? Cubes / (Squares * Math.Sqrt(Squares)) : 0;
}
