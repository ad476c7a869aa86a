using System.Runtime.CompilerServices;
using IcpRisk.Numerics.Lanes;

namespace IcpRisk.Nature.Kernel;

/// <summary>What a sum of log processes starts from; a type of its own so that the pass that adds to it is compiled with it.</summary>
internal interface IStart<L>
    where L : struct, ILanes<L>
{
    L At(int i);
}

/// <summary>Nothing: the sum starts here.</summary>
internal readonly struct Nothing<L> : IStart<L>
    where L : struct, ILanes<L>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L At(int i) => L.Zero;
}

/// <summary>The sum so far, in a row.</summary>
internal readonly ref struct SumInRow<L>(ref double row) : IStart<L>
    where L : struct, ILanes<L>
{
    private readonly ref double _row = ref row;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L At(int i) => L.Load(in _row, i);
}

/// <summary>What was drawn once a trial, less the mean correction: level + slope·years − c.</summary>
internal readonly ref struct DrawnOnce<L>(Reading<L> level, Reading<L> slope, int years, Reading<L> correction) : IStart<L>
    where L : struct, ILanes<L>
{
    private readonly Reading<L> _level = level;
    private readonly Reading<L> _slope = slope;
    private readonly Reading<L> _correction = correction;
    private readonly L _years = L.Of(years);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L At(int i) => L.Fma(_years, _slope.At(i), _level.At(i) - _correction.At(i));
}
