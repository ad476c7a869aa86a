using System.Runtime.CompilerServices;
using IcpRisk.Numerics.Lanes;
using IcpRisk.Paths;

namespace IcpRisk.Nature.Kernel;

/// <summary>What is added up over services in a year: costs, and the parts of the indices.</summary>
internal sealed class IndexSums
{
    private readonly int _first;
    private readonly Slots _slots;

    public IndexSums(RowAllocator rows, PathLayout layout)
    {
        _first = rows.Next(8);
        _slots = new Slots(layout);
    }

    private enum Sum
    {
        InScope,
        Bought,
        OutOfScope,
        ByExpectation,
        Priced,
        PlannedPriced,
        Used,
        PlannedUse,
    }

    /// <summary>Whether the utilisation index is asked for.</summary>
    public bool WantsUtilisation => _slots.Utilisation >= 0;

    /// <summary>Whether the unit cost index is asked for.</summary>
    public bool WantsPrices => _slots.UnitCost >= 0;

    /// <summary>Whether the volatility index is asked for.</summary>
    public bool WantsVolatility => _slots.Volatility >= 0;

    public void Clear(Workspace work)
    {
        for (var k = 0; k < 8; k++)
        {
            work.Row(_first + k).Clear();
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddUse<L>(Workspace work, L expected, L planned, L weight, int i)
        where L : struct, ILanes<L>
    {
        Add(work, Sum.Used, expected * weight, i);
        Add(work, Sum.PlannedUse, planned * weight, i);
    }

    /// <summary>Adds a row of cost, in scope or out.</summary>
    public void AddCost<L>(Workspace work, bool inScope, int row)
        where L : struct, ILanes<L> => Add<L>(work, inScope ? Sum.InScope : Sum.OutOfScope, row);

    /// <summary>Adds a row of what was bought outside; it is part of the cost in scope.</summary>
    public void AddBought<L>(Workspace work, int row)
        where L : struct, ILanes<L> => Add<L>(work, Sum.Bought, row);

    /// <summary>Adds a row of what cost in scope would be with counts and case costs as expected.</summary>
    public void AddExpectation<L>(Workspace work, int row)
        where L : struct, ILanes<L> => Add<L>(work, Sum.ByExpectation, row);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddPriced<L>(Workspace work, L priced, L planned, int i)
        where L : struct, ILanes<L>
    {
        Add(work, Sum.Priced, priced, i);
        Add(work, Sum.PlannedPriced, planned, i);
    }

    /// <summary>Writes the year's sums and ratios to the path.</summary>
    public void Write<L>(Workspace work, PathTile path, int year)
        where L : struct, ILanes<L>
    {
        Copy(work, Sum.InScope, path, _slots.Cost, year);
        Copy(work, Sum.Bought, path, _slots.Bought, year);
        Copy(work, Sum.OutOfScope, path, _slots.OutOfScope, year);
        Ratio<L>(work, Sum.InScope, Sum.ByExpectation, path, _slots.Volatility, year);
        Ratio<L>(work, Sum.Priced, Sum.PlannedPriced, path, _slots.UnitCost, year);
        Ratio<L>(work, Sum.Used, Sum.PlannedUse, path, _slots.Utilisation, year);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Add<L>(Workspace work, Sum sum, L value, int i)
        where L : struct, ILanes<L>
    {
        ref var row = ref work.First(_first + (int)sum);
        L.Store(L.Load(ref row, i) + value, ref row, i);
    }

    private void Add<L>(Workspace work, Sum sum, int row)
        where L : struct, ILanes<L>
    {
        ref var added = ref work.First(row);
        for (var i = 0; i < work.Trials; i += L.Width)
        {
            Add(work, sum, L.Load(ref added, i), i);
        }
    }

    private void Copy(Workspace work, Sum sum, PathTile path, int slot, int year)
    {
        if (slot >= 0)
        {
            work.Row(_first + (int)sum).CopyTo(path.Row(slot, year));
        }
    }

    private void Ratio<L>(Workspace work, Sum over, Sum under, PathTile path, int slot, int year)
        where L : struct, ILanes<L>
    {
        if (slot < 0)
        {
            return;
        }

        ref var a = ref work.First(_first + (int)over);
        ref var b = ref work.First(_first + (int)under);
        ref var target = ref path.First(slot, year);
        for (var i = 0; i < work.Trials; i += L.Width)
        {
            var divisor = L.Load(ref b, i);
            var none = L.Equal(divisor, L.Zero);
            L.Store(L.Select(none, L.Of(1), L.Load(ref a, i) / divisor), ref target, i);
        }
    }

    private sealed class Slots(PathLayout layout)
    {
        public int Cost { get; } = layout.Find(new RowId(Quantity.Cost));

        public int Bought { get; } = layout.Find(new RowId(Quantity.CostOutsideUse));

        public int OutOfScope { get; } = layout.Find(new RowId(Quantity.CostOutOfScope));

        public int Volatility { get; } = layout.Find(new RowId(Quantity.VolatilityIndex));

        public int UnitCost { get; } = layout.Find(new RowId(Quantity.UnitCostIndex));

        public int Utilisation { get; } = layout.Find(new RowId(Quantity.UtilisationIndex));
    }
}
