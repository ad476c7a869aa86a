using IcpRisk.Nature.Kernel;
using IcpRisk.Numerics.Lanes;

namespace IcpRisk.Nature.Efficiency;

/// <summary>Savings in unit cost: the planned cumulative share, as far as it comes true (<see cref="RealisedPath"/>).</summary>
internal sealed class SavingsKernel
{
    private readonly RealisedPath? _path;

    public SavingsKernel(PlanBuilder plan)
    {
        if (plan.Terms.Risks.Efficiency.Savings is not { } terms)
        {
            return;
        }

        Services = terms.Services.Count == 0 ? null : terms.Services.ToHashSet();
        _path = new RealisedPath(
            plan, "efficiency.savings", "risks.efficiency.savings",
            new PlannedEffect(terms.Planned, terms.Realised, terms.Persistence, terms.Delay));
    }

    /// <summary>The services that save; null for all in scope.</summary>
    public IReadOnlySet<string>? Services { get; }

    /// <summary>Cumulative share of unit cost saved.</summary>
    public Param Saving => _path?.Effect ?? Param.Of(0);

    public void Year<L>(Workspace work, Latents latents, int year)
        where L : struct, ILanes<L> => _path?.Year<L>(work, latents, year);
}
