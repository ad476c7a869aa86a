using IcpRisk.Contracts;
using IcpRisk.Contracts.Outcomes;
using IcpRisk.Contracts.Parties;
using IcpRisk.Simulation;

namespace IcpRisk.Analysis.Replays;

/// <summary>Every flow of a year with the term that makes it.</summary>
internal sealed class FlowList
{
    private const string Care = "care";
    private readonly ContractPlan _contract;
    private readonly ContractTerms _terms;
    private readonly ReplayedTrial _trial;
    private readonly int _year;
    private readonly string _payers;
    private readonly string _provider;
    private readonly List<Flow> _flows = [];

    private FlowList(ContractPlan contract, ReplayedTrial trial, int year)
    {
        (_contract, _terms, _trial, _year) = (contract, contract.Terms, trial, year);
        _payers = Named(Side.Commissioner);
        _provider = Named(Side.Provider);
    }

    /// <summary>The flows of a year that are not nothing, income first.</summary>
    /// <param name="contract">The contract.</param>
    /// <param name="trial">The trial, all columns kept.</param>
    /// <param name="year">From 1.</param>
    /// <param name="schemes">What its incentive schemes paid.</param>
    public static IReadOnlyList<Flow> Of(ContractPlan contract, ReplayedTrial trial, int year, IReadOnlyList<SchemeYear> schemes)
    {
        var list = new FlowList(contract, trial, year);
        list.Income(schemes);
        list.Costs();
        list.Beside();
        return [.. list._flows.Where(f => f.Amount != 0)];
    }

    private void Income(IReadOnlyList<SchemeYear> schemes)
    {
        var adjusted = Value("budget_adjustment");
        Add("core payment, before adjustment", _terms.Payments.ContainsKey("core") ? "contract.payments.core" : "contract.value", _payers, _provider, Pounds(Value("core_payment") - adjusted), FlowKind.Income);
        Add("adjustment of the core payment", "contract.adjustment", _payers, _provider, adjusted, FlowKind.Income);
        Add("payment by activity", "contract.activity_payments", _payers, _provider, Value("activity_payment"), FlowKind.Income);
        var funded = _terms.Fee?.Funded is { } fund && (fund.Years.Count == 0 || fund.Years.Contains(_year)) ? fund.By : _payers;
        Add("management fee", _terms.Fee is null ? "contract.payments.management" : "contract.fee", funded, _provider, Value("management_fee"), FlowKind.Income);
        Add("reimbursement of cost", "contract.reimbursement", _payers, _provider, Value("reimbursement"), FlowKind.Income);
        foreach (var scheme in schemes.Where(s => s.Year == _year))
        {
            var to = _terms.Incentives[scheme.Scheme].To is { Count: > 0 } named ? string.Join(", ", named.Keys) : _provider;
            Add($"incentive {scheme.Scheme}", $"contract.incentives.{scheme.Scheme}", _payers, to, scheme.Earned, FlowKind.Income);
        }

        var transfer = Value("gain_loss_transfer");
        Add("settlement of gains and losses", Sharing(transfer), _payers, _provider, transfer, FlowKind.Income);
        if (_terms.StopLoss is { } stopLoss)
        {
            var bears = _contract.BearsCostIn(_year);
            var bearer = bears ? _provider : _payers;
            Add("recovery for high-cost cases", "contract.stop_loss", stopLoss.With, bearer, Value("stop_loss_recovery"), bears ? FlowKind.Income : FlowKind.Elsewhere);
            Add("premium for high-cost cases", "contract.stop_loss", bearer, stopLoss.With, Value("stop_loss_premium"), bears ? FlowKind.Cost : FlowKind.Elsewhere);
        }
    }

    private void Costs()
    {
        var bears = _contract.BearsCostIn(_year);
        Add("services in scope", "services", bears ? _provider : _payers, Care, Value("cost_in_scope"), bears ? FlowKind.Cost : FlowKind.Elsewhere);
        Add("overheads", "overheads", _provider, "overheads", Value("cost_overheads"), FlowKind.Cost);
        Add("services out of scope", "services", _payers, Care, Value("cost_out_of_scope"), FlowKind.Elsewhere);
        Add("replacement after termination", "contract.failure.replacement", _payers, Care, Value("cost_replacement"), FlowKind.Elsewhere);
        Add("recommissioning", "contract.failure.recommissioning_cost", _payers, "recommissioning", Value("cost_recommissioning"), FlowKind.Elsewhere);
    }

    private void Beside()
    {
        Add("subcontracts", "contract.subcontracts", _provider, _provider, Value("subcontract_payment"), FlowKind.Elsewhere);
        Add("relief of losses", "contract.failure.walk_away", _payers, _provider, Value("loss_relief"), FlowKind.Beside);
        Add("backstop", "contract.balance.backstop", _terms.Balance?.Backstop?.By ?? string.Empty, _provider, Value("backstop_payment"), FlowKind.Beside);
        Add("guarantee", "contract.balance.guarantee", _terms.Balance?.Guarantee?.By ?? string.Empty, _provider, Value("guarantee_payment"), FlowKind.Beside);
        Add("compensation", "contract.failure.compensation", _payers, _provider, -Value("compensation"), FlowKind.Beside);
        Add("distribution to the owner", "contract.balance.distributions", _terms.Balance?.Distributions?.To ?? string.Empty, _provider, -Value("distribution"), FlowKind.Beside);
    }

    // Gains of a provider side that bears the cost are handed back in part, those of one that does not are paid out.
    private string Sharing(double transfer)
    {
        List<string> rules = [];
        if (_terms.GainLoss is not null)
        {
            var isGain = transfer < 0 == _contract.BearsCost;
            rules.Add(transfer == 0 ? "contract.gain_loss" : $"contract.gain_loss.{(isGain ? "gains" : "losses")}");
        }

        if (_terms.GainLossOutside is not null)
        {
            rules.Add("contract.gain_loss_outside");
        }

        rules.AddRange(_terms.GainLossGroups.Keys.Select(g => $"contract.gain_loss_groups.{g}"));
        return string.Join(" and ", rules);
    }

    private void Add(string name, string rule, string from, string to, double amount, FlowKind kind) =>
        _flows.Add(amount < 0 && kind != FlowKind.Cost
            ? new Flow(name, rule, to, from, amount, kind)
            : new Flow(name, rule, from, to, amount, kind));

    private double Value(string column) => _trial.Value(column, _year);

    // Shares are the contract's; nets tell what each party has in the end.
    private string Named(Side side)
    {
        List<string> names = [.. _terms.Parties.Where(p => p.Value.Side == side).Select(p => p.Key)];
        return names.Count == 1 ? names[0] : side == Side.Provider ? "provider side" : "commissioners";
    }

    private static double Pounds(double value) => Math.Round(value * 100) / 100;
}
