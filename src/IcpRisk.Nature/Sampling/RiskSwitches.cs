namespace IcpRisk.Nature.Sampling;

/// <summary>Terms with their switches set.</summary>
public static class RiskSwitches
{
    /// <summary>The same terms with every risk on.</summary>
    public static NatureTerms AllOn(this NatureTerms terms) => terms with
    {
        Risks = terms.Risks with
        {
            PopulationSize = terms.Risks.PopulationSize with { On = true },
            Epidemiological = terms.Risks.Epidemiological with { On = true },
            Utilisation = terms.Risks.Utilisation with { On = true },
            Volatility = terms.Risks.Volatility with { On = true },
            Efficiency = terms.Risks.Efficiency with { On = true },
            Quality = terms.Risks.Quality with { On = true },
            Baseline = terms.Risks.Baseline with { On = true },
        },
    };
}
