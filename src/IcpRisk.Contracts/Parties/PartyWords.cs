using IcpRisk.Contracts.Words;

namespace IcpRisk.Contracts.Parties;

internal static class PartyWords
{
    public static IEnumerable<string> Sentences(PartyRule rule)
    {
        yield return $"Payments come from {Shared(rule, rule.Payers[0])}{(SameEveryYear(rule.Payers) ? "" : " in year 1; the shares follow the streams")}.";
        yield return $"The cost that falls on the provider side is borne by {Shared(rule, rule.Cost)}.";
        var others = new[] { (rule.Income, "Income"), (rule.Incentives, "Incentive money"), (rule.GainLoss, "Gains and losses") };
        foreach (var (split, what) in others.Where(other => !Same(other.Item1, rule.Cost)))
            yield return $"{what} {(what.EndsWith('s') ? "go" : "goes")} to {Shared(rule, split)}.";
        if (rule.Names.Length > 2)
            yield return "Pennies that do not divide go to the last-named with a share.";
    }

    private static string Shared(PartyRule rule, Split split) => split.Parties.Length == 1
        ? Say.Name(rule.Names[split.Parties[0]])
        : Say.List(split.Parties.Select((p, i) => $"{Say.Name(rule.Names[p])} ({Say.Share(split.Shares[i])})"));

    private static bool SameEveryYear(Split[] splits) => splits.All(split => Same(split, splits[0]));

    private static bool Same(Split one, Split other) =>
        one.Parties.SequenceEqual(other.Parties) && one.Shares.SequenceEqual(other.Shares);
}
