using IcpRisk.Nature.Population;
using IcpRisk.Nature.Services;

namespace IcpRisk.Nature.Volatility;

/// <summary>
/// Cases of a service whose people are stated. With λ cases a head a year, counts of variance φ times their mean and cases
/// of coefficient of variation v and skewness γ, a year's cost of one person has variance (φ + v²)/λ of its squared mean
/// and third central moment (γv³ + 3φv² + φ(2φ − 1))/λ² of its cubed mean. Both are set equal to those of the mixture, so
/// that a list of n people has the mixture's coefficient of variation and skewness over √n.
/// </summary>
/// <param name="People">What a person uses.</param>
/// <param name="CasesAHead">λ: expected activity over the planned people of the list that uses the service, year 1.</param>
/// <param name="Dispersion">φ; its mean where it is uncertain.</param>
public sealed record PersonCases(PersonMixture People, double CasesAHead, double Dispersion)
{
    /// <summary>Most uncertain figures of one service's people: cases are drawn in a way that serves every corner of their ranges.</summary>
    public const int MostUncertain = 10;

    /// <summary>λ·CV²: what counts and cases together may vary.</summary>
    public double Total => CasesAHead * People.Variance;

    /// <summary>v²; below 0 where counts alone vary more than people do.</summary>
    public double CaseVariance => Total - Dispersion;

    /// <summary>γv³; 0 or less where no skewness is left to a case.</summary>
    public double CaseThirdMoment => (CasesAHead * CasesAHead * People.ThirdMoment) - CountsThirdMoment;

    /// <summary>What counts make of the third moment: 3φv² + φ(2φ − 1).</summary>
    public double CountsThirdMoment => (3 * Dispersion * CaseVariance) + (Dispersion * ((2 * Dispersion) - 1));

    /// <summary>Whether cases can be found that, so many, vary as people do.</summary>
    public bool IsPossible => CaseVariance == 0 || (CaseVariance > 0 && CaseThirdMoment > 0);

    /// <summary>Cases of a service that has <see cref="ServiceTerms.Persons"/>; null where it has none.</summary>
    public static PersonCases? Of(PopulationTerms population, VolatilityRisk risk, ServiceTerms service)
    {
        if (service.Persons is not { } persons)
        {
            return null;
        }

        var share = service.Exposure is { } exposure ? population.Exposures[exposure].OfList.At(1).Mean : 1;
        var people = share * population.Cohorts.Keys.Sum(population.PlannedList);
        return new(
            new PersonMixture(persons), people > 0 ? service.Activity.Expect.Mean / people : 0,
            (service.Dispersion ?? risk.Dispersion).Mean);
    }

    /// <summary>v and γ.</summary>
    /// <exception cref="InvalidOperationException">There are no such cases; validation of a scenario refuses it.</exception>
    public CaseVariation Variation()
    {
        if (!IsPossible)
        {
            throw new InvalidOperationException("Counts alone vary more than these people do: nothing is left to cases.");
        }

        var v = Math.Sqrt(CaseVariance);
        return v == 0 ? new(0, null) : new(v, CaseThirdMoment / (CaseVariance * v));
    }
}
