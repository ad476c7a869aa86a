using IcpRisk.Documents;

namespace IcpRisk.Nature.Dependence;

/// <summary>A correlation of two drivers' surprises, by name: <c>[utilisation.outpatients, utilisation.surgery, 0.4]</c>.</summary>
public sealed record PairTerms
{
    [Doc("Name of a driver; `icprisk describe` lists them.")]
    [Position(0)]
    public required string One { get; init; }

    [Doc("Name of another driver.")]
    [Position(1)]
    public required string Other { get; init; }

    [Doc("Correlation of their surprises.")]
    [Position(2)]
    [In(Unit.Number, Min = -1, Max = 1)]
    public required double Correlation { get; init; }
}
