using IcpRisk.Nature.Services;
using IcpRisk.Numerics.Distributions.Cases;
using IcpRisk.Scenarios;
using static IcpRisk.Benchmarks.Plain.Plainly;

namespace IcpRisk.Benchmarks.Plain;

/// <summary>One service line as numbers.</summary>
internal sealed class PlainService
{
    public PlainService(Scenario scenario, string name)
    {
        var (terms, years) = (scenario.Terms, scenario.Time.Years);
        var service = terms.Services[name];
        var risks = terms.Risks;
        Name = name;
        InScope = service.Scope == Scope.In;
        Use = [.. terms.Population.Cohorts.Select(c => Used(terms, name, service, c.Key))];
        var cohorts = terms.Population.Cohorts.Values;
        var usedYear1 = cohorts.Zip(Use, (c, use) => Certain(c.List!.Expect) * use).Sum();
        ExpectedYear1 = Certain(service.Activity.Expect);
        var growth = Growth(service.Growth.Expect, years);
        var shares = service.Exposure is { } exposure ? ByYear(terms.Population.Exposures[exposure].OfList, years) : null;
        Rate = [.. growth.Select((g, y) => ExpectedYear1 * g / usedYear1 * (shares is null ? 1 : shares[y] / shares[0]))];
        UnitCost = [.. Growth(service.RelativeInflation.Expect, years).Select(g => g * Certain(service.UnitCost.Expect))];
        PlannedUnitCost = [.. Growth(service.RelativeInflation.Plan, years).Select(g => g * Certain(service.UnitCost.Plan))];
        Fixed = Certain(service.Fixed);
        Release = Certain(service.FixedRelease);
        Dispersion = Certain(service.Dispersion ?? risks.Volatility.Dispersion);
        Require(service.Persons is null, "case variation from people");
        CaseCv = Certain(service.CaseCv);
        CaseSkewness = service.CaseSkewness is { } skewness ? Certain(skewness) : ShiftedLognormal.SkewnessOf(CaseCv);

        var savings = risks.Efficiency.Savings;
        Saves = InScope && savings is not null && (savings.Services.Count == 0 || savings.Services.Contains(name));
        var outside = risks.Efficiency.OutsideUse;
        HasOutside = InScope && outside is not null && outside.Services.Contains(name);
        StartCapacity = Certain(service.Activity.Plan)
            * (1 - (HasOutside ? Certain(outside!.Share.Planned ?? outside.Share.Expected) : 0));

        var own = risks.Utilisation.Services.TryGetValue(name, out var stated) ? stated : null;
        UseSd = Certain(own?.Sd ?? risks.Utilisation.Sd);
        UsePersistence = Certain(own?.Persistence ?? risks.Utilisation.Persistence);
        TrendSd = Certain(own?.TrendSd ?? risks.Utilisation.TrendSd);
        var (activitySd, costSd) = (Certain(risks.Baseline.ServiceActivitySd), Certain(risks.Baseline.ServiceUnitCostSd));
        var inflation = risks.Efficiency.ServiceInflation;
        UseHalf = [.. Enumerable.Range(1, years).Select(y => 0.5 * (Variance(UseSd, UsePersistence, y)
            + Math.Pow(TrendSd * (y - 1), 2) + (activitySd * activitySd)))];
        var sharedSd = Certain(risks.Baseline.UnitCostSd);
        CostHalf = [.. Enumerable.Range(1, years).Select(y => 0.5 * ((sharedSd * sharedSd) + (costSd * costSd)
            + CumulatedVariance(Certain(inflation.Sd), Certain(inflation.Persistence), y)))];

        if (risks.Volatility.HighCost.TryGetValue(name, out var high))
        {
            Require(high.Severity.Pareto is not null, "high-cost cases that are not Pareto");
            HighCostCases = Certain(high.Cases.Expect);
            HighCostAbove = high.Above;
            HighCostAlpha = Certain(high.Severity.Pareto!.Alpha);
        }
    }

    public string Name { get; }

    public bool InScope { get; }

    public bool Saves { get; }

    public bool HasOutside { get; }

    /// <summary>Relative use a head by cohort.</summary>
    public double[] Use { get; }

    /// <summary>Expected activity a unit of use, by year.</summary>
    public double[] Rate { get; }

    public double ExpectedYear1 { get; }

    public double[] UnitCost { get; }

    public double[] PlannedUnitCost { get; }

    public double Fixed { get; }

    public double Release { get; }

    public double StartCapacity { get; }

    public double Dispersion { get; }

    public double CaseCv { get; }

    public double CaseSkewness { get; }

    public double UseSd { get; }

    public double UsePersistence { get; }

    public double TrendSd { get; }

    /// <summary>Half the variance of the log of use, by year; of unit cost alike.</summary>
    public double[] UseHalf { get; }

    public double[] CostHalf { get; }

    public double HighCostCases { get; }

    public double HighCostAbove { get; }

    public double HighCostAlpha { get; }

    private static double Used(ScenarioTerms terms, string name, ServiceTerms service, string cohort) =>
        Certain(service.Use.TryGetValue(cohort, out var own) ? own
            : terms.Use.FirstOrDefault(r => r.Service == name && r.Cohort == cohort)?.Use ?? terms.Population.Cohorts[cohort].Need);
}
