using IcpRisk.Contracts.Words;

namespace IcpRisk.Contracts.StopLoss;

internal static class StopLossWords
{
    /// <param name="recovery">Planned recovery in year 1, GBP.</param>
    public static IEnumerable<string> Sentences(StopLossTerms? terms, StopLossRule? rule, double recovery, bool providerBears)
    {
        if (terms is null || rule is null)
            yield break;
        var bearer = providerBears ? "The provider side" : "The commissioner";
        yield return $"{bearer} recovers {Say.Share(terms.Share)} of the layer of high-cost cases of {Say.List(terms.Services.Select(Say.Name))} from {Say.Name(terms.With)}"
            + (rule.Deductible[0] > 0 ? $", beyond {Say.Money(rule.Deductible[0])} in year 1" : "")
            + (double.IsFinite(rule.Limit[0]) ? $", at most {Say.Money(rule.Limit[0])} in year 1" : "")
            + $": {Say.Money(recovery)} in year 1 as planned, for a premium of {Say.Money(rule.Premium[0] / 100)}.";
    }
}
