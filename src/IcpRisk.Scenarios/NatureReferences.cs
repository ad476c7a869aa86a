using IcpRisk.Documents;
using IcpRisk.Nature;
using IcpRisk.Nature.Epidemiology;
using IcpRisk.Nature.Utilisation;

namespace IcpRisk.Scenarios;

/// <summary>Names of services and cohorts in the terms of risks.</summary>
internal static class NatureReferences
{
    public static void Check(RisksTerms risks, IReadOnlyList<string> services, IReadOnlyList<string> cohorts, Checks checks)
    {
        Epidemiological(risks.Epidemiological, services, cohorts, checks);
        if (risks.PopulationSize.Movement is { } movement)
        {
            CrossReferences.Names("Risks.population_size.movement.joiner_mix", movement.JoinerMix.Keys, cohorts, checks);
        }

        if (risks.Baseline.Measurement is { } measurement)
        {
            CrossReferences.Names("Risks.baseline.measurement.coding_drift", measurement.CodingDrift.Keys, cohorts, checks);
        }

        DemandManagement(risks.Efficiency.DemandManagement, services, checks);
    }

    private static void DemandManagement(Keyed<DemandManagementTerms> programmes, IReadOnlyList<string> services, Checks checks)
    {
        const string Path = "Risks.efficiency.demand_management";
        foreach (var (name, programme) in programmes)
        {
            CrossReferences.Names($"{Path}.{name}.from", [programme.From], services, checks);
            CrossReferences.Names($"{Path}.{name}.to", programme.To is { } to ? [to] : [], services, checks);
            if (programmes.Values.Any(p => p.To == programme.From))
            {
                checks.Error($"{Path}.{name}.from", $"{programme.From} receives activity from another programme; a service gives or receives, not both");
            }
        }

        foreach (var from in programmes.Values.GroupBy(p => p.From).Where(g => g.Sum(p => p.Planned.Spans.Max(s => s.Figures.Max(f => f.Mean))) > 1))
        {
            checks.Error(Path, $"programmes take more activity of {from.Key} than there is", allowed: "together at most 100 %");
        }
    }

    private static void Epidemiological(
        EpidemiologicalRisk risk, IReadOnlyList<string> services, IReadOnlyList<string> cohorts, Checks checks)
    {
        const string Path = "Risks.epidemiological";
        foreach (var (name, group) in risk.NeedGroups)
        {
            CrossReferences.Names($"{Path}.need_groups.{name}.services", group.Services, services, checks);
            CrossReferences.Names($"{Path}.need_groups.{name}.cohorts", group.Cohorts, cohorts, checks);
        }

        foreach (var twice in Twice(risk.NeedGroups.Values.SelectMany(g => g.Services)).Concat(Twice(risk.NeedGroups.Values.SelectMany(g => g.Cohorts))))
        {
            checks.Error($"{Path}.need_groups", $"{twice} is in two need groups");
        }

        foreach (var (name, condition) in risk.Conditions)
        {
            CrossReferences.Names($"{Path}.conditions.{name}.prevalence", condition.Prevalence.Keys, cohorts, checks);
            CrossReferences.Names($"{Path}.conditions.{name}.use", condition.Use.Keys, services, checks);
        }

        foreach (var (name, shock) in risk.Shocks)
        {
            CrossReferences.Names($"{Path}.shocks.{name}.services", shock.Services.Keys, services, checks);
        }
    }

    private static IEnumerable<string> Twice(IEnumerable<string> names) =>
        names.GroupBy(n => n).Where(g => g.Count() > 1).Select(g => g.Key);
}
