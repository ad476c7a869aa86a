using System.Runtime.CompilerServices;
using IcpRisk.Numerics.Lanes;
using IcpRisk.Numerics.Maths;

namespace IcpRisk.Numerics.Streams;

/// <summary>What becomes of a row of uniforms.</summary>
internal interface IRowMap
{
    /// <summary>Replaces the uniforms, a multiple of 8 of them.</summary>
    static abstract void Apply<L>(ref double row, int length) where L : struct, ILanes<L>;
}

/// <summary>The uniforms themselves.</summary>
internal readonly struct UniformMap : IRowMap
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Apply<L>(ref double row, int length) where L : struct, ILanes<L>
    {
    }
}

/// <summary>The inverse normal of the uniforms.</summary>
internal readonly struct NormalMap : IRowMap
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Apply<L>(ref double row, int length) where L : struct, ILanes<L> => QuantileRow.Apply<L>(ref row, length);
}
