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
            yield return $"It is earned by {Say.List(paid.Select(m => $"{Say.Name(m.Name)} ({Say.Share(m.Weight)}, {How(m)})"))}.";
        }

        if (terms.Domains.Count > 0)
            yield return $"By domain: {Say.List(terms.Domains.Select(d => $"{Say.Name(d.Key)} {Say.Share(d.Value)}"))}.";
        foreach (var until in scheme.Metrics.Where(m => m is { Developing: > 0, Weight: > 0 }).GroupBy(m => m.Developing).OrderBy(g => g.Key))
        {
            var names = until.Select(m => Say.Name(m.Name)).ToList();
            yield return $"To the end of year {until.Key}, {Say.List(names)} {(names.Count == 1 ? "counts" : "count")} as achieved, being in development.";
        }

        var published = terms.Metrics.Where(m => m.Value.Published).Select(m => Say.Name(m.Key)).ToList();
        if (published.Count > 0)
            yield return $"Published, and paid nothing: {Say.List(published)}.";
        yield return scheme.ToPool
            ? "What is not earned is paid into the pool."
            : "What is not earned stays with the commissioner.";
        if (terms.To.Count > 0)
            yield return $"What is earned goes to {Say.List(terms.To.Select(t => $"{Say.Name(t.Key)} ({Say.Share(t.Value)})"))}.";
    }

    private static string How(Metric metric) =>
        metric.Binary ? "all or nothing" : metric.RampScores.Length > 0 ? "along a ramp" : "in proportion";
}
