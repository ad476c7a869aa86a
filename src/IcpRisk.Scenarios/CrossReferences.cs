using IcpRisk.Documents;

namespace IcpRisk.Scenarios;

/// <summary>Names in one part of a scenario that must stand in another.</summary>
internal static class CrossReferences
{
    public static void Check(ScenarioTerms terms, Checks checks)
    {
        var services = terms.Services.Keys.ToList();
        var cohorts = terms.Population.Cohorts.Keys.ToList();
        if (services.Count == 0)
        {
            checks.Error("Services", "at least one service is needed");
        }

        foreach (var (name, service) in terms.Services)
        {
            Names($"Services.{name}.use", service.Use.Keys, cohorts, checks);
            if (service.Exposure is { } exposure)
            {
                Names($"Services.{name}.exposure", [exposure], terms.Population.Exposures.Keys, checks);
            }

            if (service.Exposure is null || terms.Population.Exposures.ContainsKey(service.Exposure))
            {
                PersonChecks.Check(terms, name, checks);
            }
        }

        Names("Use", terms.Use.Select(r => r.Service), services, checks);
        Names("Use", terms.Use.Select(r => r.Cohort), cohorts, checks);
        foreach (var twice in terms.Use.GroupBy(r => (r.Service, r.Cohort)).Where(g => g.Count() > 1))
        {
            checks.Error("Use", $"service {twice.Key.Service}, cohort {twice.Key.Cohort} is given twice");
        }

        foreach (var name in services.Concat(terms.Metrics.Keys).Where(n => n == "common"))
        {
            checks.Error(services.Contains(name) ? $"Services.{name}" : $"Metrics.{name}", "`common` names what services or metrics share; use another name");
        }

        foreach (var (scheme, metric, better) in terms.Contract.Incentives.SelectMany(s => s.Value.Metrics.Where(m => !m.Value.Published)
            .Select(m => (s.Key, m.Key, m.Value.Better.ToString()))))
        {
            if (terms.Metrics.TryGetValue(metric, out var own) && own.Better.ToString() != better)
            {
                checks.Error(
                    $"Contract.incentives.{scheme}.metrics.{metric}.better", "the metric itself says the other side is better",
                    better.ToLowerInvariant(), own.Better.ToString().ToLowerInvariant());
            }
        }

        Certain(terms, checks);
        var risks = terms.Risks;
        var inScope = terms.Services.Where(s => s.Value.Scope == Nature.Services.Scope.In).Select(s => s.Key).ToList();
        Names("Risks.utilisation.services", risks.Utilisation.Services.Keys, services, checks);
        NatureReferences.Check(risks, services, cohorts, checks);
        Names("Risks.volatility.high_cost", risks.Volatility.HighCost.Keys, services, checks);
        if (risks.Efficiency.Savings is { } savings)
        {
            Names("Risks.efficiency.savings.services", savings.Services, inScope, checks);
        }

        if (risks.Efficiency.OutsideUse is { } outside)
        {
            Names("Risks.efficiency.outside_use.services", outside.Services, inScope, checks);
            var (mean, sd) = (outside.Share.Expected.Mean, outside.Share.Sd.Mean);
            if (sd > 0 && sd * sd >= mean * (1 - mean))
            {
                checks.Error(
                    "Risks.efficiency.outside_use.share.sd", "no share between 0 and 1 with this mean can vary so much",
                    allowed: $"below {NumberText.Format(Math.Sqrt(mean * (1 - mean)), Unit.Share)}");
            }
        }

        foreach (var (name, _) in terms.Services)
        {
            if (cohorts.All(c => Use(terms, name, c) * terms.Population.PlannedList(c) == 0))
            {
                checks.Error($"Services.{name}", "no cohort uses this service: every list or relative use is 0");
            }
        }
    }

    // A figure that is a plan by year and has no draw: a distribution there would say what is not done.
    private static void Certain(ScenarioTerms terms, Checks checks)
    {
        foreach (var (name, condition) in terms.Risks.Epidemiological.Conditions)
        {
            foreach (var (cohort, prevalence) in condition.Prevalence)
            {
                Certain($"Risks.epidemiological.conditions.{name}.prevalence.{cohort}", prevalence.Plan, checks);
                Certain($"Risks.epidemiological.conditions.{name}.prevalence.{cohort}", prevalence.Expect, checks);
            }
        }
    }

    private static void Certain(string property, Yearly figures, Checks checks)
    {
        if (figures.Spans.Any(s => s.Figures.Any(f => f.Distribution is not null)))
        {
            checks.Error(property, "this is a plan by year and cannot be a distribution");
        }
    }

    private static double Use(ScenarioTerms terms, string service, string cohort) =>
        (terms.Services[service].Use.TryGetValue(cohort, out var own) ? own
            : terms.Use.FirstOrDefault(r => r.Service == service && r.Cohort == cohort)?.Use ?? terms.Population.Cohorts[cohort].Need).Mean;

    internal static void Names(string property, IEnumerable<string> found, IEnumerable<string> known, Checks checks)
    {
        foreach (var name in found.Distinct().Where(n => !known.Contains(n)))
        {
            checks.Unknown(property, name, known);
        }
    }
}
