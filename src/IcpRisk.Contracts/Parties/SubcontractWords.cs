using IcpRisk.Contracts.Words;

namespace IcpRisk.Contracts.Parties;

internal static class SubcontractWords
{
    /// <param name="terms">The subcontract as written.</param>
    /// <param name="rule">The same, compiled.</param>
    /// <param name="first">First year in which members bear cost, from 0.</param>
    public static IEnumerable<string> Sentences(SubcontractTerms terms, SubcontractRule rule, int first)
    {
        var what = terms.Pay switch
        {
            SubcontractPay.Fixed => $"a fixed {Say.Money(rule.Fixed[first] / 100)} in year {first + 1}",
            SubcontractPay.PlannedCost => $"planned cost{Margin(terms.Margin ?? 0)}, {Say.Money(rule.Fixed[first] / 100)} in year {first + 1}",
            _ => Say.List(rule.Activity.Zip(terms.Services).Select(a => $"{Say.Money(a.First.Price[first])} for each unit of {Say.Name(a.Second)} in year {first + 1}")),
        };
        yield return $"{Capital(terms.From)} pays {Say.Name(terms.To)}, who bears the cost of {Say.List(terms.Services.Select(Say.Name))}, {what}.";
    }

    private static string Margin(double margin) => margin switch
    {
        0 => "",
        > 0 => $" and {Say.Share(margin)} more",
        _ => $" less {Say.Share(-margin)}",
    };

    private static string Capital(string key) => char.ToUpperInvariant(key[0]) + Say.Name(key)[1..];
}
