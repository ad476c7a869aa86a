using IcpRisk.Documents;

namespace IcpRisk.Contracts.StopLoss;

/// <summary>
/// Insurance or pooling of high-cost cases: whoever bears the cost of care in scope pays a premium and recovers a share of
/// the layer that the services' high-cost cases state. Amounts are those of full years.
/// </summary>
public sealed record StopLossTerms
{
    [Required]
    [Doc("Services whose high-cost cases are covered, for the layer that each states.")]
    public IReadOnlyList<string> Services { get; init; } = [];

    [Required]
    [Doc("The party that takes the premium and pays what is recovered: a commissioner, or a funder (an insurer, or a pool of several contracts).")]
    public string With { get; init; } = "";

    [In(Unit.Share, Min = 0, Max = 1)]
    [Doc("Share of the layer that is recovered; the rest is coinsurance.")]
    public double Share { get; init; } = 1;

    [In(Unit.Money, Min = 0)]
    [Doc("Premium by year, nominal.")]
    public Yearly Premium { get; init; } = 0;

    [In(Unit.Money, Min = 0)]
    [Doc("What of the layers of a year is kept before anything is recovered, by year, nominal.")]
    public Yearly Deductible { get; init; } = 0;

    [In(Unit.Money, Min = 0)]
    [Doc("The most that is recovered in a year, by year, nominal. Default: no limit.")]
    public Yearly? Limit { get; init; }
}
