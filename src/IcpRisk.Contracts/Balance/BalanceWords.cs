using IcpRisk.Contracts.Words;

namespace IcpRisk.Contracts.Balance;

internal static class BalanceWords
{
    public static IEnumerable<string> Sentences(BalanceTerms? terms, BalanceRule rule)
    {
        if (terms is null)
            yield break;
        yield return $"The provider side is {(terms.Holder == Holder.Statutory ? "a statutory body" : "no statutory body")} and starts with a net worth of {Say.Money(rule.OpeningWorth / 100)}, of which {Say.Money(rule.OpeningCash / 100)} in cash.";
        if (double.IsFinite(rule.Minimum[0]))
            yield return $"Its net worth at the end of a year is to be at least {Say.ByYear(rule.Minimum, pence => Say.Money(pence / 100))}.";
        if (rule.Ratio > 0)
            yield return $"Its current assets are to be at least {Say.Number(rule.Ratio)} times its current liabilities.";
        if (rule.Guarantor >= 0)
            yield return $"{Capital(terms.Guarantee!.By)} guarantees up to {Say.Money(terms.Guarantee.Amount)} of what is owed when the contract is terminated.";
        if (rule.Owner >= 0)
        {
            yield return $"At the end of each year {Say.Part(rule.PaidOut)} of a surplus is paid to {Say.Name(terms.Distributions!.To)}"
                + (rule.Barred ? ", as far as net worth exceeds the least allowed, and nothing after a breach." : ".");
        }

        if (rule.Backstop >= 0)
        {
            yield return rule.FirstPound
                ? $"{Capital(terms.Backstop!.By)} pays every deficit."
                : $"{Capital(terms.Backstop!.By)} pays what of a deficit would take net worth below zero.";
        }
    }

    private static string Capital(string key) => char.ToUpperInvariant(key[0]) + Say.Name(key)[1..];
}
