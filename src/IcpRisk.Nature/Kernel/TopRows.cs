using IcpRisk.Nature.Population;
using IcpRisk.Nature.Services;
using IcpRisk.Numerics.Lanes;
using IcpRisk.Paths;

namespace IcpRisk.Nature.Kernel;

/// <summary>Rows of the whole place: lists, need, prices, savings, overheads and the allocation.</summary>
internal sealed class TopRows
{
    private readonly PopulationKernel _population;
    private readonly PlanPath? _plan;
    private readonly Slots _slots;
    private readonly Param[] _needWeights;
    private readonly Param[] _overheads;
    private readonly Param[]? _allocation;
    private readonly Param _pressure;
    private readonly double _plannedSaving;
    private readonly double[] _planned;

    public TopRows(PlanBuilder plan, PopulationKernel population, PathLayout layout, PlanPath? path)
    {
        _population = population;
        _plan = path;
        _slots = new Slots(layout, population.Cohorts);
        var terms = plan.Terms;
        var lists = terms.Population.Cohorts.Keys.Select(terms.Population.PlannedList).ToArray();
        _needWeights = NeedWeights(plan.Params, lists, [.. terms.Population.Cohorts.Keys.Select(c => UseKernel.NeedOf(plan, c))]);
        _overheads = OverheadFlows.ByYear(plan);
        _allocation = terms.Allocation is { } allocation
            ? ByYear(plan, y => plan.YearOf(plan.Pick(allocation.Planned), y, Risk.PopulationSize, "allocation.planned", Domain.NotNegative))
            : null;
        _pressure = plan.Of(terms.Risks.Quality.Pressure, Risk.Quality, "risks.quality.pressure", Domain.NotNegative);
        _planned = ByYear(plan, y => terms.Risks.Efficiency.Savings?.Planned.At(y).Mean ?? 0);
        _plannedSaving = terms.Risks.Efficiency.Savings?.Realised.Plan.Mean ?? 1;
    }

    public void Write<L>(Workspace work, PathTile path, YearContext context, int year)
        where L : struct, ILanes<L>
    {
        for (var a = 0; a < _slots.Lists.Length; a++)
        {
            Copy<L>(work, Param.OfRow(_population.ListRow(a)), path, _slots.Lists[a], year, 1);
        }

        var size = Param.OfRow(_population.SizeRow);
        Copy<L>(work, size, path, _slots.ListSize, year, 1);
        Copy<L>(work, size, path, _slots.ListSizeIndex, year, Inverse(Quantity.ListSize, year));
        Copy<L>(work, context.Price, path, _slots.Price, year, 1);
        Copy<L>(work, _overheads[year - 1], path, _slots.Overheads, year, 1);
        if (_allocation is not null)
        {
            Copy<L>(work, _allocation[year - 1], path, _slots.Allocation, year, 1);
        }

        Copy<L>(work, _pressure, path, _slots.Pressure, year, 1);
        var due = _planned[year - 1] * _plannedSaving;
        Copy<L>(work, due == 0 ? Param.Of(1) : context.Savings.Saving, path, _slots.Savings, year, due == 0 ? 1 : 1 / due);
        Need<L>(work, path, context, year);
    }

    // Weights of mean 1 over the planned list of year 1.
    private static Param[] NeedWeights(ParamBook p, double[] lists, Param[] needs)
    {
        if (needs.All(n => n.IsConstant))
        {
            var scale = lists.Sum() / lists.Zip(needs, (l, n) => l * n.Constant).Sum();
            return [.. needs.Select(n => Param.Of(n.Constant * scale))];
        }

        var weighted = lists.Zip(needs, (l, n) => p.Scale(n, l)).Aggregate(p.Add);
        return [.. needs.Select(n => p.Multiply(n, p.Divide(Param.Of(lists.Sum()), weighted)))];
    }

    private static T[] ByYear<T>(PlanBuilder plan, Func<int, T> figure) =>
        [.. Enumerable.Range(1, plan.Years).Select(figure)];

    private double Inverse(Quantity quantity, int year) =>
        _plan is { } plan && plan.Has(new RowId(quantity)) ? 1 / plan.Value(quantity, year) : 1;

    private static void Copy<L>(Workspace work, Param source, PathTile path, int slot, int year, double scale)
        where L : struct, ILanes<L>
    {
        if (slot < 0)
        {
            return;
        }

        ref var target = ref path.First(slot, year);
        var factor = L.Of(scale);
        for (var i = 0; i < work.Trials; i += L.Width)
        {
            L.Store(source.At<L>(work, i) * factor, ref target, i);
        }
    }

    private void Need<L>(Workspace work, PathTile path, YearContext context, int year)
        where L : struct, ILanes<L>
    {
        var (weighted, index) = (_slots.NeedWeighted, _slots.NeedIndex);
        if (weighted < 0 && index < 0)
        {
            return;
        }

        var planned = _plan is null ? 1 : _plan.Value(Quantity.ListSize, year) / _plan.Value(Quantity.NeedWeightedList, year);
        for (var i = 0; i < work.Trials; i += L.Width)
        {
            var sum = L.Zero;
            for (var a = 0; a < _needWeights.Length; a++)
            {
                sum = L.Fma(L.Load(ref work.First(_population.ListRow(a)), i), _needWeights[a].At<L>(work, i), sum);
            }

            sum *= context.Need.At<L>(work, i);
            if (weighted >= 0)
            {
                L.Store(sum, ref path.First(weighted, year), i);
            }

            if (index >= 0)
            {
                L.Store(sum / L.Load(ref work.First(_population.SizeRow), i) * L.Of(planned), ref path.First(index, year), i);
            }
        }
    }

    private sealed class Slots(PathLayout layout, IEnumerable<string> cohorts)
    {
        public int[] Lists { get; } = [.. cohorts.Select(c => layout.Find(new RowId(Quantity.List, c)))];

        public int ListSize { get; } = layout.Find(new RowId(Quantity.ListSize));

        public int ListSizeIndex { get; } = layout.Find(new RowId(Quantity.ListSizeIndex));

        public int NeedWeighted { get; } = layout.Find(new RowId(Quantity.NeedWeightedList));

        public int NeedIndex { get; } = layout.Find(new RowId(Quantity.NeedIndex));

        public int Price { get; } = layout.Find(new RowId(Quantity.PriceIndex));

        public int Overheads { get; } = layout.Find(new RowId(Quantity.CostOverheads));

        public int Allocation { get; } = layout.Find(new RowId(Quantity.Allocation));

        public int Pressure { get; } = layout.Find(new RowId(Quantity.QualityPressure));

        public int Savings { get; } = layout.Find(new RowId(Quantity.SavingsRealised));
    }
}
