using IcpRisk.Numerics.Lanes;
using IcpRisk.Numerics.Maths;

namespace IcpRisk.Numerics.Streams;

/// <summary>
/// Rows of random numbers over consecutive trials. Element i of a row belongs to trial <c>firstTrial + i</c> and has the
/// same bits as <see cref="Philox.Uniform"/> or <see cref="Philox.Normal"/> at that address, at every vector width.
/// </summary>
/// <remarks>
/// Rows have a length that is a multiple of 8. <c>rows</c> hold several rows end to end, each <c>trials</c> long.
/// </remarks>
public static class Draws
{
    /// <summary>Two rows of uniforms in (0, 1): draws 2·block and 2·block + 1.</summary>
    public static void Uniforms<L>(
        in Philox philox, StreamId id, uint firstTrial, int block, int attempt, Span<double> first, Span<double> second)
        where L : struct, ILanes<L> =>
        Kernel.Pair<L>(in philox, id, firstTrial, block, attempt, first, second);

    /// <summary>Two rows of standard normals: draws 2·block and 2·block + 1.</summary>
    public static void Normals<L>(
        in Philox philox, StreamId id, uint firstTrial, int block, int attempt, Span<double> first, Span<double> second)
        where L : struct, ILanes<L>
    {
        Kernel.Pair<L>(in philox, id, firstTrial, block, attempt, first, second);
        QuantileRow.Apply<L>(first);
        QuantileRow.Apply<L>(second);
    }

    /// <summary>One row of uniforms in (0, 1), for a draw without a neighbour.</summary>
    public static void Uniform<L>(
        in Philox philox, StreamId id, uint firstTrial, int draw, int attempt, Span<double> row)
        where L : struct, ILanes<L> =>
        Kernel.Rows<L, Uniforms>(in philox, [id], firstTrial, draw, 1, attempt, row.Length, row);

    /// <summary>One row of standard normals, for a draw without a neighbour.</summary>
    public static void Normal<L>(
        in Philox philox, StreamId id, uint firstTrial, int draw, int attempt, Span<double> row)
        where L : struct, ILanes<L> =>
        Kernel.Rows<L, Normals>(in philox, [id], firstTrial, draw, 1, attempt, row.Length, row);

    /// <summary>
    /// Uniforms of several streams and consecutive draws: the row of draw <c>firstDraw + d</c> of stream s is row
    /// <c>s·draws + d</c>. Faster than the same rows one by one.
    /// </summary>
    public static void UniformRows<L>(
        in Philox philox, ReadOnlySpan<StreamId> ids, uint firstTrial, int firstDraw, int draws, int attempt, int trials, Span<double> rows)
        where L : struct, ILanes<L> =>
        Kernel.Rows<L, Uniforms>(in philox, ids, firstTrial, firstDraw, draws, attempt, trials, rows);

    /// <summary>
    /// Standard normals of several streams and consecutive draws: the row of draw <c>firstDraw + d</c> of stream s is
    /// row <c>s·draws + d</c>. Faster than the same rows one by one.
    /// </summary>
    public static void NormalRows<L>(
        in Philox philox, ReadOnlySpan<StreamId> ids, uint firstTrial, int firstDraw, int draws, int attempt, int trials, Span<double> rows)
        where L : struct, ILanes<L> =>
        Kernel.Rows<L, Normals>(in philox, ids, firstTrial, firstDraw, draws, attempt, trials, rows);
}
