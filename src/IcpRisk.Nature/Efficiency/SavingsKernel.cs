using IcpRisk.Nature.Kernel;
using IcpRisk.Nature.Stress;
using IcpRisk.Numerics.Lanes;

namespace IcpRisk.Nature.Efficiency;

/// <summary>Savings in unit cost: the planned cumulative share, as far as it comes true (<see cref="RealisedPath"/>).</summary>
internal sealed class SavingsKernel
{
    private readonly RealisedPath? _path;
    private readonly IReadOnlyList<double> _moves = [];
    private readonly int _moved = -1;

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
        if (plan.Moves.Savings.Any(f => f != 1))
        {
            (_moves, _moved) = (plan.Moves.Savings, plan.Rows.Next());
        }
    }

    /// <summary>The services that save; null for all in scope.</summary>
    public IReadOnlySet<string>? Services { get; }

    /// <summary>Cumulative share of unit cost saved.</summary>
    public Param Saving => _moved >= 0 ? Param.OfRow(_moved) : _path?.Effect ?? Param.Of(0);

    public void Year<L>(Workspace work, Latents latents, int year)
        where L : struct, ILanes<L>
    {
        _path?.Year<L>(work, latents, year);
        if (_moved < 0)
        {
            return;
        }

        ref var row = ref work.First(_moved);
        var move = L.Of(NatureMoves.At(_moves, year));
        for (var i = 0; i < work.Trials; i += L.Width)
        {
            L.Store(_path!.Effect.At<L>(work, i) * move, ref row, i);
        }
    }
}
