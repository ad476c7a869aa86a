using IcpRisk.Documents;

namespace IcpRisk.Nature;

/// <summary>Whom the contract means to bear a risk.</summary>
public enum Bearer
{
    Provider,
    Commissioner,
    Shared,
    None,
}

/// <summary>What every risk has: whom it is meant for, and a switch.</summary>
public abstract record RiskTerms
{
    [Doc("Who is meant to bear this risk. An input; who really bears it is a result.")]
    public Bearer IntendedBearer { get; init; } = Bearer.None;

    [Doc("Off: every driver of this risk takes its conditional mean, and no other draw moves.")]
    public bool On { get; init; } = true;
}
