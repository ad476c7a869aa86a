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
        var retrospective = terms.Settlement == AdjustmentSettlement.Retrospective;
        var when = terms.Lag == 0 ? "in the same year" : terms.Lag == 1 ? "a year later" : $"{terms.Lag} years later";
        yield return retrospective
            ? $"When {what} from the forecast, the value of that same year is adjusted; it is known and paid {when}."
            : $"When {what} from the forecast, the value is adjusted {when}.";
        var below = terms.ToleranceBelow ?? terms.Tolerance;
        if (terms.Tolerance > 0 || below > 0)
        {
            var tolerance = below == terms.Tolerance ? Say.Share(below) : $"{Say.Share(terms.Tolerance)} above or {Say.Share(below)} below";
            yield return terms.Method == AdjustmentMethod.Excess
                ? $"Only what lies beyond {tolerance} is paid for."
                : $"Up to {tolerance} nothing is paid for; beyond it, the whole departure is.";
        }

        if (terms.CapBelow is { } down && down != terms.Cap)
            yield return $"An adjustment is at most {(terms.Cap is { } up ? $"{Say.Share(up)} of the value upwards and " : "")}{Say.Share(down)} of it downwards.";
        else if (terms.Cap is { } cap)
            yield return $"An adjustment is at most {Say.Share(cap)} of the value.";
    }
}
