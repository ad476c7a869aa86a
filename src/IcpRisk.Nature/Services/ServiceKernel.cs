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
    private readonly Param[] _factor;
    private readonly Param[] _plannedRate;
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
    private readonly Utilisation.ServiceShift? _shift;
    private readonly TimeAxis _time;
    private readonly int _expected;
    private readonly int _activity;
    private readonly int _cases;
    private readonly int _capacity;
    private readonly int _cost;

    public ServiceKernel(
        PlanBuilder plan, string name, ServiceTerms terms, UseKernel use, Utilisation.UtilisationKernel utilisation,
        IReadOnlyList<LogProcess> need, PriceKernel price, SavingsKernel savings, Baseline.BaselineKernel baseline,
        Utilisation.DemandManagement demand, TiedMeans tied)
    {
        Name = name;
        var path = $"services.{name}";
        var p = plan.Params;
        _time = plan.Time;
        _inScope = terms.Scope == Scope.In;
        _use = use.Row(name);

        // Rates are set so that the planned list of year 1 uses the stated activity; a list expected to differ uses more or less.
        var activity = plan.Of(terms.Activity, Risk.Utilisation, $"{path}.activity", Domain.NotNegative);
        var growth = plan.Growth(plan.Pick(terms.Growth), Risk.Utilisation, $"{path}.growth");
        var exposure = Exposure(plan, terms.Exposure);
        var weighted = use.PlannedYear1(name);
        _factor = [.. growth.Select((g, i) => p.Scale(p.Multiply(p.Multiply(activity, g), p.Divide(exposure[i], weighted)), plan.Moves.ActivityOf(name, i + 1)))];
        var plannedRate = p.Divide(Param.Of(terms.Activity.Plan.Mean), weighted);
        _plannedRate = [.. plan.PlannedGrowth(terms.Growth.Plan).Select((g, i) => p.Multiply(plannedRate, p.Scale(exposure[i], g)))];
        _shift = demand.Of(plan, name);

        _utilisation = new LogFactor(plan, [.. utilisation.Of(name), .. baseline.OwnActivity(name)], need);
        _factor = [.. _factor.Select((f, i) => p.Multiply(f, tied.Activity(name, need, _utilisation.Processes, i + 1)))];
        _unitCostFactor = new LogFactor(
            plan, baseline.UnitCost(name), [.. need, .. _utilisation.Processes], price.Processes);

        var unitCost = plan.Of(terms.UnitCost, Risk.Baseline, $"{path}.unit_cost", Domain.NotNegative);
        var relative = plan.Growth(plan.Pick(terms.RelativeInflation), Risk.Efficiency, $"{path}.relative_inflation");
        _unitCost = [.. relative.Select((r, i) => p.Scale(p.Multiply(unitCost, r), plan.Moves.UnitCostOf(name, i + 1)))];
        List<LogProcess> active = [.. need, .. _utilisation.Processes];
        List<LogProcess> priced = [.. _unitCostFactor.Processes, .. price.Processes];
        _unitCost = [.. _unitCost.Select((c, i) => p.Multiply(p.Multiply(c, tied.Activity(name, active, priced, i + 1)),
            price.Tied(price.Processes, [.. active, .. _unitCostFactor.Processes], i + 1)))];
        _plannedPrice = price.Planned;
        _plannedUnitCost = [.. plan.PlannedGrowth(terms.RelativeInflation.Plan).Select(g => g * terms.UnitCost.Plan.Mean)];

        _fixed = plan.Of(terms.Fixed, Risk.Efficiency, $"{path}.fixed", Domain.Share);
        _release = plan.Of(terms.FixedRelease, Risk.Efficiency, $"{path}.fixed_release", Domain.Share);
        _outside = _inScope ? OutsideKernel.Of(plan, name, price) : null;
        _startCapacity = terms.Activity.Plan.Mean * (1 - (_outside?.Planned ?? 0));
        _expectedYear1 = plan.Pick(terms.Activity).Mean;
        _saves = _inScope && (savings.Services?.Contains(name) ?? true);
        _chance = new ActivityKernel(plan, name, terms, _expectedYear1 + (_shift?.PlannedReceived ?? 0));
        _highCost = plan.Terms.Risks.Volatility.HighCost.TryGetValue(name, out var high) ? new HighCostKernel(plan, name, high) : null;
        _expected = plan.Rows.Next();
        _activity = plan.Rows.Next();
        _cases = plan.Rows.Next();
        _capacity = plan.Rows.Next();
        _cost = plan.Rows.Next();
        _chance.Check(plan, _expected, _activity, _cases);
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

    // The list that uses it as a share of the whole, over what is planned of it in year 1.
    private static Param[] Exposure(PlanBuilder plan, string? name)
    {
        var shares = name is null ? null : plan.Terms.Population.Exposures[name].OfList;
        return [.. Enumerable.Range(1, plan.Years).Select(y => shares is null ? Param.Of(1) : plan.Params.Divide(
            plan.YearOf(shares, y, Risk.PopulationSize, $"population.exposures.{name}.of_list", Domain.Between(0, 2)),
            Param.Of(shares.At(1).Mean)))];
    }

    // Expected activity of the year, and what the plan's rates would make of the list and need as they are.
    private void Expect<L>(Workspace work, PathTile path, in ServiceSlots slots, YearContext context, int year)
        where L : struct, ILanes<L>
    {
        ref var use = ref work.First(_use);
        ref var expected = ref work.First(_expected);
        var factor = _factor[year - 1].Read<L>(work);
        var utilisation = _utilisation.At(year).Read<L>(work);
        var needed = context.Need.Read<L>(work);
        var baseline = context.BaselineActivity.Read<L>(work);
        var exposure = L.Of(_time.Exposure(year));
        for (var i = 0; i < work.Trials; i += L.Width)
        {
            var need = L.Load(ref use, i) * needed.At(i) * exposure;
            L.Store(need * factor.At(i) * baseline.At(i) * utilisation.At(i), ref expected, i);
        }

        _shift?.Apply<L>(work, year, _expected, _use, context.Need, _plannedRate[year - 1], _time.Exposure(year));
        if (slots.ExpectedActivity < 0 && !context.Sums.WantsUtilisation)
        {
            return;
        }

        var planned = _plannedRate[year - 1].Read<L>(work);
        var kept = L.Of(_shift?.PlannedKept[year - 1] ?? 1);
        var moved = (_shift?.PlannedIn ?? Param.Of(0)).Read<L>(work);
        for (var i = 0; i < work.Trials; i += L.Width)
        {
            var byPlan = (L.Load(ref use, i) * needed.At(i) * exposure * (planned.At(i) * kept)) + moved.At(i);
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
        Of<L>(work, context, year, _cases, _highCost?.CostRow, _cost, context.Sums.CostRow(_inScope), context.Sums.BoughtRow);
        if (slots.Cost >= 0)
        {
            work.Row(_cost).CopyTo(path.Row(slots.Cost, year));
        }

        if (_inScope && context.Sums.WantsVolatility)
        {
            Of<L>(work, context, year, _expected, _highCost?.ExpectedRow, _cost, context.Sums.ExpectationRow, context.Sums.BoughtByExpectationRow);
        }

        if (_inScope && context.Sums.WantsPrices)
        {
            Priced<L>(work, context, year);
        }

        if (!_fixed.IsZero)
        {
            Release<L>(work, year);
        }
    }

    // Cost of so many cases (in units of a case's mean): made inside, variable and standing; bought outside; high-cost cases.
    // Each part is added to the year's sum as it is made.
    private void Of<L>(Workspace work, YearContext context, int year, int cases, int? highCost, int target, int sumRow, int boughtRow)
        where L : struct, ILanes<L>
    {
        ref var number = ref work.First(cases);
        ref var capacity = ref work.First(_capacity);
        ref var cost = ref work.First(target);
        ref var sum = ref work.First(sumRow);
        var unitCost = _unitCost[year - 1].Read<L>(work);
        var factor = _unitCostFactor.At(year).Read<L>(work);
        var exposure = L.Of(_time.Exposure(year));
        var price = context.Price.Read<L>(work);
        var saving = (_saves ? context.Savings.Saving : Param.Of(0)).Read<L>(work);
        var share = (_outside?.Share ?? Param.Of(0)).Read<L>(work);
        var standingShare = _fixed.Read<L>(work);
        var one = L.Of(1);
        for (var i = 0; i < work.Trials; i += L.Width)
        {
            var caseCost = unitCost.At(i) * factor.At(i) * price.At(i);
            var fixedShare = standingShare.At(i);
            var standing = fixedShare * L.Load(ref capacity, i) * exposure;
            var variable = (one - fixedShare) * (one - share.At(i));
            // Savings that do better than planned can at most save all there is.
            var left = L.Max(one - saving.At(i), L.Zero);
            var made = caseCost * left * L.Fma(variable, L.Load(ref number, i), standing);
            L.Store(made, ref cost, i);
            L.Store(L.Load(ref sum, i) + made, ref sum, i);
        }

        if (_outside is not null)
        {
            Bought<L>(work, context, year, cases, target, sumRow, boughtRow);
        }

        if (highCost is { } row)
        {
            // Drawn, or expected, in prices of year 1.
            ref var dear = ref work.First(row);
            for (var i = 0; i < work.Trials; i += L.Width)
            {
                var spent = L.Load(ref dear, i) * price.At(i);
                L.Store(L.Load(ref cost, i) + spent, ref cost, i);
                L.Store(L.Load(ref sum, i) + spent, ref sum, i);
            }
        }
    }

    // Adds what is bought outside, at this year's general prices.
    private void Bought<L>(Workspace work, YearContext context, int year, int cases, int target, int sumRow, int boughtRow)
        where L : struct, ILanes<L>
    {
        ref var number = ref work.First(cases);
        ref var cost = ref work.First(target);
        ref var sum = ref work.First(sumRow);
        ref var bought = ref work.First(boughtRow);
        var planned = L.Of(_plannedUnitCost[year - 1]);
        var share = _outside!.Share.Read<L>(work);
        var ratio = _outside.PriceRatio.Read<L>(work);
        var price = context.Price.Read<L>(work);
        for (var i = 0; i < work.Trials; i += L.Width)
        {
            var spent = planned * price.At(i) * ratio.At(i) * share.At(i) * L.Load(ref number, i);
            L.Store(L.Load(ref bought, i) + spent, ref bought, i);
            L.Store(L.Load(ref cost, i) + spent, ref cost, i);
            L.Store(L.Load(ref sum, i) + spent, ref sum, i);
        }
    }

    // Activity at what a case costs, and at what it was planned to cost.
    private void Priced<L>(Workspace work, YearContext context, int year)
        where L : struct, ILanes<L>
    {
        ref var activity = ref work.First(_activity);
        var unitCost = _unitCost[year - 1].Read<L>(work);
        var factor = _unitCostFactor.At(year).Read<L>(work);
        var price = context.Price.Read<L>(work);
        var planned = L.Of(_plannedUnitCost[year - 1]) * L.Of(_plannedPrice[year - 1]);
        for (var i = 0; i < work.Trials; i += L.Width)
        {
            var treated = L.Load(ref activity, i);
            var caseCost = unitCost.At(i) * factor.At(i) * price.At(i);
            context.Sums.AddPriced(work, caseCost * treated, planned * treated, i);
        }
    }

    // Fixed capacity follows the full-year activity of the year before, by its release share.
    private void Release<L>(Workspace work, int year)
        where L : struct, ILanes<L>
    {
        ref var activity = ref work.First(_activity);
        ref var capacity = ref work.First(_capacity);
        var share = (_outside?.Share ?? Param.Of(0)).Read<L>(work);
        var perYear = L.Of(1 / _time.Exposure(year));
        var release = _release.Read<L>(work);
        for (var i = 0; i < work.Trials; i += L.Width)
        {
            var full = L.Load(ref capacity, i);
            var inside = (L.Of(1) - share.At(i)) * L.Load(ref activity, i) * perYear;
            L.Store(L.Fma(release.At(i), inside - full, full), ref capacity, i);
        }
    }
}

/// <summary>Where a service's rows go in the path; −1 where they are not kept.</summary>
internal readonly record struct ServiceSlots(int Activity, int ExpectedActivity, int Cost, int HighCostLayer);
