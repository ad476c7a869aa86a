using System.Runtime.CompilerServices;
using IcpRisk.Numerics.Distributions;
using IcpRisk.Numerics.Lanes;

namespace IcpRisk.Nature.Kernel;

/// <summary>A numeric parameter in the plan: a constant, or a row over trials when it is uncertain.</summary>
internal readonly record struct Param
{
    private readonly double _constant;
    // One more than the row, so that a parameter nobody set is the constant 0.
    private readonly int _rowAfter;

    private Param(double constant, int rowAfter) => (_constant, _rowAfter) = (constant, rowAfter);

    public bool IsConstant => _rowAfter == 0;

    /// <exception cref="InvalidOperationException">The parameter is uncertain.</exception>
    public double Constant => IsConstant
        ? _constant
        : throw new InvalidOperationException("an uncertain parameter has no constant");

    public bool IsZero => IsConstant && _constant == 0;

    public int Row => _rowAfter - 1;

    public static Param Of(double value) => new(value, 0);

    public static Param OfRow(int row) => new(0, row + 1);

    /// <summary>The parameter for the trials that start at <paramref name="i"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L At<L>(Workspace work, int i)
        where L : struct, ILanes<L> => IsConstant ? L.Of(_constant) : L.Load(ref work.First(Row), i);

    /// <summary>The parameter as samplers take it, over all trials of the tile.</summary>
    public Parameter Over(Workspace work) => IsConstant ? new Parameter(_constant) : new Parameter(work.Row(Row));

    /// <summary>The parameter made ready for a loop over the tile: where it is, is looked up once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Reading<L> Read<L>(Workspace work)
        where L : struct, ILanes<L> => IsConstant ? new Reading<L>(L.Of(_constant)) : new Reading<L>(ref work.First(Row));
}

/// <summary>A parameter as a loop reads it: one value, or a row.</summary>
internal readonly ref struct Reading<L>
    where L : struct, ILanes<L>
{
    private readonly ref double _first;
    private readonly L _constant;

    public Reading(L constant) => _constant = constant;

    public Reading(ref double first) => _first = ref first;

    /// <summary>The parameter for the trials that start at <paramref name="i"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L At(int i) => Unsafe.IsNullRef(in _first) ? _constant : L.Load(in _first, i);
}
