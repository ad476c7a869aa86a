using IcpRisk.Documents;

namespace IcpRisk.Nature.Volatility;

/// <summary>
/// A class of people who use a service: within it yearly use is lognormal. People in no class use nothing.
/// </summary>
public sealed record PersonTerms
{
    [Doc("Share of the list that is in this class; those in none use nothing.")]
    [In(Unit.Share, Min = 0, MinExclusive = true, Max = 1)]
    public required Figure Share { get; init; }

    [Doc("Mean cost or use of one person of the class in a year, relative to the other classes.")]
    [In(Unit.Number, Min = 0, MinExclusive = true, Max = 1e6)]
    public required Figure Mean { get; init; }

    [Doc("Coefficient of variation between people of the class; lognormal, 0 means that all use the same.")]
    [In(Unit.Number, Min = 0, Max = 100)]
    public required Figure Cv { get; init; }
}
