using IcpRisk.Contracts.Balance;
using IcpRisk.Contracts.Ledger;
using IcpRisk.Contracts.Settlement;
using IcpRisk.Paths;

namespace IcpRisk.Contracts.Failure;

/// <summary>Breach, notice and termination, compiled. Whole pence.</summary>
/// <param name="NetWorth">Net worth is tested.</param>
/// <param name="Ratio">The current ratio is tested.</param>
/// <param name="Cash">Cash is tested.</param>
/// <param name="Notice">Years between breach and termination.</param>
/// <param name="Recommissioning">Spent in the first year without the provider.</param>
/// <param name="Premium">Of the replacement, a share.</param>
/// <param name="Planned">Price of the replacement by year where it is worked from the plan, GBP; else null.</param>
/// <param name="ForRecommissioning">Recommissioning is compensated.</param>
/// <param name="ForPremium">The premium is compensated.</param>
/// <param name="Bears">Losses that the provider side bears before it leaves; infinite where it does not.</param>
/// <param name="Exit">Paid when it has left.</param>
internal sealed record FailureRule(
    bool NetWorth, bool Ratio, bool Cash, int Notice, double Recommissioning, double Premium, double[]? Planned,
    bool ForRecommissioning, bool ForPremium, double Bears, double Exit)
{
    public static FailureRule? Compile(ContractTerms contract, BalanceRule? balance, PlanPath plan, PlanChecks checks)
    {
        if (contract is not { Failure: { } terms, Balance: { } sheet } || balance is null)
            return null;
        var tests = terms.Breach ?? [.. Stated(sheet)];
        foreach (var test in tests.Where(t => t != BreachTest.Cash).Except(Stated(sheet)))
        {
            checks.Error(
                terms, nameof(terms.Breach), $"balance has no {(test == BreachTest.CurrentRatio ? "current_ratio" : "minimum_net_worth")} to test",
                allowed: "tests of what balance states, or cash");
        }

        var safeguards = sheet.Holder == Holder.NonStatutory;
        var cost = new RowId(Quantity.Cost);
        var premium = terms.Replacement.Premium;
        return new FailureRule(
            safeguards && tests.Contains(BreachTest.MinimumNetWorth), safeguards && tests.Contains(BreachTest.CurrentRatio),
            tests.Contains(BreachTest.Cash), terms.Notice, Pence.Of(terms.RecommissioningCost), premium,
            terms.Replacement.Of == ReplacementBasis.Planned && plan.Has(cost)
                ? [.. Enumerable.Range(1, plan.Time.Years).Select(year => plan.Value(cost, year))] : null,
            terms.Compensation.Contains(CompensatedFor.Recommissioning), terms.Compensation.Contains(CompensatedFor.Premium),
            terms.WalkAway is { } leaves ? Pence.Of(leaves.After) : double.PositiveInfinity, Pence.Of(terms.WalkAway?.Exit ?? 0));
    }

    /// <summary>Whether anything can end the contract.</summary>
    public bool CanHappen => NetWorth || Ratio || Cash || double.IsFinite(Bears);

    private static IEnumerable<BreachTest> Stated(BalanceTerms sheet)
    {
        if (sheet.MinimumNetWorth is not null)
            yield return BreachTest.MinimumNetWorth;
        if (sheet.CurrentRatio is not null)
            yield return BreachTest.CurrentRatio;
    }
}
