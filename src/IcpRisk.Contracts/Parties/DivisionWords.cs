using IcpRisk.Contracts.Words;

namespace IcpRisk.Contracts.Parties;

internal static class DivisionWords
{
    public static IEnumerable<string> Sentences(DivisionTerms? terms, DivisionRule rule, PartyRule parties)
    {
        if (terms is null)
            yield break;
        var rest = rule.Rest.Parties.Length == 1
            ? Say.Name(parties.Names[rule.Rest.Parties[0]])
            : Say.List(rule.Rest.Parties.Select((p, i) => $"{Say.Name(parties.Names[p])} ({Say.Share(rule.Rest.Shares[i])})"));
        yield return "Members' costs are met, and the gain or loss of the whole provider side is divided among them.";
        if (rule.Needs.Length > 0)
        {
            var needs = rule.Needs.Select(n => $"{Say.Name(parties.Names[n.Member])} ({Say.Money(n.Pence / 100)})");
            yield return $"Gains go first to members that need investment: {Say.List(needs)}; losses, and gains that are left, to {rest}.";
        }
        else if (rule.Contingency >= 0)
        {
            yield return $"Gains are kept by the network against later losses{(double.IsFinite(rule.UpTo) ? $", up to {Say.Money(rule.UpTo / 100)}" : "")}; what it does not keep or cover goes to {rest}.";
        }
        else
        {
            yield return $"It goes to {rest}.";
        }
    }
}
