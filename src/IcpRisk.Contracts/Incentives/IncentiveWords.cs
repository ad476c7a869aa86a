using IcpRisk.Contracts.Words;

namespace IcpRisk.Contracts.Incentives;

internal static class IncentiveWords
{
    /// <param name="value">Planned contract value of year 1, GBP.</param>
    public static IEnumerable<string> Sentences(Scheme scheme, IncentiveTerms terms, double value)
    {
        var name = Say.Name(scheme.Name);
        yield return $"The scheme {name} is worth {Say.ByYear([.. scheme.Size.Select(s => Math.Round(s, 6))], Say.Share)} of the contract value ({Say.Money(scheme.Size[0] * value)} in year 1).";
        if (scheme.AtRisk.Any(risk => risk < 1))
        {
            yield return $"At risk: {Say.ByYear(scheme.AtRisk, Say.Share)}; the rest is {(scheme.Regardless == 1 ? "paid whatever happens" : "withheld")}.";
        }

        var paid = scheme.Metrics.Where(m => m.Weight > 0).OrderByDescending(m => m.Weight).ToList();
        if (paid.Count > 0)
        {
            yield return $"It is earned by {Say.List(paid.Select(m => $"{Say.Name(m.Name)} ({Say.Share(m.Weight)}, {(m.Binary ? "all or nothing" : "in proportion")})"))}.";
        }

        var published = terms.Metrics.Where(m => m.Value.Published).Select(m => Say.Name(m.Key)).ToList();
        if (published.Count > 0)
            yield return $"Published, and paid nothing: {Say.List(published)}.";
        yield return scheme.ToPool
            ? "What is not earned is paid into the pool."
            : "What is not earned stays with the commissioner.";
    }
}
