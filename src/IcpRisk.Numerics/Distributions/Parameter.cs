using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using IcpRisk.Numerics.Lanes;

namespace IcpRisk.Numerics.Distributions;

/// <summary>
/// A parameter of a sampler: one value for every trial, or a row with a value a trial. Converts from either, so a call
/// reads <c>Lognormal.Fill&lt;L&gt;(z, mu: row, sigma: 0.2, x)</c>.
/// </summary>
/// <remarks>A constant and a row that holds the same value everywhere give the same bits.</remarks>
public readonly ref struct Parameter
{
    private readonly ReadOnlySpan<double> _row;
    private readonly double _value;

    public Parameter(double value)
    {
        _value = value;
        IsConstant = true;
    }

    public Parameter(ReadOnlySpan<double> row) => _row = row;

    /// <summary>Whether every trial has the same value.</summary>
    public bool IsConstant { get; }

    public static implicit operator Parameter(double value) => new(value);

    public static implicit operator Parameter(ReadOnlySpan<double> row) => new(row);

    public static implicit operator Parameter(Span<double> row) => new(row);

    public static implicit operator Parameter(double[] row) => new(row.AsSpan());

    /// <summary>The value in one trial.</summary>
    public double this[int trial] => IsConstant ? _value : _row[trial];

    /// <summary>The values from one trial on; unchecked (see <see cref="Demand"/>).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L At<L>(int trial) where L : struct, ILanes<L> =>
        IsConstant ? L.Of(_value) : L.Load(in MemoryMarshal.GetReference(_row), trial);

    /// <summary>The parameter of a run of trials.</summary>
    internal Parameter Slice(int start, int length) => IsConstant ? this : new(_row.Slice(start, length));

    /// <summary>Refuses a row of another length than the trials being drawn.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Demand(int trials)
    {
        if (!IsConstant && _row.Length != trials)
            TrialRows.ThrowLength(trials, _row.Length);
    }
}
