using IcpRisk.Documents;

namespace IcpRisk.Contracts.Payments;

/// <summary>
/// A service paid by price and actual activity (vaccinations, say). What the planned activity would be paid is part of the
/// contract value and comes out of the core payment.
/// </summary>
public sealed record ActivityPriceTerms
{
    [Shorthand]
    [Required]
    [In(Unit.Money, Min = 0)]
    [Doc("Price of a contact, by year, nominal.")]
    public Yearly Price { get; init; } = 0;
}
