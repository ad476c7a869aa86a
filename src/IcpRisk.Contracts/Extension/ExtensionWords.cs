using IcpRisk.Contracts.Words;

namespace IcpRisk.Contracts.Extension;

internal static class ExtensionWords
{
    public static IEnumerable<string> Sentences(ExtensionTerms terms, ExtensionRule rule)
    {
        yield return $"The first {rule.Firm} {(rule.Firm == 1 ? "year is" : "years are")} firm; there is an option to extend by {terms.Years}.";
        yield return terms.Exercised switch
        {
            Exercised.Yes => "It is taken up.",
            Exercised.No => "It is not taken up: the contract ends with the firm years.",
            _ => $"It is taken up if {string.Join(" and ", Conditions(terms))}; otherwise the contract ends with the firm years.",
        };
    }

    private static IEnumerable<string> Conditions(ExtensionTerms terms)
    {
        if (terms.SurplusAtLeast is { } surplus)
            yield return $"the provider's surplus of the firm years is at least {Say.Share(surplus)} of their value";
        if (terms.SpendAtMost is { } spend)
            yield return $"commissioners spent at most {Say.Share(spend)} of their value";
    }
}
