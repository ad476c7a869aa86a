using IcpRisk.Contracts.GainLoss;
using IcpRisk.Contracts.Incentives;
using IcpRisk.Contracts.Indexation;
using IcpRisk.Documents;
using IcpRisk.Paths;
using IcpRisk.Scenarios;
using static IcpRisk.Benchmarks.Plain.Plainly;

namespace IcpRisk.Benchmarks.Plain;

/// <summary>
/// The contract as numbers: value, indexation, adjustment, incentives, activity payments, bands within and outside scope.
/// Left out: rounding to pence, the split between parties, counts and flags; and terms that the scenario of the comparison
/// does not use, which are refused.
/// </summary>
internal sealed class PlainContract
{
    private readonly double[] _value;
    private readonly double[] _plannedPrice;
    private readonly double _indexShare;
    private readonly double _indexFall;
    private readonly double _indexRise;
    private readonly double[]? _allocation;
    private readonly double _tolerance;
    private readonly double _adjustmentCap;
    private readonly int _lag;
    private readonly bool _whole;
    private readonly PlainScheme[] _schemes;
    private readonly double[] _plannedActivity;
    private readonly double[][] _prices;
    private readonly bool _countsActivity;
    private readonly bool _countsIncentives;
    private readonly bool _countsOverheads;
    private readonly bool _ofContractValue;
    private readonly PlainBands _bands;
    private readonly PlainBands? _outside;
    private readonly double[] _outsideTarget;

    public PlainContract(Scenario scenario)
    {
        var (terms, plan, years) = (scenario.Terms.Contract, scenario.Plan, scenario.Time.Years);
        var gainLoss = terms.GainLoss ?? throw Unsupported("a contract without sharing of gains and losses");
        Require(terms.Payments.Count == 0, "payments by share of the value");
        Require(gainLoss is { Measure: SharingMeasure.Total, CostBearer: CostBearer.Provider, Compare.Excludes.Count: 0 }, "this kind of sharing");
        _value = PlainBudget.Of(scenario, out var streams);
        _plannedPrice = Planned(new RowId(Quantity.PriceIndex));
        var indexed = terms.Indexation.To == IndexedTo.Actual;
        _indexShare = indexed ? terms.Indexation.Share : 0;
        _indexFall = terms.Indexation.Collar ?? double.MaxValue;
        _indexRise = terms.Indexation.Cap ?? double.MaxValue;
        _allocation = terms.CappedAtAllocation ? ByYear(scenario.Terms.Allocation!.Planned.Expect, years) : null;

        var adjustment = terms.Adjustment ?? throw Unsupported("a contract without adjustment");
        Require(adjustment.For.Count == 2, "adjustment for size or need alone");
        (_tolerance, _adjustmentCap, _lag) = (adjustment.Tolerance, adjustment.Cap ?? double.MaxValue, adjustment.Lag);
        _whole = adjustment.Method == Contracts.Adjustment.AdjustmentMethod.Whole;
        var cohorts = scenario.Terms.Population.Cohorts;
        var need = cohorts.Select(c => adjustment.NeedWeights.TryGetValue(c.Key, out var own) ? own : Certain(c.Value.Need)).ToArray();
        NeedWeights = [.. Enumerable.Range(1, years).Select(y =>
        {
            var weighted = cohorts.Keys.Select((c, a) => need[a] * plan.Value(new RowId(Quantity.List, c), y)).Sum();
            return need.Select(n => n / weighted).ToArray();
        })];

        _schemes = [.. terms.Incentives.Values.Select(s => new PlainScheme(scenario, s, _value, streams))];
        var services = scenario.Terms.Services.Keys.ToList();
        ActivityServices = [.. terms.ActivityPayments.Keys.Select(s => services.IndexOf(s))];
        _prices = [.. terms.ActivityPayments.Values.Select(p => ByYear(p.Price, years))];
        _plannedActivity = [.. Enumerable.Range(1, years).Select(y => terms.ActivityPayments.Keys.Select(
            (s, i) => _prices[i][y - 1] * plan.Value(new RowId(Quantity.Activity, s), y)).Sum())];

        var income = gainLoss.Compare.Income;
        Require(income.Contains(ComparedIncome.Core) && !income.Contains(ComparedIncome.Management), "this compared income");
        _countsActivity = income.Contains(ComparedIncome.Activity);
        Require(_countsActivity || ActivityServices.Length == 0, "activity payments that are not compared");
        _countsIncentives = income.Contains(ComparedIncome.Incentives);
        _countsOverheads = gainLoss.Compare.Cost == ComparedCost.InScopeAndOverheads;
        Require(gainLoss.BandsAsShareOf != SharingBase.Target, "bands as share of the target");
        _ofContractValue = gainLoss.BandsAsShareOf == SharingBase.ContractValue;
        _bands = new PlainBands(gainLoss, years);
        _outside = terms.GainLossOutside is { } outside ? new PlainBands(outside, years) : null;
        _outsideTarget = terms.GainLossOutside?.Target is { } target ? ByYear(target, years) : Planned(new RowId(Quantity.CostOutOfScope));

        double[] Planned(RowId row) => [.. Enumerable.Range(1, years).Select(y => plan.Value(row, y))];
    }

    /// <summary>By year and cohort; weighted lists sum to 1 as planned.</summary>
    public double[][] NeedWeights { get; }

    /// <summary>Services paid by activity.</summary>
    public int[] ActivityServices { get; }

    /// <summary>Settles year <paramref name="y"/> (from 0); years in turn, since pressure on quality comes from the year before.</summary>
    public void Settle(int y, PlainPath path, ref double pressure, ref PlainOutcome outcome)
    {
        var index = 1 + Math.Clamp(_indexShare * ((path.Price[y] / _plannedPrice[y]) - 1), -_indexFall, _indexRise);
        var value = _value[y] * index * (1 + Adjustment(y, path));
        if (_allocation is not null)
            value = Math.Min(value, _allocation[y]);

        var (available, earned) = (0.0, 0.0);
        foreach (var scheme in _schemes)
        {
            available += value * scheme.Size[y];
            earned += value * scheme.Size[y] * scheme.Earned(y, path.Scores, pressure);
        }

        var core = value - available - _plannedActivity[y];
        var activity = 0.0;
        for (var i = 0; i < _prices.Length; i++)
            activity += _prices[i][y] * path.Activity[ActivityServices[i]];

        var income = core + (_countsActivity ? activity : 0) + (_countsIncentives ? earned : 0);
        var surplus = income - path.InScope - (_countsOverheads ? path.Overheads : 0);
        var transfer = _bands.Kept(surplus, Math.Max(_ofContractValue ? value : core, 0), y) - surplus;
        if (_outside is not null)
            transfer += _outside.Kept(_outsideTarget[y] - path.OutOfScope, _outsideTarget[y], y);

        pressure = Math.Max(-(surplus + transfer) / value, 0);
        outcome.Surplus += core + activity + earned + transfer - path.InScope - path.Overheads;
        outcome.Incentives += earned;
        outcome.Transfer += transfer;
    }

    private double Adjustment(int y, PlainPath path)
    {
        if (y < _lag)
            return 0;
        var departure = path.NeedRatio[y - _lag] - 1;
        var beyond = _whole
            ? Math.Abs(departure) > _tolerance ? departure : 0
            : departure - Math.Clamp(departure, -_tolerance, _tolerance);
        return Math.Clamp(beyond, -_adjustmentCap, _adjustmentCap);
    }
}

/// <summary>What a settlement gives over the term.</summary>
internal record struct PlainOutcome(double Surplus, double Incentives, double Transfer);
