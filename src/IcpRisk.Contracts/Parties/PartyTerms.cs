using IcpRisk.Documents;

namespace IcpRisk.Contracts.Parties;

/// <summary>Which side of the contract a party is on.</summary>
public enum Side
{
    [Doc("pays for the contract and keeps what is out of scope")]
    Commissioner,

    [Doc("delivers care and bears its cost: prime contractor, subcontractor, alliance member")]
    Provider,

    [Doc("pays a stream of the value and is no party to gains, losses or care out of scope: a grant or a charity")]
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

    public void Check(Checks checks)
    {
        if (Side != Side.Commissioner && Funds is not null)
            checks.Error(nameof(Funds), "only a commissioner funds by share; a funder pays a stream of the value");
        if (Side != Side.Provider && (Cost ?? Income ?? Incentives) is not null)
            checks.Error(nameof(Side), "cost, income and incentives are shared on the provider side");
        if (Side == Side.Funder && GainLoss is not null)
            checks.Error(nameof(GainLoss), "a funder takes no part in gains and losses");
    }
}
