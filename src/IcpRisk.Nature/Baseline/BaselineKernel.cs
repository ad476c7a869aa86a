using IcpRisk.Nature.Kernel;
using IcpRisk.Nature.Population;
using IcpRisk.Numerics.Lanes;

namespace IcpRisk.Nature.Baseline;

/// <summary>Errors in the data the budget was built on: in activity and in unit cost, common and by service, once a trial.</summary>
internal sealed class BaselineKernel
{
    private const string Path = "risks.baseline";
    private readonly PlanBuilder _plan;
    private readonly BaselineRisk _terms;
    private readonly LogProcess? _unitCost;
    private readonly List<LogProcess> _activity;
    private readonly List<(IReadOnlyList<LogProcess> Need, LogFactor Factor)> _factors = [];

    public BaselineKernel(PlanBuilder plan)
    {
        _plan = plan;
        _terms = plan.Terms.Risks.Baseline;
        _unitCost = plan.Process(
            "baseline.unit_cost", Risk.Baseline, Shape.Level, _terms.UnitCostSd, null, $"{Path}.unit_cost_sd");
        _activity = PopulationKernel.Present(plan.Process(
            "baseline.activity", Risk.Baseline, Shape.Level, _terms.ActivitySd, null, $"{Path}.activity_sd"));
    }

    /// <summary>The error in activity that all services share.</summary>
    public IReadOnlyList<LogProcess> ActivityProcesses => _activity;

    /// <summary>The same as a factor, corrected together with the list and need it is multiplied with.</summary>
    public LogFactor Activity(IReadOnlyList<LogProcess> need)
    {
        var known = _factors.Find(f => f.Need.SequenceEqual(need)).Factor;
        if (known is null)
        {
            known = new LogFactor(_plan, _activity, need);
            _factors.Add((need, known));
        }

        return known;
    }

    public void Year<L>(Workspace work, Latents latents, int year)
        where L : struct, ILanes<L>
    {
        foreach (var (_, factor) in _factors)
        {
            factor.Year<L>(work, latents, year);
        }
    }

    /// <summary>A service's own error in activity.</summary>
    public List<LogProcess> OwnActivity(string service) => PopulationKernel.Present(_plan.Process(
        $"baseline.activity.{service}", Risk.Baseline, Shape.Level, _terms.ServiceActivitySd, null, $"{Path}.service_activity_sd"));

    /// <summary>What moves a service's unit cost beside the general price level: baseline errors and its own inflation.</summary>
    public List<LogProcess> UnitCost(string service)
    {
        var inflation = _plan.Terms.Risks.Efficiency.ServiceInflation;
        const string Own = "risks.efficiency.service_inflation";
        return PopulationKernel.Present(
            _unitCost,
            _plan.Process($"baseline.unit_cost.{service}", Risk.Baseline, Shape.Level, _terms.ServiceUnitCostSd, null, $"{Path}.service_unit_cost_sd"),
            _plan.Process($"efficiency.inflation.{service}", Risk.Efficiency, Shape.CumulatedRate, inflation.Sd, inflation.Persistence, $"{Own}.sd", $"{Own}.persistence"));
    }
}
