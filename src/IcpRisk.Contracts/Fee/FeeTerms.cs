using IcpRisk.Contracts.GainLoss;
using IcpRisk.Documents;

namespace IcpRisk.Contracts.Fee;

/// <summary>A third party that pays the fee, on top of the contract value.</summary>
public sealed record FundedTerms
{
    [Required]
    [Doc("The funder, a party to the contract.")]
    public string By { get; init; } = "";

    [Required]
    [Setting]
    [In(Unit.Count, Min = 1)]
    [Doc("Years in which it pays.")]
    public IReadOnlyList<int> Years { get; init; } = [];
}

/// <summary>A fee that savings must cover: at most a share of what care costs less than the rest of the value.</summary>
public sealed record FromSavingsTerms
{
    [Required]
    [Setting]
    [In(Unit.Count, Min = 1)]
    [Doc("First year in which it is paid out of savings.")]
    public int From { get; init; } = 1;

    [In(Unit.Share, Min = 0, Max = 1)]
    [Doc("Share of savings that it can take.")]
    public double Share { get; init; } = 1;

    [Doc("annual: savings of the year; cumulative: savings since that first year less fees paid out of them.")]
    public SharingBasis Basis { get; init; }
}

/// <summary>
/// The management fee beyond a share of the value (<c>payments: {management: …}</c>): as a fixed amount, paid by a third
/// party, or out of savings.
/// </summary>
public sealed record FeeTerms
{
    [In(Unit.Money, Min = 0)]
    [Doc("Fixed fee by full year, in place of a share under payments. Part of the contract value.")]
    public Yearly? Amount { get; init; }

    [Doc("A third party that pays it in some years. Default: commissioners pay it out of the value.")]
    public FundedTerms? Funded { get; init; }

    [Doc("Years in which savings must cover it. Default: it is paid whatever happens.")]
    public FromSavingsTerms? FromSavings { get; init; }
}
