using IcpRisk.Contracts.Adjustment;
using IcpRisk.Contracts.Extension;
using IcpRisk.Contracts.Fee;
using IcpRisk.Contracts.GainLoss;
using IcpRisk.Contracts.Incentives;
using IcpRisk.Contracts.Indexation;
using IcpRisk.Contracts.Outcomes;
using IcpRisk.Contracts.Parties;
using IcpRisk.Contracts.Payments;
using IcpRisk.Contracts.Rebasing;
using IcpRisk.Contracts.Reimbursement;
using IcpRisk.Contracts.Scope;
using IcpRisk.Contracts.StopLoss;
using IcpRisk.Contracts.Value;
using IcpRisk.Contracts.Words;

namespace IcpRisk.Contracts;

/// <content>The contract in words.</content>
public sealed partial class ContractPlan
{
    /// <summary>The contract in plain sentences, rule by rule, with the plan's amounts.</summary>
    public IReadOnlyList<Passage> Describe()
    {
        var bears = _gainLoss.Sharing?.ProviderBears ?? true;
        var value = InForce(Planned(Column.ContractValue));
        var core = CoreOf([.. value.Select(pounds => pounds * 100)]).Select(pence => pence / 100).ToList();
        var passages = new List<Passage>
        {
            Of("parties", PartyWords.Sentences(_parties)),
            Of("value", ValueWords.Sentences(Terms.Value, _budget, value, _capped)),
            Of("indexation", IndexationWords.Sentences(Terms.Indexation)),
            Of("adjustment", AdjustmentWords.Sentences(Terms.Adjustment)),
        };
        AddTerm(passages);
        passages.Add(
            Of("payments", PaymentWords.Sentences(_payments, Terms.ActivityPayments.Keys, core, value, bears, FeeWords.Sentences(_fee, Terms.Fee))));
        if (_reimbursement is not null)
            passages.Add(Of("reimbursement", ReimbursementWords.Sentences(Terms.Reimbursement!, _reimbursement)));
        passages.AddRange(_schemes.Select(scheme =>
            Of($"incentives.{scheme.Name}", IncentiveWords.Sentences(scheme, Terms.Incentives[scheme.Name], value[0]))));
        if (_stopLoss is not null)
        {
            passages.Add(Of("stop_loss", StopLossWords.Sentences(
                Terms.StopLoss, _stopLoss, PlannedValue(OutcomeCatalogue.Of(Column.StopLossRecovery).Name, 1), bears)));
        }

        passages.Add(Of("gain_loss", GainLossSentences(core[0], value[0])));
        foreach (var outside in _outside)
        {
            var (rule, on) = outside.Group.Length == 0
                ? ("gain_loss_outside", "the target for services out of scope")
                : ($"gain_loss_groups.{outside.Group}", $"the target for {Say.Name(outside.Group)}");
            SharingTerms terms = outside.Group.Length == 0 ? Terms.GainLossOutside! : Terms.GainLossGroups[outside.Group];
            passages.Add(Of(rule, SharingWords.Sentences(terms, outside.Sharing, on, outside.Target[0] / 100, "that target")));
        }

        passages.AddRange(DescribeBalance());
        return passages;

        List<double> Planned(Column column) =>
            [.. Enumerable.Range(1, _time.Years).Select(year => PlannedValue(OutcomeCatalogue.Of(column).Name, year))];
    }

    // Rules on the value and the term that a contract need not have.
    private void AddTerm(List<Passage> passages)
    {
        if (_rebase is not null)
            passages.Add(Of("rebase", RebaseWords.Sentences(Terms.Rebase, Terms.Reopener)));
        if (_scope is not null)
            passages.Add(Of("scope_shifts", ScopeWords.Sentences(Terms, _scope)));
        if (Terms.BudgetFrom > 1)
            passages.Add(Of("budget_from", [$"Budget, incentives and sharing pass to the provider in year {Terms.BudgetFrom}; before it only the fee is paid, and commissioners pay for care as they did."]));
        if (_extension is not null)
            passages.Add(Of("extension", ExtensionWords.Sentences(Terms.Extension!, _extension)));
    }

    private static Passage Of(string rule, IEnumerable<string> sentences) => new(rule, [.. sentences]);

    private IEnumerable<string> GainLossSentences(double core, double value)
    {
        if (_gainLoss.Sharing is not { } sharing)
            return ["Gains and losses are not shared: the provider keeps every surplus and bears every loss."];
        var income = Terms.GainLoss!.Compare.Income.Select(i => i switch
        {
            ComparedIncome.Core => "the core payment",
            ComparedIncome.Activity => "activity payments",
            ComparedIncome.Management => "the fee",
            _ => "incentives earned",
        });
        var on = _gainLoss.Volume ? "planned volume of care" : Say.List(income);
        var (amount, name) = _gainLoss.ShareBase switch
        {
            SharingBase.Core => (core, "the core payment"),
            SharingBase.ContractValue => (value, "the contract value"),
            _ => (PlannedTarget(core), Say.List(income)),
        };
        return SharingWords.Sentences(Terms.GainLoss, sharing, on, amount, name);
    }

    // The compared income of year 1 as planned, GBP.
    private double PlannedTarget(double core) =>
        (_gainLoss.Core ? core : 0)
        + (_gainLoss.Activity ? PlannedValue(OutcomeCatalogue.Of(Column.ActivityPayment).Name, 1) : 0)
        + (_gainLoss.Management ? PlannedValue(OutcomeCatalogue.Of(Column.ManagementFee).Name, 1) : 0)
        + (_gainLoss.Incentives ? PlannedValue(OutcomeCatalogue.Of(Column.IncentiveEarned).Name, 1) : 0);
}
