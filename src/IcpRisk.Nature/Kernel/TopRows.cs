using IcpRisk.Documents;
using IcpRisk.Nature.Population;
using IcpRisk.Nature.Services;
using IcpRisk.Numerics.Lanes;
using IcpRisk.Paths;

namespace IcpRisk.Nature.Kernel;

/// <summary>Rows of the whole place: lists, need, prices, savings, overheads and the allocation.</summary>
internal sealed class TopRows
{
    private readonly PopulationKernel _population;
    private readonly PathLayout _layout;
    private readonly PlanPath? _plan;
    private readonly Param[] _needWeights;
    private readonly Param[] _overheads;
    private readonly Param[]? _allocation;
    private readonly Param _pressure;
    private readonly double _plannedSaving;
    private readonly double[] _planned;

    public TopRows(PlanBuilder plan, PopulationKernel population, PathLayout layout, PlanPath? path)
    {
        _population = population;
        _layout = layout;
        _plan = path;
        var terms = plan.Terms;
        var lists = terms.Population.Cohorts.Keys.Select(terms.Population.PlannedList).ToArray();
        _needWeights = NeedWeights(plan.Params, lists, [.. terms.Population.Cohorts.Keys.Select(c => UseKernel.NeedOf(plan, c))]);
        _overheads = ByYear(plan, y => Overheads(plan, y));
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
        for (var a = 0; a < _population.Cohorts.Count; a++)
        {
            Copy<L>(work, Param.OfRow(_population.ListRow(a)), path, new RowId(Quantity.List, _population.Cohorts[a]), year, 1);
        }

        var size = Param.OfRow(_population.SizeRow);
        Copy<L>(work, size, path, new RowId(Quantity.ListSize), year, 1);
        Copy<L>(work, size, path, new RowId(Quantity.ListSizeIndex), year, Inverse(Quantity.ListSize, year));
        Copy<L>(work, context.Price, path, new RowId(Quantity.PriceIndex), year, 1);
        Copy<L>(work, _overheads[year - 1], path, new RowId(Quantity.CostOverheads), year, 1);
        if (_allocation is not null)
        {
            Copy<L>(work, _allocation[year - 1], path, new RowId(Quantity.Allocation), year, 1);
        }

        Copy<L>(work, _pressure, path, new RowId(Quantity.QualityPressure), year, 1);
        var due = _planned[year - 1] * _plannedSaving;
        Copy<L>(work, due == 0 ? Param.Of(1) : context.Savings.Saving, path, new RowId(Quantity.SavingsRealised), year, due == 0 ? 1 : 1 / due);
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

    private static Param Overheads(PlanBuilder plan, int year)
    {
        var (terms, p) = (plan.Terms.Overheads, plan.Params);
        Param Of(Yearly figures, string path) => plan.YearOf(figures, year, Risk.Efficiency, $"overheads.{path}", Domain.NotNegative);
        var sum = p.Add(p.Add(Of(terms.Management, "management"), Of(terms.Mobilisation, "mobilisation")), Of(terms.DoubleRunning, "double_running"));
        return p.Scale(sum, plan.Time.Exposure(year));
    }

    private static T[] ByYear<T>(PlanBuilder plan, Func<int, T> figure) =>
        [.. Enumerable.Range(1, plan.Years).Select(figure)];

    private double Inverse(Quantity quantity, int year) =>
        _plan is { } plan && plan.Has(new RowId(quantity)) ? 1 / plan.Value(quantity, year) : 1;

    private void Copy<L>(Workspace work, Param source, PathTile path, RowId id, int year, double scale)
        where L : struct, ILanes<L>
    {
        var slot = _layout.Find(id);
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
        var weighted = _layout.Find(new RowId(Quantity.NeedWeightedList));
        var index = _layout.Find(new RowId(Quantity.NeedIndex));
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
}
