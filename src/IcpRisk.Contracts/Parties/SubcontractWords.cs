using IcpRisk.Contracts.Words;

namespace IcpRisk.Contracts.Parties;

internal static class SubcontractWords
{
    public static IEnumerable<string> Sentences(SubcontractTerms terms, SubcontractRule rule)
    {
        var what = terms.Pay switch
        {
            SubcontractPay.Fixed => $"a fixed {Say.Money(rule.Fixed[0] / 100)} in year 1",
            SubcontractPay.PlannedCost => $"planned cost{Margin(terms.Margin ?? 0)}, {Say.Money(rule.Fixed[0] / 100)} in year 1",
            _ => Say.List(rule.Activity.Zip(terms.Services).Select(a => $"{Say.Money(a.First.Price[0])} for each unit of {Say.Name(a.Second)} in year 1")),
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
