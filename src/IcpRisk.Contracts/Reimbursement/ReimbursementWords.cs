using IcpRisk.Contracts.GainLoss;
using IcpRisk.Contracts.Words;

namespace IcpRisk.Contracts.Reimbursement;

internal static class ReimbursementWords
{
    public static IEnumerable<string> Sentences(ReimbursementTerms terms, ReimbursementRule rule)
    {
        var cost = terms.Cost == ComparedCost.InScope ? "care in scope" : "care in scope and overheads";
        yield return $"In place of {Say.ByYear(rule.Share, Say.Share)} of the core payment, the same share of what {cost} costs is reimbursed.";
        if (rule.Cap.Length > 0)
            yield return $"Cost is allowable up to {Say.ByYear(rule.Cap, Say.Share)} of the core payment before reimbursement.";
        if (terms.Excludes.Count > 0)
            yield return $"What {Say.List(terms.Excludes.Select(Say.Name))} cost is not allowable.";
    }
}
