using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using IcpRisk.Numerics.Lanes;
using IcpRisk.Numerics.Maths;

namespace IcpRisk.Numerics.Streams;

/// <summary>What becomes of a uniform before it is stored.</summary>
internal interface IUniformMap
{
    /// <summary>The stored value, or a mark for <see cref="Finish{L}"/>.</summary>
    static abstract L Map<L>(L uniform) where L : struct, ILanes<L>;

    /// <summary>Replaces the marks of a stored row.</summary>
    static abstract void Finish<L>(Span<double> row) where L : struct, ILanes<L>;
}

internal readonly struct UniformMap : IUniformMap
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Map<L>(L uniform) where L : struct, ILanes<L> => uniform;

    public static void Finish<L>(Span<double> row) where L : struct, ILanes<L>
    {
    }
}

internal readonly struct NormalMap : IUniformMap
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Map<L>(L uniform) where L : struct, ILanes<L> => VectorMath.NormalQuantile(uniform);

    public static void Finish<L>(Span<double> row) where L : struct, ILanes<L>
    {
    }
}

internal static class Kernel
{
    public static void Pair<L, TMap>(
        in Philox philox, StreamId id, uint firstTrial, int block, int attempt, Span<double> first, Span<double> second)
        where L : struct, ILanes<L>
        where TMap : struct, IUniformMap
    {
        for (var i = 0; i < first.Length; i++)
        {
            first[i] = philox.Uniform(firstTrial + (uint)i, id, 2 * block, attempt);
            second[i] = philox.Uniform(firstTrial + (uint)i, id, (2 * block) + 1, attempt);
        }

        Apply<L, TMap>(first);
        Apply<L, TMap>(second);
    }

    public static void Rows<L, TMap>(
        in Philox philox, ReadOnlySpan<StreamId> ids, uint firstTrial, int firstDraw, int draws, int attempt, int trials, Span<double> rows)
        where L : struct, ILanes<L>
        where TMap : struct, IUniformMap
    {
        for (var s = 0; s < ids.Length; s++)
        {
            for (var d = 0; d < draws; d++)
            {
                var row = rows.Slice(((s * draws) + d) * trials, trials);
                for (var i = 0; i < trials; i++)
                    row[i] = philox.Uniform(firstTrial + (uint)i, ids[s], firstDraw + d, attempt);
                Apply<L, TMap>(row);
            }
        }
    }

    private static void Apply<L, TMap>(Span<double> row)
        where L : struct, ILanes<L>
        where TMap : struct, IUniformMap
    {
        ref var r = ref MemoryMarshal.GetReference(row);
        for (var i = 0; i < row.Length; i += L.Width)
            L.Store(TMap.Map(L.Load(in r, i)), ref r, i);
        TMap.Finish<L>(row);
    }
}
