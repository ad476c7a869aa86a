using IcpRisk.Contracts.Words;

namespace IcpRisk.Contracts.Rebasing;

internal static class RebaseWords
{
    public static IEnumerable<string> Sentences(RebaseTerms? rebase, ReopenerTerms? reopener)
    {
        if (rebase is not null)
            yield return $"The value is rebased in year {Say.List(rebase.Years.Select(year => $"{year}"))}: {How(rebase)}.";
        if (reopener is null)
            yield break;
        var when = new List<string>();
        if (reopener.ListDeparts is { } departs)
            when.Add($"the list departs from the forecast by more than {Say.Share(departs)}");
        if (reopener.Loss is { } loss)
            when.Add($"the provider's loss so far is more than {Say.Share(loss)} of the contract value of those years");
        yield return $"When {string.Join(" or ", when)}, the value is re-opened the next year: {How(reopener)}.";
        yield return reopener.AtMost == 1 ? "It can be re-opened once." : $"It can be re-opened {reopener.AtMost} times.";
    }

    private static string How(ResetTerms terms)
    {
        var years = terms.LookBack == 1 ? "the year" : $"the {terms.LookBack} years";
        var ends = terms.Lag == 1 ? "before" : $"that ended {terms.Lag - 1} {(terms.Lag == 2 ? "year" : "years")} earlier";
        var to = terms.To == ResetTo.ActualCost ? $"what care cost in {years} {ends}" : $"the lists of the year {ends}";
        var share = terms.Share < 1 ? $", {Say.Share(terms.Share)} of the way" : "";
        return $"it moves to {to}{share}{(terms.Cap is { } cap ? $", by at most {Say.Share(cap)}" : "")}, and lists are compared with those seen then";
    }
}
