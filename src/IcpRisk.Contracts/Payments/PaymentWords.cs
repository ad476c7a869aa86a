using IcpRisk.Contracts.Words;

namespace IcpRisk.Contracts.Payments;

internal static class PaymentWords
{
    /// <param name="core">Planned core payment, by year, GBP.</param>
    /// <param name="value">Planned contract value, by year, GBP.</param>
    public static IEnumerable<string> Sentences(
        PaymentRule rule, IEnumerable<string> services, IReadOnlyList<double> core, IReadOnlyList<double> value, bool providerBears,
        IEnumerable<string> fee)
    {
        var shares = core.Zip(value, (c, v) => v == 0 ? 0 : Math.Round(c / v, 4)).ToList();
        yield return providerBears
            ? $"The core payment, {Say.ByYear(shares, Say.Share)} of the value as planned ({Say.Money(core[0])} in year 1), is paid in instalments for the services in scope, whatever they cost."
            : $"The commissioner pays for the services in scope; the core payment ({Say.Money(core[0])} in year 1) is a target and is not paid.";
        foreach (var sentence in fee)
            yield return sentence;
        var paid = services.Select(Say.Name).ToList();
        if (paid.Count > 0)
        {
            yield return $"{Say.List(paid)} {(paid.Count == 1 ? "is" : "are")} paid by price and actual activity ({Say.Money(rule.PlannedActivity[0] / 100)} planned in year 1, part of the value).";
        }
    }
}
