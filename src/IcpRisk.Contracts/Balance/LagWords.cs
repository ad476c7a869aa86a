using IcpRisk.Contracts.Words;

namespace IcpRisk.Contracts.Balance;

internal static class LagWords
{
    public static IEnumerable<string> Sentences(Deferral[] deferrals)
    {
        yield return "Core payment and fee are paid in instalments within the year.";
        foreach (var group in deferrals.GroupBy(d => d.Years).OrderBy(g => g.Key))
            yield return $"{Capital(Say.List(group.Select(d => Name(d.Kind))))} are paid {(group.Key == 1 ? "a year" : $"{group.Key} years")} later.";
    }

    private static string Name(Deferred kind) => kind switch
    {
        Deferred.Adjustment => "budget adjustments",
        Deferred.Activity => "activity payments",
        Deferred.Incentives => "incentives earned",
        Deferred.GainLoss => "settlements of gains and losses",
        _ => "stop-loss recoveries",
    };

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
