using System.Runtime.InteropServices;
using IcpRisk.Paths;

namespace IcpRisk.Contracts.Outcomes;

/// <summary>
/// The outcomes of one contract on a tile of paths: for each kept column, one row a contract year and one for the term,
/// a double a trial. Money is in whole pence, so that sums are exact up to 2⁵³ pence (£90 trillion); flags are 1 or 0.
/// One tile a thread and contract, reused; not thread-safe.
/// </summary>
/// <remarks>
/// Memory: slot by slot; within a slot the term's row (year 0), then the years, each <see cref="Capacity"/> long.
/// </remarks>
public sealed class OutcomeTile
{
    private readonly AlignedBuffer _values;
    private readonly double[] _nets;

    /// <param name="layout">The columns kept.</param>
    /// <param name="capacity">Trials, a positive multiple of 8; as the path tile's.</param>
    public OutcomeTile(OutcomeLayout layout, int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(capacity);
        ArgumentOutOfRangeException.ThrowIfNotEqual(capacity % 8, 0);
        Layout = layout;
        Capacity = capacity;
        _values = new AlignedBuffer(layout.Columns.Count * (layout.Years + 1) * capacity);
        _nets = GC.AllocateArray<double>(Settlement.Scratch.Size(layout.Years), pinned: true);
    }

    public OutcomeLayout Layout { get; }

    public int Capacity { get; }

    /// <summary>Trials wanted of this tile, as in the path tile last settled.</summary>
    public int Count { get; private set; }

    /// <summary><see cref="Count"/> rounded up to a multiple of 8.</summary>
    public int Padded => (Count + 7) & ~7;

    internal const int MaxParties = 64;

    /// <summary>A column in contract year <paramref name="year"/> (from 1), padded trials long; money in whole pence.</summary>
    public Span<double> Row(int slot, int year)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(year, 1);
        return _values.Span(Offset(slot, year), Padded);
    }

    /// <summary>A column of the whole term: of a flow or flag the sum of its years.</summary>
    public Span<double> Term(int slot) => _values.Span(Offset(slot, 0), Padded);

    /// <summary>Whole pence as pounds, the value that files and tables show.</summary>
    public static double Pounds(double pence) => pence / 100;

    internal void Begin(int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Capacity);
        Count = count;
    }

    internal ref double Values => ref _values.First;

    /// <summary>Eight doubles a party: nets of the year in hand while it is settled; <see cref="Settlement.Scratch"/> says what follows them.</summary>
    internal ref double Nets => ref MemoryMarshal.GetArrayDataReference(_nets);

    private int Offset(int slot, int year)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)slot, (uint)Layout.Columns.Count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(year, Layout.Years);
        return ((slot * (Layout.Years + 1)) + year) * Capacity;
    }
}
