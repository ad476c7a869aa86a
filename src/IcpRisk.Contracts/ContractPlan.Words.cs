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

/// <content>The contract in words, and what to beware of in it.</content>
public sealed partial class ContractPlan
{
    /// <summary>The contract in plain sentences, rule by rule, with the plan's amounts.</summary>
    public IReadOnlyList<Passage> Describe()
    {
        var bears = _gainLoss.Sharing?.ProviderBears ?? true;
        var value = Planned(Column.ContractValue);
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

    /// <summary>What a reader of the terms should know before relying on them; exceptions to general properties are marked.</summary>
    public IReadOnlyList<ContractWarning> Warnings()
    {
        var warnings = new List<ContractWarning>();
        if (_gainLoss.Sharing is { } sharing)
            AddSharing("gain_loss", sharing);
        foreach (var outside in _outside)
            AddSharing(outside.Group.Length == 0 ? "gain_loss_outside" : $"gain_loss_groups.{outside.Group}", outside.Sharing);
        AddResets(warnings);
        if (_adjustment is { Whole: true } whole && whole.Above.Tolerance + whole.Below.Tolerance > 0)
        {
            warnings.Add(new("whole_adjustment", "adjustment.method", Breaks.Continuity,
                "The value jumps when the departure from forecast passes the tolerance, since the whole of it is then paid for."));
        }

        if (_adjustment is { } adjustment && adjustment.Lag >= _time.Years)
        {
            warnings.Add(new("adjustment_after_the_term", "adjustment.lag", Breaks.Nothing,
                "The lag is as long as the term, so that the value is never adjusted."));
        }

        if (_indexation is not null)
        {
            warnings.Add(new("indexed_to_actual", "indexation", Breaks.Monotonicity,
                "The value follows actual prices, so that dearer care can leave the provider with more."));
        }

        if (_stopLoss is not null && _gainLoss.Volume)
        {
            warnings.Add(new("stop_loss_outside_volume", "stop_loss", Breaks.Nothing,
                "Gains and losses are shared on volume alone, so that premium and recovery are not shared."));
        }

        foreach (var scheme in _schemes.Where(s => s.Metrics.Any(m => m is { Binary: true, Weight: > 0 })))
        {
            warnings.Add(new("binary_metric", $"incentives.{scheme.Name}.metrics", Breaks.Continuity,
                $"Payment jumps at the target of metrics paid all or nothing in {Say.Name(scheme.Name)}."));
        }

        PlannedDeficit();
        return warnings;

        void AddSharing(string term, Sharing rule)
        {
            if ((rule.Gains.Minimum > 0 && rule.Gains.FirstPound) || (rule.Losses.Minimum > 0 && rule.Losses.FirstPound))
            {
                warnings.Add(rule.ProviderBears
                    ? new("first_pound_provider_bears", term, Breaks.Continuity | Breaks.Monotonicity,
                        "Sharing from the first pound while the provider bears the cost: just past the minimum rate a further pound saved costs the provider more than a pound, so that it may pay to spend.")
                    : new("first_pound", term, Breaks.Continuity,
                        "The settlement jumps where the minimum rate is passed, since sharing is then from the first pound."));
            }

            if (rule.Cumulative && new[] { rule.Gains.Phase, rule.Losses.Phase, rule.Gains.Cap, rule.Losses.Cap }.Any(Changes))
            {
                warnings.Add(new("cumulative_terms_change", term, Breaks.Monotonicity,
                    "Settled on the sum so far with terms that change by year: a loss moved from one year to another can change what the provider ends with."));
            }
        }

        void PlannedDeficit()
        {
            var name = OutcomeCatalogue.Of(Column.ProviderSurplus).Name;
            var years = Enumerable.Range(1, _time.Years).Where(year => PlannedValue(name, year) < 0).ToList();
            if (years.Count > 0)
            {
                warnings.Add(new("planned_deficit", "value", Breaks.Nothing,
                    $"If all goes as planned, the provider side has a deficit in year {Say.List(years.Select(y => $"{y}"))}: {Say.Money(PlannedValue(name, years[0]))} in year {years[0]}."));
            }

            if (_allocationRow >= 0)
            {
                var over = Enumerable.Range(1, _time.Years)
                    .Where(year => PlannedValue(OutcomeCatalogue.Of(Column.AllocationHeadroom).Name, year) < 0).ToList();
                if (over.Count > 0)
                {
                    warnings.Add(new("planned_over_allocation", "value", Breaks.Nothing,
                        $"If all goes as planned, commissioners spend more than their allocation in year {Say.List(over.Select(y => $"{y}"))}."));
                }
            }
        }

        static bool Changes(double[] byYear) => byYear.Distinct().Count() > 1;
    }

    private void AddResets(List<ContractWarning> warnings)
    {
        if (_rebase?.Rebase is { ToCost: true })
        {
            warnings.Add(new("rebased_to_cost", "rebase", Breaks.Monotonicity,
                "The value is rebased to actual cost, so that a pound spent before can bring back more than a pound after."));
        }

        if (_rebase?.Reopener is not null)
        {
            warnings.Add(new("reopener", "reopener", Breaks.Continuity | Breaks.Monotonicity,
                "The value jumps when the re-opener's trigger is passed; where a loss opens it, a larger loss can leave the provider with more."));
        }

        if (_extension is { Taken: null })
        {
            warnings.Add(new("conditional_extension", "extension", Breaks.Continuity | Breaks.Monotonicity,
                "Whether the contract is extended hangs on a threshold: all money of the years of the option jumps there, for better or worse."));
        }
    }

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
