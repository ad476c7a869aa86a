using IcpRisk.Nature;

namespace IcpRisk.Analysis.Attribution;

/// <summary>A side of the contract, or one account of it.</summary>
/// <param name="Name">provider, commissioner or third party; of an account its own name.</param>
/// <param name="IsSide">Whether it is a whole side.</param>
/// <param name="Side">The side it is on.</param>
public sealed record BearingAccount(string Name, bool IsSide, string Side);

/// <summary>For whom a risk is meant, and who bears it.</summary>
/// <param name="Name">Name of the risk; all, of all risks together.</param>
/// <param name="Words">The same in words.</param>
/// <param name="Intended">For whom the scenario says it is meant; null of all risks together.</param>
/// <param name="Accounts">The sides, then the accounts.</param>
/// <param name="Bearing">Who bears it, in the order of the accounts.</param>
/// <param name="BetaSum">Sum of the accounts' betas: 1 to rounding, by the ledger; NaN of a risk that moves no cost.</param>
public sealed record RiskBearing(
    string Name, string Words, Bearer? Intended, IReadOnlyList<BearingAccount> Accounts, CostBearing Bearing, double BetaSum)
{
    /// <summary>What single terms of the contract do to it; the one that does most first.</summary>
    public IReadOnlyList<TermEffect> Terms { get; init; } = [];

    /// <summary>What is meant beside what is, and the term of the contract that makes the difference, in a sentence.</summary>
    public string Verdict => Verdicts.Of(this);

    /// <summary>What each account bears, in words, in their order: <c>bears 34 % of it (26 % in the tail), not as meant</c>.</summary>
    public IReadOnlyList<string> Parties => [.. Accounts.Select((_, i) => Verdicts.OfParty(this, i))];

    /// <summary>Names of sides.</summary>
    internal static class Sides
    {
        public const string Provider = "provider";
        public const string Commissioner = "commissioner";
        public const string Third = "third party";
    }
}
