using IcpRisk.Contracts.Words;

namespace IcpRisk.Contracts.Adjustment;

internal static class AdjustmentWords
{
    public static IEnumerable<string> Sentences(AdjustmentTerms? terms)
    {
        if (terms is null || terms.For.Count == 0)
        {
            yield return "The value is not adjusted when the population or its need departs from the forecast.";
            yield break;
        }

        var what = (terms.For.Contains(AdjustedFor.Size), terms.For.Contains(AdjustedFor.Need)) switch
        {
            (true, true) => "the number of people and their need depart",
            (true, false) => "the number of people departs",
            _ => "need a head departs",
        };
        var when = terms.Lag == 0 ? "in the same year" : terms.Lag == 1 ? "a year later" : $"{terms.Lag} years later";
        yield return $"When {what} from the forecast, the value is adjusted {when}.";
        if (terms.Tolerance > 0)
        {
            yield return terms.Method == AdjustmentMethod.Excess
                ? $"Only what lies beyond {Say.Share(terms.Tolerance)} is paid for."
                : $"Up to {Say.Share(terms.Tolerance)} nothing is paid for; beyond it, the whole departure is.";
        }

        if (terms.Cap is { } cap)
            yield return $"An adjustment is at most {Say.Share(cap)} of the value.";
    }
}
