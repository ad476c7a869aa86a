using IcpRisk.Contracts.Words;

namespace IcpRisk.Contracts.GainLoss;

internal static class SharingWords
{
    /// <param name="terms">The arrangement.</param>
    /// <param name="on">What gains and losses are on: "the core payment".</param>
    /// <param name="shareBase">Base of bands in year 1, GBP.</param>
    /// <param name="baseName">What bands are shares of, in words.</param>
    public static IEnumerable<string> Sentences(SharingTerms terms, Sharing sharing, string on, double shareBase, string baseName)
    {
        var (gain, loss, keeps) = sharing.ProviderBears
            ? ("surplus on " + on, "loss on " + on, "keeps")
            : ("saving against " + on, "overspend against " + on, "receives");
        yield return $"Of any {gain}, the provider {keeps} {Bands(sharing.Gains, shareBase)}.";
        yield return $"Of any {loss}, the provider bears {Bands(sharing.Losses, shareBase)}.";
        if (sharing.Gains.Edges.Length + sharing.Losses.Edges.Length > 0)
            yield return $"Bands are shares of {baseName}.";
        foreach (var (rule, what) in new[] { (sharing.Gains, "gains"), (sharing.Losses, "losses") })
        {
            if (rule.Minimum > 0)
            {
                var then = rule.FirstPound ? "then they are shared from the first pound" : "then only what lies beyond is shared";
                yield return $"Up to {Say.Share(rule.Minimum)} of {baseName}, {what} are not shared; {then}.";
            }

            if (rule.Cap.Length > 0)
                yield return $"The provider's {what} are at most {Say.ByYear(rule.Cap, Say.Share)} of {baseName}.";
            if (rule.Limit.Length > 0)
                yield return $"The provider's {what} are {(rule.Cap.Length > 0 ? "also " : "")}at most {Say.ByYear([.. rule.Limit.Select(limit => limit / 100)], Say.Money)}, as a share of its revenue.";
        }

        if (sharing.Gains.Phase.Any(part => part < 1))
            yield return $"The provider takes its share step by step: {Say.ByYear(sharing.Gains.Phase, Say.Share)} of it.";
        if (terms.RiskFreeYears.Count > 0)
            yield return $"It bears no losses in year {Say.List(terms.RiskFreeYears.Select(year => $"{year}"))}.";
        foreach (var sentence in Further(terms, sharing))
            yield return sentence;
        yield return sharing.Cumulative
            ? "Each year settles what it adds to the sum of the years so far."
            : "Every year is settled by itself.";
    }

    private static IEnumerable<string> Further(SharingTerms terms, Sharing sharing)
    {
        if (terms is not GainLossTerms further)
            yield break;
        if (further.Discount.Spans.Any(span => span.Figures.Any(discount => discount.Mean > 0)))
            yield return "What income is compared with cost is first lowered by a discount that the commissioner keeps.";
        if (sharing.Carry is { } carry)
        {
            var part = carry.Share == 1 ? "Losses are" : $"{Say.Share(carry.Share)} of losses is";
            yield return $"{part} carried forward for {carry.Years} {(carry.Years == 1 ? "year" : "years")}: later gains make up for what {(sharing.ProviderBears ? "the provider" : "the commissioner")} bore before they are shared.";
        }

        if (sharing.Quality is { } quality)
        {
            yield return quality.Losses
                ? $"Shares of gains are multiplied by the quality score; losses are shared at one less the result, at least {Say.Share(quality.Least)} and at most {Say.Share(quality.Most)}."
                : "Shares of gains are multiplied by the quality score.";
        }
    }

    /// <summary>"the first 5 % (£1.26m in year 1) and half of the rest".</summary>
    private static string Bands(SharingRule rule, double shareBase)
    {
        if (rule.Edges.Length == 0)
            return rule.Shares[0] switch { 1 => "all", 0 => "nothing", var share => Say.Part(share) };
        var parts = rule.Shares.Select((share, i) =>
        {
            if (i == rule.Edges.Length)
                return $"{Say.Part(share)} of the rest";
            var edge = $"{Say.Share(rule.Edges[i])} ({Say.Money(rule.Edges[i] * shareBase)} in year 1)";
            var band = i == 0 ? $"the first {edge}" : $"what lies between {Say.Share(rule.Edges[i - 1])} and {edge}";
            return share == 1 ? band : $"{Say.Part(share)} of {band}";
        });
        return Say.List(parts);
    }
}
