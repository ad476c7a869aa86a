using IcpRisk.Contracts.Words;

namespace IcpRisk.Contracts.Failure;

internal static class FailureWords
{
    public static IEnumerable<string> Sentences(FailureTerms? terms, FailureRule rule)
    {
        if (terms is null)
            yield break;
        if (!rule.CanHappen)
        {
            yield return "Nothing can end the contract before its term, as the holder is a statutory body.";
            yield break;
        }

        var tests = new[]
        {
            (rule.NetWorth, "net worth below the least allowed"), (rule.Ratio, "current assets too low for current liabilities"), (rule.Cash, "cash below zero"),
        }.Where(t => t.Item1).Select(t => t.Item2).ToList();
        if (tests.Count > 0)
            yield return $"A breach at the end of a year ({(tests.Count == 1 ? tests[0] : string.Join(", or ", tests))}) ends the contract {After(rule.Notice)}.";
        if (double.IsFinite(rule.Bears))
        {
            yield return $"The provider side bears the first {Say.Money(rule.Bears / 100)} of losses; commissioners bear what exceeds them, and it leaves {After(rule.Notice)}"
                + (rule.Exit > 0 ? $", paying {Say.Money(rule.Exit / 100)}." : ".");
        }

        yield return $"From then on commissioners pay the {(rule.Planned is null ? "actual" : "planned")} cost of the services in scope {Beyond(rule.Premium)}"
            + (rule.Recommissioning > 0 ? $", and {Say.Money(rule.Recommissioning / 100)} once for recommissioning." : ".");
        var claims = new[] { (rule.ForRecommissioning, "recommissioning"), (rule.ForPremium, "what the replacement costs beyond the services' own cost") }
            .Where(c => c.Item1).Select(c => c.Item2).ToList();
        yield return claims.Count == 0
            ? "The provider side owes no compensation."
            : $"After a breach the provider side compensates them for {Say.List(claims)}, up to its net worth and guarantee.";
    }

    private static string After(int notice) => notice == 0
        ? "with that year"
        : $"after {(notice == 1 ? "one more year" : $"{notice} more years")} of notice";

    private static string Beyond(double premium) => premium == 0 ? "as it is" : premium > 0 ? $"and {Say.Share(premium)} more" : $"less {Say.Share(-premium)}";
}
