using System.Runtime.CompilerServices;
using IcpRisk.Numerics.Lanes;
using IcpRisk.Paths;

namespace IcpRisk.Nature.Kernel;

/// <summary>What is added up over services in a year: costs, and the parts of the indices.</summary>
internal sealed class IndexSums
{
    private static readonly int Sums = Enum.GetValues<Sum>().Length;
    private readonly int _first;
    private readonly Slots _slots;

    public IndexSums(RowAllocator rows, PathLayout layout)
    {
        _first = rows.Next(Sums);
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
        BoughtByExpectation,
    }

    /// <summary>Whether the utilisation index is asked for.</summary>
    public bool WantsUtilisation => _slots.Utilisation >= 0;

    /// <summary>Whether the unit cost index is asked for.</summary>
    public bool WantsPrices => _slots.UnitCost >= 0;

    /// <summary>Whether the volatility index is asked for.</summary>
    public bool WantsVolatility => _slots.Volatility >= 0;

    /// <summary>What was bought outside; it is part of the cost in scope.</summary>
    public int BoughtRow => Row(Sum.Bought);

    /// <summary>What cost in scope would be with counts and case costs as expected.</summary>
    public int ExpectationRow => Row(Sum.ByExpectation);

    /// <summary>What would be bought outside then.</summary>
    public int BoughtByExpectationRow => Row(Sum.BoughtByExpectation);

    /// <summary>Cost, in scope or out.</summary>
    public int CostRow(bool inScope) => Row(inScope ? Sum.InScope : Sum.OutOfScope);

    public void Clear(Workspace work)
    {
        for (var k = 0; k < Sums; k++)
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

    private int Row(Sum sum) => _first + (int)sum;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Add<L>(Workspace work, Sum sum, L value, int i)
        where L : struct, ILanes<L>
    {
        ref var row = ref work.First(Row(sum));
        L.Store(L.Load(ref row, i) + value, ref row, i);
    }

    private void Copy(Workspace work, Sum sum, PathTile path, int slot, int year)
    {
        if (slot >= 0)
        {
            work.Row(Row(sum)).CopyTo(path.Row(slot, year));
        }
    }

    private void Ratio<L>(Workspace work, Sum over, Sum under, PathTile path, int slot, int year)
        where L : struct, ILanes<L>
    {
        if (slot < 0)
        {
            return;
        }

        ref var a = ref work.First(Row(over));
        ref var b = ref work.First(Row(under));
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
