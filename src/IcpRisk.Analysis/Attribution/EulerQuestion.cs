using IcpRisk.Analysis.Measures.Grammar;
using IcpRisk.Contracts.Outcomes;
using IcpRisk.Paths;
using IcpRisk.Scenarios;

namespace IcpRisk.Analysis.Attribution;

/// <summary>
/// What the provider's loss and the resources used are made of: the first of what each service costs beside plan and of what
/// each payment falls short of plan, the second of what each account loses. Over the term, nominal.
/// </summary>
internal sealed class EulerQuestion
{
    private static readonly (string Column, string Words)[] Payments =
    [
        ("core_payment", "core payment"), ("activity_payment", "activity payments"), ("management_fee", "management fee"),
        ("reimbursement", "reimbursement"), ("incentive_earned", "incentives"), ("gain_loss_transfer", "gain/loss transfer"),
        ("stop_loss_recovery", "stop-loss recovery"),
    ];

    private readonly Scenario _scenario;
    private readonly Resamples _resamples;
    private readonly Dictionary<string, OutcomeColumn> _columns;
    private readonly List<(string Name, string Words, Expression Series, double Sign, double Planned)> _parts = [];
    private readonly Expression _surplus;
    private readonly Expression _total;
    private readonly (string Name, Expression Series)[] _nets;
    private IReadOnlyList<EulerTable> _tables = [];

    public EulerQuestion(Scenario scenario, Resamples resamples)
    {
        (_scenario, _resamples) = (scenario, resamples);
        _columns = scenario.Contract.Columns.ToDictionary(c => c.Name);
        foreach (var (service, _) in scenario.Nature.Services.Where(s => scenario.Plan.Has(new RowId(Quantity.Cost, s.Key))))
        {
            var row = new RowId(Quantity.Cost, service);
            var column = new OutcomeColumn(
                $"cost_of_{service}", "GBP", RowCatalogue.Meaning(Quantity.Cost), BadSide.High, OutcomeScope.TrialYear, OutcomeType.Number, row);
            var planned = Enumerable.Range(1, scenario.Time.Years).Sum(y => scenario.Plan.Value(row, y));
            _parts.Add(($"cost_of_{service}", service.Replace('_', ' '), SumOverYears.Plain(column, scenario.Time.Years), 1, planned));
        }

        Add("cost_overheads", "overheads", 1);
        foreach (var (column, words) in Payments.Where(p => _columns.ContainsKey(p.Column)))
        {
            Add(column, words, -1);
        }

        _surplus = Term("provider_surplus");
        _total = Term("cost_total");
        _nets = [.. scenario.Contract.Accounts.Select(a => (a, Term(OutcomeCatalogue.NetOf(a).Name)))];
    }

    /// <summary>Asks for the run of everything on.</summary>
    public void Ask(SubsetRuns runs) => runs.Ask(
        Players.AllOn(_scenario),
        [_surplus, _total, Term("cost_in_scope"), Term("cost_overheads"), Term("provider_cost"), .. _parts.Select(p => p.Series), .. _nets.Select(n => n.Series)],
        series => _tables = [.. Provider(series), .. Resources(series)]);

    /// <summary>The provider's loss by service and payment, then the resources used by account, each at all levels.</summary>
    public IReadOnlyList<EulerTable> Result() => _tables;

    private Expression Term(string column) => new ColumnAt(_columns[column], 0);

    private void Add(string column, string words, double sign) =>
        _parts.Add((column, words, Term(column), sign, _scenario.Contract.PlannedTerm(column)));

    private IReadOnlyList<EulerTable> Provider(Series series)
    {
        var losses = Scaled(series(_surplus), -1, 0);
        var components = _parts.Select(p => (p.Name, p.Words, Values: Scaled(series(p.Series), p.Sign, p.Planned))).ToList();

        // Where commissioners bear cost, or a service leaves the scope, what is not the provider's comes off again.
        var (cost, scope, overheads) = (series(Term("provider_cost")), series(Term("cost_in_scope")), series(Term("cost_overheads")));
        var contract = _scenario.Contract;
        var planned = contract.PlannedTerm("provider_cost") - contract.PlannedTerm("cost_in_scope") - contract.PlannedTerm("cost_overheads");
        components.Add(("cost_not_provider", "cost that others bear", [.. cost.Select((c, i) => c - scope[i] - overheads[i] - planned)]));
        var surplus = contract.PlannedTerm("provider_surplus");
        components.Add(("planned", "loss as planned", [.. losses.Select(_ => 0 - surplus)]));
        components.RemoveAll(c => c.Values.All(v => Math.Abs(v) < 1e-3));
        var rest = (double[])losses.Clone();
        foreach (var component in components)
        {
            for (var i = 0; i < rest.Length; i++)
            {
                rest[i] -= component.Values[i];
            }
        }

        components.Add(("rest", "rest: rounding to pence, services moved in part", rest));
        return EulerAllocation.Of(("provider_loss", "provider's loss over the term"), losses, components, _resamples);
    }

    private IReadOnlyList<EulerTable> Resources(Series series) => EulerAllocation.Of(
        ("cost_total", "resources used over the term"), series(_total),
        [.. _nets.Select(n => ($"net_{n.Name}", n.Name.Replace('_', ' '), Scaled(series(n.Series), -1, 0)))], _resamples);

    private static double[] Scaled(double[] values, double sign, double planned) => [.. values.Select(v => sign * (v - planned))];
}
