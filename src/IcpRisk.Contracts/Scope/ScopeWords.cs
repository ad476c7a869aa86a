using IcpRisk.Contracts.Words;

namespace IcpRisk.Contracts.Scope;

internal static class ScopeWords
{
    public static IEnumerable<string> Sentences(ContractTerms terms, ScopeRule rule)
    {
        for (var s = 0; s < rule.Services.Length; s++)
        {
            var name = Say.Name(rule.Services[s]);
            var (planned, actual) = (By(rule.Planned, s), By(rule.Actual, s));
            yield return $"Out of scope of {name}: {Say.ByYear(planned, Say.Share)}, as planned.";
            if (actual.SequenceEqual(planned))
                continue;
            yield return $"In the event it is {Say.ByYear(actual, Say.Share)}.";
            yield return terms.ScopeShifts[rule.Services[s]].MoneyFollows switch
            {
                0 => "The value does not follow the difference.",
                var share => $"The value follows the difference by {Say.Part(share)} of its planned cost.",
            };
        }

        static double[] By(double[][] parts, int s) => [.. parts.Select(year => year[s])];
    }
}
