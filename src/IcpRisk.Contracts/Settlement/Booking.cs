using System.Runtime.CompilerServices;
using IcpRisk.Contracts.Outcomes;
using IcpRisk.Numerics.Lanes;

namespace IcpRisk.Contracts.Settlement;

/// <summary>Writes the outcomes of neighbouring trials, one vector of them, into a tile.</summary>
internal readonly ref struct Booking<L>(OutcomeTile tile, int[] slots, int at)
    where L : struct, ILanes<L>
{
    private readonly ref double _values = ref Unsafe.Add(ref tile.Values, at);
    private readonly int _years = tile.Layout.Years + 1;
    private readonly int _capacity = tile.Capacity;
    private readonly int[] _slots = slots;

    /// <summary>A value of a year (from 1); the term's row adds the years up.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Year(int column, int year, L value)
    {
        var slot = _slots[column];
        if (slot < 0)
        {
            return;
        }

        var term = slot * _years * _capacity;
        L.Store(value, ref _values, term + (year * _capacity));
        L.Store(year == 1 ? value : L.Load(ref _values, term) + value, ref _values, term);
    }

    /// <inheritdoc cref="Year(int, int, L)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Year(Column column, int year, L value) => Year((int)column, year, value);

    /// <summary>A value that only the term has.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Term(Column column, L value)
    {
        var slot = _slots[(int)column];
        if (slot >= 0)
        {
            L.Store(value, ref _values, slot * _years * _capacity);
        }
    }
}
