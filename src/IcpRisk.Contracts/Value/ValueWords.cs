using IcpRisk.Contracts.Words;

namespace IcpRisk.Contracts.Value;

internal static class ValueWords
{
    public static IEnumerable<string> Sentences(ValueTerms terms, Budget budget, IReadOnlyList<double> covered, bool capped)
    {
        var (first, last) = (covered[0], covered[^1]);
        var years = covered.Count;
        yield return years == 1
            ? $"The contract is worth {Say.Money(first)}."
            : $"The contract is worth {Say.Money(first)} in year 1 and {Say.Money(last)} in year {years}, {Say.Money(covered.Sum())} in all, as planned.";
        foreach (var (name, amounts) in budget.Streams.Where(s => s.Key.Length > 0))
        {
            var payer = terms.Streams[name].Payer is { } p ? $", paid by {Say.Name(p)}" : "";
            yield return $"The stream {Say.Name(name)} makes up {Say.Money(amounts[0])} of it in year 1{payer}.";
        }

        if (terms.BuildUp is { } parts)
        {
            var follows = new List<string>();
            if (parts.Population == FromPlan.Planned)
                follows.Add("the planned list");
            if (parts.Need == FromPlan.Planned)
                follows.Add("planned need a head");
            var growth = follows.Count == 0 ? "" : $" It grows with {Say.List(follows)}.";
            yield return $"The uplift is built up from its parts: inflation less the efficiency requirement, each year.{growth}";
        }

        if (terms.Transformation is not null)
            yield return "Transformation funding is part of the value.";
        if (capped)
            yield return "It is never more than the commissioner's allocation.";
    }
}
