using IcpRisk.Contracts.Words;

namespace IcpRisk.Contracts.Indexation;

internal static class IndexationWords
{
    public static IEnumerable<string> Sentences(IndexationTerms terms)
    {
        if (terms.To == IndexedTo.Plan)
        {
            yield return "The planned uplift stands, whatever prices do.";
            yield break;
        }

        yield return $"Where prices depart from plan, {(terms.Share == 1 ? "the whole difference" : Say.Part(terms.Share) + " of the difference")} is passed through to the value.";
        if (terms.Cap is { } cap)
            yield return $"It raises the value by at most {Say.Share(cap)}.";
        if (terms.Collar is { } collar)
            yield return $"It lowers the value by at most {Say.Share(collar)}.";
    }
}
