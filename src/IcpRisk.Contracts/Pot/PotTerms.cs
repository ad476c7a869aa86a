using IcpRisk.Documents;

namespace IcpRisk.Contracts.Pot;

/// <summary>By what the places' shares of the pot are made, where they are not stated.</summary>
public enum PotDivision
{
    [Doc("by planned contract value, year by year")]
    Value,

    [Doc("the same for each place")]
    Equal,
}

/// <summary>
/// One pot of several places: each place's own contract settles first; then what it gained or lost, or a share of that, is
/// put together and divided again.
/// </summary>
public sealed record PotTerms
{
    [In(Unit.Share, Min = 0, Max = 1)]
    [Doc("Share of each place's surplus or deficit that goes into the pot; the place keeps the rest.")]
    public double Pooled { get; init; } = 1;

    [Doc("value or equal: how the pot is divided where places do not state their shares.")]
    public PotDivision Divide { get; init; }

    [In(Unit.Share, Min = 0)]
    [Doc("A pot with a gain keeps it, up to this share of the year's planned contract values, for years with a loss; what is kept at the end is divided. Default: nothing is kept.")]
    public double Contingency { get; init; }
}
