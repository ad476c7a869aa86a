using IcpRisk.Contracts.Balance;
using IcpRisk.Contracts.Failure;
using IcpRisk.Contracts.Outcomes;
using IcpRisk.Contracts.Parties;
using IcpRisk.Contracts.Words;

namespace IcpRisk.Contracts;

/// <content>Members, cash, balance sheet and failure in words.</content>
public sealed partial class ContractPlan
{
    // What the contract is worth as long as it runs: a plan that breaches it has no value after termination.
    private List<double> InForce(List<double> planned) =>
        [.. planned.Select((value, y) => value > 0 ? value : _budget.FullYear[y] * _time.Exposure(y + 1))];

    private IEnumerable<Passage> DescribeBalance()
    {
        foreach (var rule in _subcontracts)
            yield return new($"subcontracts.{rule.Name}", [.. SubcontractWords.Sentences(Terms.Subcontracts[rule.Name], rule, _budgetFrom)]);
        if (_division is { } division)
            yield return new("division", [.. DivisionWords.Sentences(Terms.Division, division, _parties)]);
        if (_deferrals is { } deferrals)
            yield return new("payment_lag", [.. LagWords.Sentences(deferrals)]);
        if (_balance is { } balance)
            yield return new("balance", [.. BalanceWords.Sentences(Terms.Balance, balance)]);
        if (_failure is { } failure)
            yield return new("failure", [.. FailureWords.Sentences(Terms.Failure, failure)]);
    }

    private IEnumerable<ContractWarning> WarnOfBalance()
    {
        if (_failure is { CanHappen: true })
        {
            yield return new("termination", "failure", Breaks.Continuity | Breaks.Monotonicity,
                "Where the contract is terminated all flows jump, and dearer care that ends it earlier can leave the provider with more.");
            var year = (int)PlannedTerm(OutcomeCatalogue.Of(Column.BreachYear).Name);
            if (year > 0)
                yield return new("planned_breach", "failure", Breaks.Nothing, $"If all goes as planned, the contract is breached in year {year}.");
        }

        if (_failure is { CanHappen: false })
        {
            yield return new("failure_cannot_happen", "failure", Breaks.Nothing,
                "No test of failure counts for a statutory holder, so that the contract always runs its term.");
        }

        if (Terms.Balance is { Holder: Holder.Statutory } statutory
            && (statutory.MinimumNetWorth is not null || statutory.CurrentRatio is not null || statutory.Guarantee is not null || statutory.BarOnDistributions))
        {
            yield return new("safeguards_off", "balance.holder", Breaks.Nothing,
                "Least net worth, current ratio, guarantee and bar on distributions do not count for a statutory holder.");
        }

        if (Terms.Balance is { Holder: Holder.NonStatutory, Backstop: not null })
        {
            yield return new("backstop_off", "balance.holder", Breaks.Nothing,
                "The backstop does not count for a holder that is no statutory body.");
        }
    }
}
