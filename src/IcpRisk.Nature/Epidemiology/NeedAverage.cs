using IcpRisk.Nature.Kernel;
using IcpRisk.Nature.Services;
using IcpRisk.Numerics.Lanes;

namespace IcpRisk.Nature.Epidemiology;

/// <summary>
/// Need a head of the place as a whole. One process: that process. Where it differs by service (need groups, conditions,
/// shocks): the mean over services in scope, weighted by planned cost of year 1.
/// </summary>
internal sealed class NeedAverage
{
    private readonly Param _need;
    private readonly Part[] _parts = [];
    private readonly bool _wanted;

    /// <param name="plan">What it is made with.</param>
    /// <param name="general">General morbidity.</param>
    /// <param name="differs">Whether need differs by service.</param>
    /// <param name="use">Weighted people.</param>
    /// <param name="needs">Need by service.</param>
    /// <param name="wanted">Whether anybody asks for it.</param>
    public NeedAverage(
        PlanBuilder plan, NeedGroup general, bool differs, UseKernel use, IReadOnlyDictionary<string, ServiceNeed> needs, bool wanted)
    {
        _need = general.Need;
        var inScope = plan.Terms.Services.Where(s => s.Value.Scope == Scope.In)
            .Select(s => (Name: s.Key, Cost: s.Value.Activity.Plan.Mean * s.Value.UnitCost.Plan.Mean)).ToList();
        var total = inScope.Sum(s => s.Cost);
        _wanted = wanted && differs && total > 0;
        if (_wanted)
        {
            _need = Param.OfRow(plan.Rows.Next());
            _parts = [.. inScope.Select(s => new Part(s.Cost / total, use.Row(s.Name), use.PlainRow(s.Name), needs[s.Name].Need))];
        }
    }

    /// <summary>Valid for the tile once <see cref="Year"/> has been called for a year.</summary>
    public Param Need => _need;

    public void Year<L>(Workspace work, int year)
        where L : struct, ILanes<L>
    {
        if (!_wanted)
        {
            return;
        }

        ref var row = ref work.First(_need.Row);
        work.Row(_need.Row).Clear();
        foreach (var part in _parts)
        {
            var (weight, need) = (L.Of(part.Weight), part.Need(year));
            ref var refined = ref work.First(part.Row);
            ref var plain = ref work.First(part.PlainRow);
            for (var i = 0; i < work.Trials; i += L.Width)
            {
                var own = need.At<L>(work, i);
                if (part.Row != part.PlainRow)
                {
                    own = own * L.Load(ref refined, i) / L.Load(ref plain, i);
                }

                L.Store(L.Fma(weight, own, L.Load(ref row, i)), ref row, i);
            }
        }
    }

    private sealed record Part(double Weight, int Row, int PlainRow, Func<int, Param> Need);
}
