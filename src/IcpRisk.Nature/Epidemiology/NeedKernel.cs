using IcpRisk.Nature.Kernel;
using IcpRisk.Nature.Population;
using IcpRisk.Numerics.Lanes;

namespace IcpRisk.Nature.Epidemiology;

/// <summary>
/// Need a head by need group: general morbidity, and a process of its own for each named group of services or cohorts,
/// which for them takes the place of the general one. A cohort's group goes before a service's.
/// </summary>
internal sealed class NeedKernel
{
    private const string Path = "risks.epidemiological";
    private readonly NeedGroup[] _named;
    private readonly Dictionary<string, NeedGroup> _ofService = [];
    private readonly Dictionary<string, NeedGroup> _ofCohort = [];

    public NeedKernel(PlanBuilder plan, PopulationKernel population)
    {
        var terms = plan.Terms.Risks.Epidemiological;
        var size = population.SizeProcesses;
        General = new NeedGroup(plan, size, terms.Morbidity, string.Empty, $"{Path}.morbidity");
        _named = [.. terms.NeedGroups.Select(g => new NeedGroup(plan, size, g.Value, $".{g.Key}", $"{Path}.need_groups.{g.Key}"))];
        foreach (var (group, kernel) in terms.NeedGroups.Values.Zip(_named))
        {
            foreach (var service in group.Services)
            {
                _ofService[service] = kernel;
            }

            foreach (var cohort in group.Cohorts)
            {
                _ofCohort[cohort] = kernel;
            }
        }
    }

    /// <summary>Morbidity of whatever is in no named group.</summary>
    public NeedGroup General { get; }

    /// <summary>Whether there is more than general morbidity.</summary>
    public bool HasGroups => _named.Length > 0;

    /// <summary>The group of a service's use by people whose cohort has no group.</summary>
    public NeedGroup Of(string service) => _ofService.GetValueOrDefault(service, General);

    /// <summary>Whether the people who use a service belong to several groups.</summary>
    public bool IsMixed(string service, IEnumerable<string> cohorts) =>
        cohorts.Any(c => OfCohort(c) is { } own && own != Of(service));

    /// <summary>The group of a cohort, or null where it has the service's.</summary>
    public NeedGroup? OfCohort(string cohort) => _ofCohort.GetValueOrDefault(cohort);

    public void Year<L>(Workspace work, Latents latents, int year)
        where L : struct, ILanes<L>
    {
        General.Year<L>(work, latents, year);
        foreach (var group in _named)
        {
            group.Year<L>(work, latents, year);
        }
    }
}
