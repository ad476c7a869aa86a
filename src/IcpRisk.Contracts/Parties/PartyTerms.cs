using IcpRisk.Documents;

namespace IcpRisk.Contracts.Parties;

/// <summary>Which side of the contract a party is on.</summary>
public enum Side
{
    [Doc("pays for the contract and keeps what is out of scope")]
    Commissioner,

    [Doc("delivers care and bears its cost: prime contractor, subcontractor, alliance member")]
    Provider,

    [Doc("pays a stream of the value, insures, guarantees or owns, and is no party to gains, losses or care out of scope: a grant, a charity, a parent")]
    Funder,
}

/// <summary>One party to the contract and its shares. Shares that nobody states follow the rule beside each.</summary>
public sealed record PartyTerms : IChecked
{
    [Required]
    [Doc("commissioner, provider or funder")]
    public Side Side { get; init; }

    [In(Unit.Share, Min = 0, Max = 1)]
    [Doc("Share of payments this commissioner funds; over all commissioners 100 %. Default: by the streams of the value each pays, or all of it for a single commissioner.")]
    public double? Funds { get; init; }

    [In(Unit.Share, Min = 0, Max = 1)]
    [Doc("Share of the provider side's cost this member bears; over all members 100 %. Default: all of it for a single provider.")]
    public double? Cost { get; init; }

    [In(Unit.Share, Min = 0, Max = 1)]
    [Doc("Share of core payment, activity payments and fee this member receives. Default: as its share of cost.")]
    public double? Income { get; init; }

    [In(Unit.Share, Min = 0, Max = 1)]
    [Doc("Share of gain/loss transfers: of a provider (default: as cost) or a commissioner (default: as funds).")]
    public double? GainLoss { get; init; }

    [In(Unit.Share, Min = 0, Max = 1)]
    [Doc("Share of incentive money this member receives. Default: as its share of cost.")]
    public double? Incentives { get; init; }

    [In(Unit.Share, Min = 0, Max = 1)]
    [Doc("Share of equity in a joint vehicle, for a division by equity; over all members 100 %.")]
    public double? Equity { get; init; }

    [In(Unit.Number, Min = 0)]
    [Doc("Performance on agreed measures, for a division by performance: members have parts in proportion to it.")]
    public double? Performance { get; init; }

    [In(Unit.Money, Min = 0)]
    [Doc("Investment this member needs over the term, for a division that meets it first.")]
    public double? Investment { get; init; }

    public void Check(Checks checks)
    {
        if (Side != Side.Commissioner && Funds is not null)
            checks.Error(nameof(Funds), "only a commissioner funds by share; a funder pays a stream of the value");
        if (Side != Side.Provider && (Cost ?? Income ?? Incentives ?? Equity ?? Performance ?? Investment) is not null)
            checks.Error(nameof(Side), "cost, income, incentives, equity, performance and investment belong to the provider side");
        if (Side == Side.Funder && GainLoss is not null)
            checks.Error(nameof(GainLoss), "a funder takes no part in gains and losses");
    }
}
