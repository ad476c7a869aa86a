using IcpRisk.Contracts.Adjustment;
using IcpRisk.Contracts.Extension;
using IcpRisk.Contracts.Fee;
using IcpRisk.Contracts.Balance;
using IcpRisk.Contracts.Failure;
using IcpRisk.Contracts.Incentives;
using IcpRisk.Contracts.Indexation;
using IcpRisk.Contracts.Outcomes;
using IcpRisk.Contracts.Parties;
using IcpRisk.Contracts.Payments;
using IcpRisk.Contracts.Rebasing;
using IcpRisk.Contracts.Reimbursement;
using IcpRisk.Contracts.Scope;
using IcpRisk.Contracts.Settlement;
using IcpRisk.Contracts.StopLoss;
using IcpRisk.Contracts.Value;
using IcpRisk.Documents;
using IcpRisk.Paths;

namespace IcpRisk.Contracts;

/// <summary>
/// One contract, compiled against a plan: everything is looked up, so that settling a tile of paths is arithmetic only.
/// A contract never draws: what it pays is a function of the path's rows. Immutable and safe to share between threads,
/// each with tiles of its own.
/// </summary>
public sealed partial class ContractPlan
{
    private readonly TimeAxis _time;
    private readonly RowTable _rows = new();
    private readonly Budget _budget;
    private readonly IndexationRule? _indexation;
    private readonly AdjustmentRule? _adjustment;
    private readonly PaymentRule _payments;
    private readonly Scheme[] _schemes;
    private readonly StopLossRule? _stopLoss;
    private readonly GainLossPlan _gainLoss;
    private readonly OutsidePlan[] _outside;
    private readonly FeeRule _fee;
    private readonly RebaseRule? _rebase;
    private readonly ReimbursementRule? _reimbursement;
    private readonly ScopeRule? _scope;
    private readonly ExtensionRule? _extension;

    // From 0: the first year in which budget, incentives and sharing have passed to the provider.
    private readonly int _budgetFrom;
    private readonly PartyRule _parties = null!;
    private readonly double[] _discount;
    private readonly bool _capped;
    private readonly int _costRow;
    private readonly int _outsideUseRow;
    private readonly int _overheadsRow;
    private readonly int _outOfScopeRow;
    private readonly int _allocationRow;

    private ContractPlan(ContractTerms terms, PlanPath plan, ContractInputs inputs, PlanChecks checks)
    {
        Terms = terms;
        _time = plan.Time;
        _budget = Budget.Compile(terms.Value, plan, checks);
        _indexation = IndexationRule.Compile(terms.Indexation, plan, _rows, checks);
        _adjustment = AdjustmentRule.Compile(terms.Adjustment, plan, inputs.NeedWeights, _rows, checks);
        _payments = PaymentRule.Compile(terms, plan, _rows, checks);
        _fee = FeeRule.Compile(terms, plan, _rows, checks);
        _scope = ScopeRule.Compile(terms, plan, _rows, checks);
        _schemes = Scheme.Compile(terms, plan, _budget, _scope, inputs, _rows, checks);
        _stopLoss = StopLossRule.Compile(terms, plan, _rows, checks);
        _gainLoss = GainLossPlan.Compile(terms.GainLoss, terms, plan, _rows, checks);
        _outside = OutsidePlan.Compile(terms, _scope, plan, _rows, checks);
        _reimbursement = ReimbursementRule.Compile(terms, plan, _rows, checks);
        _rebase = RebaseRule.Compile(terms, _adjustment, PlannedCore(), plan, _rows, checks);
        _extension = ExtensionRule.Compile(terms.Extension, checks);
        _discount = Discount.MidYear(inputs.DiscountRate, plan.Time);
        _costRow = Optional(Quantity.Cost);
        _outsideUseRow = Optional(Quantity.CostOutsideUse);
        _overheadsRow = Optional(Quantity.CostOverheads);
        _outOfScopeRow = Optional(Quantity.CostOutOfScope);
        _allocationRow = Optional(Quantity.Allocation);
        _capped = terms.CappedAtAllocation;
        if (_costRow < 0)
            checks.Error(terms, "", "the plan has no cost in scope");
        if (_capped && _allocationRow < 0)
            checks.Error(terms, nameof(terms.CappedAtAllocation), "the value is capped at the allocation, but the plan has none");
        CheckCore(checks);
        _budgetFrom = (terms.BudgetFrom ?? 1) - 1;
        if (_budgetFrom >= checks.Years)
            checks.Error(terms, nameof(terms.BudgetFrom), "the year is past the last", $"{terms.BudgetFrom}", $"1 to {checks.Years}");
        _subcontracts = SubcontractRule.Compile(terms, plan, _scope, ProviderBears, _rows, checks);
        _balance = BalanceRule.Compile(terms, _budget, checks);
        _failure = FailureRule.Compile(terms, _balance, plan, checks);
        if (PartyRule.Compile(terms, _budget, _schemes, _fee.Funder, checks) is not { } parties)
            return;
        _parties = parties;
        _division = DivisionRule.Compile(terms, parties, checks);
        _deferrals = LagRule.Compile(terms, parties, _stopLoss is null ? null : new Split([_stopLoss.With], [1]), ProviderBears, _time.Years);
        _ofParties = [.. PartyColumns()];
        Columns = [.. OutcomeCatalogue.Settled.Where((_, i) => Settles((Column)i)), .. _ofParties];
        Reads = _rows.Rows.ToHashSet();

        int Optional(Quantity quantity) => plan.Has(new RowId(quantity)) ? _rows.Read(quantity) : -1;
    }

    public ContractTerms Terms { get; }

    /// <summary>Rows the contract reads; nature must keep them.</summary>
    public IReadOnlySet<RowId> Reads { get; } = new HashSet<RowId>();

    /// <summary>The columns it settles, in the catalogue's order, the parties' nets last. Columns that cannot be (headroom without an allocation) are left out.</summary>
    public IReadOnlyList<OutcomeColumn> Columns { get; } = [];

    /// <summary>Names of the accounts that have a net position: the parties as named, then the pool where there is one.</summary>
    public IReadOnlyList<string> Accounts => _parties.Names;

    /// <summary>What a pound of each contract year, from year 1, is worth at the start: discounted from mid-year.</summary>
    public IReadOnlyList<double> DiscountFactors => _discount;

    /// <summary>
    /// Compiles the terms against the plan. Whatever is wrong (unknown services, cohorts or metrics with the nearest known
    /// name, shares that do not make up the whole, missing years) is added to <paramref name="problems"/>, all at once.
    /// </summary>
    /// <param name="terms">The terms.</param>
    /// <param name="plan">The plan the contract was priced on.</param>
    /// <param name="inputs">What else it needs to know.</param>
    /// <param name="problems">Takes what is wrong.</param>
    /// <returns>The compiled contract, or null where a problem was added.</returns>
    public static ContractPlan? Compile(ContractTerms terms, PlanPath plan, ContractInputs inputs, Problems problems)
    {
        var checks = new PlanChecks(problems, inputs.Locate, plan.Time.Years);
        var compiled = new ContractPlan(terms, plan, inputs, checks);
        if (checks.Failed)
            return null;
        compiled.Planned = compiled.SettlePlan(plan);
        compiled._settlesPlan = false;
        compiled._kept = compiled._scope?.Kept(compiled._rows, compiled._scope.Actual);
        return compiled;
    }

    /// <summary>The plan itself, settled: what every trial is with all risks off. One trial wide (read element 0 of a row).</summary>
    public OutcomeTile Planned { get; private set; } = null!;

    /// <summary>A column of the planned settlement in a year (from 1): money in pounds.</summary>
    public double PlannedValue(string column, int year) => InUnit(column, Planned.Row(Planned.Layout.Slot(column), year)[0]);

    /// <summary>A column of the planned settlement over the term: money in pounds.</summary>
    public double PlannedTerm(string column) => InUnit(column, Planned.Term(Planned.Layout.Slot(column))[0]);

    // While the plan is settled, what moves out of scope is what was planned; from then on it is what happens.
    private bool _settlesPlan = true;
    private double[][]? _kept;

    private double InUnit(string column, double value) =>
        Columns.First(c => c.Name == column).Type == OutcomeType.Money ? OutcomeTile.Pounds(value) : value;

    private OutcomeTile SettlePlan(PlanPath plan)
    {
        _kept = _scope?.Kept(_rows, _scope.Planned);
        var outcomes = new OutcomeTile(new OutcomeLayout(_time.Years, Columns), 8);
        Settle(PlanTile(plan), outcomes);
        return outcomes;
    }

    private bool Settles(Column column) => column switch
    {
        Column.QualityScore => _schemes.Any(s => s.Metrics.Length > 0),
        Column.AllocationHeadroom or Column.ExceedsAllocation => _allocationRow >= 0,
        Column.CostOutsideUse => _outsideUseRow >= 0,
        Column.BudgetAdjustment => _adjustment is not null,
        Column.Reimbursement => _reimbursement is not null,
        Column.IsReopened => _rebase?.Reopener is not null,
        Column.IsInForce => _extension is not null,
        Column.StopLossRecovery or Column.StopLossPremium => _stopLoss is not null,
        _ => SettlesMore(column),
    };

    private double[] PlannedCore() => CoreOf([.. _budget.FullYear.Select((full, y) => 100 * full * _time.Exposure(y + 1))]);

    // Of values by year in pence, not rounded; fees out of savings come out of it later.
    private double[] CoreOf(double[] values) => [.. values.Select((value, y) =>
    {
        var fee = _fee.Funded[y] || _fee.Saved[y] ? 0 : (value * _fee.Share[y]) + _fee.Amount[y];
        return value - fee - (value * _schemes.Sum(s => s.Size[y])) - _payments.PlannedActivity[y];
    })];

    // The other parts of the value must leave a core payment in every year of the plan.
    private void CheckCore(PlanChecks checks)
    {
        var core = PlannedCore();
        for (var y = 0; y < _time.Years; y++)
        {
            if (core[y] >= 0)
                continue;
            checks.Error(
                Terms, nameof(Terms.Payments), $"fee, incentives and planned activity payments exceed the value in year {y + 1}: nothing is left for core");
            return;
        }
    }
}
