using IcpRisk.Nature.Baseline;
using IcpRisk.Nature.Kernel;
using IcpRisk.Nature.Population;

namespace IcpRisk.Nature.Epidemiology;

/// <summary>What a service's planned rates are multiplied with beside its weighted people: need, and error in the baseline.</summary>
/// <param name="Need">Need a head by year.</param>
/// <param name="Baseline">The error in activity that all services share.</param>
/// <param name="Processes">All log processes in people, need and baseline, which later factors are corrected together with.</param>
internal sealed record ServiceNeed(Func<int, Param> Need, LogFactor Baseline, IReadOnlyList<LogProcess> Processes)
{
    public static ServiceNeed Of(
        string service, PopulationKernel population, NeedKernel need, ShockKernel shocks, BaselineKernel baseline)
    {
        // Of a mixed service need is in the weights of its cohorts; what correlates with one group only is not corrected.
        var mixed = need.IsMixed(service, population.Cohorts);
        var groups = population.Cohorts.Select(c => need.OfCohort(c) ?? need.Of(service)).Distinct().ToList();
        var group = groups.Count == 1 ? groups[0] : null;
        List<LogProcess> own = [.. population.SizeProcesses, .. group?.Processes ?? []];
        return new ServiceNeed(
            shocks.Of(service, mixed ? Param.Of(1) : need.Of(service).Need, own), baseline.Activity(own), [.. own, .. baseline.ActivityProcesses]);
    }
}
