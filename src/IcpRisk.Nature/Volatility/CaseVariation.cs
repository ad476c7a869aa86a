using IcpRisk.Documents;
using IcpRisk.Nature.Services;

namespace IcpRisk.Nature.Volatility;

/// <summary>How much the cost of one case of a service varies, and how skew it is: as stated, or as its people imply.</summary>
/// <param name="Cv">Coefficient of variation v.</param>
/// <param name="Skewness">Skewness γ; null for the lognormal's.</param>
public readonly record struct CaseVariation(Figure Cv, Figure? Skewness)
{
    /// <summary>Of a service: from its <see cref="ServiceTerms.Persons"/> where it has them (<see cref="PersonCases"/>).</summary>
    public static CaseVariation Of(NatureTerms terms, string service)
    {
        var own = terms.Services[service];
        return PersonCases.Of(terms.Population, terms.Risks.Volatility, own) is { } people
            ? people.Variation()
            : new(own.CaseCv, own.CaseSkewness);
    }
}
