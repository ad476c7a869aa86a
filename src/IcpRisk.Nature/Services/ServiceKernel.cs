using IcpRisk.Nature.Efficiency;
using IcpRisk.Nature.Kernel;
using IcpRisk.Nature.Volatility;
using IcpRisk.Numerics.Lanes;
using IcpRisk.Numerics.Streams;
using IcpRisk.Paths;

namespace IcpRisk.Nature.Services;

/// <summary>What all services of a year have in common.</summary>
internal sealed record YearContext(
    Param Need, Param BaselineActivity, Param Price, SavingsKernel Savings, IndexSums Sums);

/// <summary>
/// One service line: expected activity from people, need and use; activity by chance; and its cost, part following
/// activity, part fixed and following late.
/// </summary>
internal sealed class ServiceKernel
{
    private readonly bool _inScope;
    private readonly int _use;
    private readonly double _plannedFactor;
    private readonly Param[] _factor;
    private readonly double[] _plannedYears;
    private readonly LogFactor _utilisation;
    private readonly LogFactor _unitCostFactor;
    private readonly Param[] _unitCost;
    private readonly double[] _plannedUnitCost;
    private readonly double[] _plannedPrice;
    private readonly Param _fixed;
    private readonly Param _release;
    private readonly double _startCapacity;
    private readonly double _expectedYear1;
    private readonly bool _saves;
    private readonly ActivityKernel _chance;
    private readonly HighCostKernel? _highCost;
    private readonly OutsideKernel? _outside;
    private readonly TimeAxis _time;
    private readonly int _expected;
    private readonly int _activity;
    private readonly int _cases;
    private readonly int _capacity;

    public ServiceKernel(
        PlanBuilder plan, string name, ServiceTerms terms, UseKernel use, Utilisation.UtilisationKernel utilisation,
        IReadOnlyList<LogProcess> need, PriceKernel price, SavingsKernel savings, Baseline.BaselineKernel baseline)
    {
        Name = name;
        var path = $"services.{name}";
        var p = plan.Params;
        _time = plan.Time;
        _inScope = terms.Scope == Scope.In;
        _use = use.Group(name);

        // Rates are set so that the planned list of year 1 uses the stated activity; a list expected to differ uses more or less.
        var activity = plan.Of(terms.Activity, Risk.Utilisation, $"{path}.activity", Domain.NotNegative);
        var growth = plan.Growth(plan.Pick(terms.Growth), Risk.Utilisation, $"{path}.growth");
        var exposure = Exposure(plan, terms.Exposure);
        _factor = [.. growth.Select((g, i) => p.Scale(p.Multiply(activity, g), exposure[i] / use.PlannedYear1(name)))];
        _plannedFactor = terms.Activity.Plan.Mean / use.PlannedYear1(name);
        _plannedYears = [.. plan.PlannedGrowth(terms.Growth.Plan).Select((g, i) => g * exposure[i])];

        _utilisation = new LogFactor(plan, [.. utilisation.Of(name), .. baseline.OwnActivity(name)], need);
        _unitCostFactor = new LogFactor(
            plan, baseline.UnitCost(name), [.. need, .. _utilisation.Processes], price.Processes);

        var unitCost = plan.Of(terms.UnitCost, Risk.Baseline, $"{path}.unit_cost", Domain.NotNegative);
        var relative = plan.Growth(plan.Pick(terms.RelativeInflation), Risk.Efficiency, $"{path}.relative_inflation");
        _unitCost = [.. relative.Select(r => p.Multiply(unitCost, r))];
        _plannedPrice = price.Planned;
        _plannedUnitCost = [.. plan.PlannedGrowth(terms.RelativeInflation.Plan).Select(g => g * terms.UnitCost.Plan.Mean)];

        _fixed = plan.Of(terms.Fixed, Risk.Efficiency, $"{path}.fixed", Domain.Share);
        _release = plan.Of(terms.FixedRelease, Risk.Efficiency, $"{path}.fixed_release", Domain.Share);
        _outside = _inScope ? OutsideKernel.Of(plan, name) : null;
        _startCapacity = terms.Activity.Plan.Mean * (1 - (_outside?.Planned ?? 0));
        _expectedYear1 = plan.Pick(terms.Activity).Mean;
        _saves = _inScope && (savings.Services?.Contains(name) ?? true);
        _chance = new ActivityKernel(plan, name, terms, _expectedYear1);
        _highCost = plan.Terms.Risks.Volatility.HighCost.TryGetValue(name, out var high) ? new HighCostKernel(plan, name, high) : null;
        _expected = plan.Rows.Next();
        _activity = plan.Rows.Next();
        _cases = plan.Rows.Next();
        _capacity = plan.Rows.Next();
    }

    public string Name { get; }

    /// <summary>How the cost of its cases is drawn.</summary>
    public ActivityKernel Chance => _chance;

    public void Year<L>(
        Workspace work, Latents latents, in Philox philox, PathTile path, in ServiceSlots slots, YearContext context, int year)
        where L : struct, ILanes<L>
    {
        _utilisation.Year<L>(work, latents, year);
        _unitCostFactor.Year<L>(work, latents, year);
        _outside?.Year<L>(work, latents, year);
        Expect<L>(work, path, slots, context, year);
        _chance.Year<L>(work, latents, philox, year, _expected, _activity, _cases);
        _highCost?.Year<L>(work, latents, philox, year, _expected, _expectedYear1 == 0 ? 0 : 1 / _expectedYear1);
        if (year == 1)
        {
            work.Row(_capacity).Fill(_startCapacity);
        }

        Cost<L>(work, path, slots, context, year);
        if (slots.HighCostLayer >= 0)
        {
            ref var layer = ref work.First(_highCost!.LayerRow);
            for (var i = 0; i < work.Trials; i += L.Width)
            {
                L.Store(L.Load(ref layer, i) * context.Price.At<L>(work, i), ref path.First(slots.HighCostLayer, year), i);
            }
        }

        if (slots.Activity >= 0)
        {
            work.Row(_activity).CopyTo(path.Row(slots.Activity, year));
        }
    }

    private static double[] Exposure(PlanBuilder plan, string? name)
    {
        var shares = name is null ? null : plan.Terms.Population.Exposures[name].OfList;
        return [.. Enumerable.Range(1, plan.Years).Select(y => shares is null ? 1 : shares.At(y).Mean / shares.At(1).Mean)];
    }

    // Expected activity of the year, and what the plan's rates would make of the list and need as they are.
    private void Expect<L>(Workspace work, PathTile path, in ServiceSlots slots, YearContext context, int year)
        where L : struct, ILanes<L>
    {
        ref var use = ref work.First(_use);
        ref var expected = ref work.First(_expected);
        var (factor, utilisation, exposure) = (_factor[year - 1], _utilisation.At(year), L.Of(_time.Exposure(year)));
        for (var i = 0; i < work.Trials; i += L.Width)
        {
            var need = L.Load(ref use, i) * context.Need.At<L>(work, i) * exposure;
            L.Store(
                need * factor.At<L>(work, i) * context.BaselineActivity.At<L>(work, i) * utilisation.At<L>(work, i), ref expected, i);
        }

        if (slots.ExpectedActivity < 0 && !context.Sums.WantsUtilisation)
        {
            return;
        }

        var planned = L.Of(_plannedFactor * _plannedYears[year - 1]);
        for (var i = 0; i < work.Trials; i += L.Width)
        {
            var byPlan = L.Load(ref use, i) * context.Need.At<L>(work, i) * exposure * planned;
            if (slots.ExpectedActivity >= 0)
            {
                L.Store(byPlan, ref path.First(slots.ExpectedActivity, year), i);
            }

            if (_inScope)
            {
                context.Sums.AddUse(work, L.Load(ref expected, i), byPlan, L.Of(_plannedUnitCost[0]), i);
            }
        }
    }

    private void Cost<L>(Workspace work, PathTile path, in ServiceSlots slots, YearContext context, int year)
        where L : struct, ILanes<L>
    {
        ref var expected = ref work.First(_expected);
        ref var activity = ref work.First(_activity);
        ref var cases = ref work.First(_cases);
        ref var capacity = ref work.First(_capacity);
        var (unitCost, factor) = (_unitCost[year - 1], _unitCostFactor.At(year));
        var (plannedUnitCost, exposure) = (L.Of(_plannedUnitCost[year - 1]), L.Of(_time.Exposure(year)));
        var plannedPrice = L.Of(_plannedPrice[year - 1]);
        var share = _outside?.Share ?? Param.Of(0);
        var ratio = _outside?.PriceRatio ?? Param.Of(1);
        var saving = _saves ? context.Savings.Saving : Param.Of(0);
        var one = L.Of(1);
        for (var i = 0; i < work.Trials; i += L.Width)
        {
            var price = context.Price.At<L>(work, i);
            var caseCost = unitCost.At<L>(work, i) * factor.At<L>(work, i) * price;
            var fixedShare = _fixed.At<L>(work, i);
            var outside = share.At<L>(work, i);
            var inside = one - outside;
            var kept = one - saving.At<L>(work, i);
            var full = L.Load(ref capacity, i);
            var standing = fixedShare * full * exposure;
            var variable = (one - fixedShare) * inside;
            var made = caseCost * kept;
            var bought = plannedUnitCost * price * ratio.At<L>(work, i) * outside;
            var sum = L.Load(ref cases, i);
            var (dear, dearExpected) = _highCost is null
                ? (L.Zero, L.Zero)
                : (L.Load(ref work.First(_highCost.CostRow), i) * price, L.Load(ref work.First(_highCost.ExpectedRow), i) * price);
            var boughtCost = bought * sum;
            var cost = L.Fma(made, L.Fma(variable, sum, standing), boughtCost + dear);

            if (slots.Cost >= 0)
            {
                L.Store(cost, ref path.First(slots.Cost, year), i);
            }

            var treated = L.Load(ref activity, i);
            var mean = L.Load(ref expected, i);
            var byExpectation = L.Fma(made, L.Fma(variable, mean, standing), (bought * mean) + dearExpected);
            context.Sums.AddCost(work, _inScope, cost, boughtCost, byExpectation, caseCost * treated, plannedUnitCost * plannedPrice * treated, i);

            // Fixed capacity follows the full-year activity of the year before, by its release share.
            L.Store(L.Fma(_release.At<L>(work, i), (inside * treated / exposure) - full, full), ref capacity, i);
        }
    }
}

/// <summary>Where a service's rows go in the path; −1 where they are not kept.</summary>
internal readonly record struct ServiceSlots(int Activity, int ExpectedActivity, int Cost, int HighCostLayer);
