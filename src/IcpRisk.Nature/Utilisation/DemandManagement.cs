using IcpRisk.Nature.Efficiency;
using IcpRisk.Nature.Kernel;
using IcpRisk.Numerics.Lanes;

namespace IcpRisk.Nature.Utilisation;

/// <summary>
/// Demand management of all services. A programme takes the share E[y] of what its service would see without any
/// programme, and gives another ratio times as many units; E is the planned effect as far as it comes true
/// (<see cref="RealisedPath"/>), by planned figures in the plan. A service gives or receives, never both.
/// </summary>
internal sealed class DemandManagement
{
    private readonly Programme[] _programmes;

    public DemandManagement(PlanBuilder plan) =>
        _programmes = [.. plan.Terms.Risks.Efficiency.DemandManagement.Select(d => new Programme(plan, d.Key, d.Value))];

    /// <summary>Whether a service receives activity, and so comes after those that give.</summary>
    public bool Receives(string service) => _programmes.Any(p => p.Terms.To == service);

    /// <summary>What moves to or from a service, or null where nothing does.</summary>
    public ServiceShift? Of(PlanBuilder plan, string service)
    {
        var from = _programmes.Where(p => p.Terms.From == service).ToArray();
        var to = _programmes.Where(p => p.Terms.To == service).ToArray();
        return from.Length + to.Length == 0 ? null : new ServiceShift(plan, from, to);
    }

    public void Year<L>(Workspace work, Latents latents, int year)
        where L : struct, ILanes<L>
    {
        foreach (var programme in _programmes)
        {
            programme.Path.Year<L>(work, latents, year);
        }
    }

    internal sealed class Programme
    {
        public Programme(PlanBuilder plan, string name, DemandManagementTerms terms)
        {
            var path = $"risks.efficiency.demand_management.{name}";
            Terms = terms;
            Path = new RealisedPath(
                plan, $"efficiency.demand_management.{name}", path,
                new PlannedEffect(terms.Planned, terms.Realised, terms.Persistence, terms.Delay));
            Ratio = plan.Of(terms.Ratio, Risk.Efficiency, $"{path}.ratio", Domain.NotNegative);
            Moved = plan.Rows.Next();
            MovedByPlan = plan.Rows.Next();
        }

        public DemandManagementTerms Terms { get; }

        public RealisedPath Path { get; }

        public Param Ratio { get; }

        /// <summary>Row of what the receiving service gets, in its own units.</summary>
        public int Moved { get; }

        /// <summary>Row of what it would get by the plan's rates and effect at the actual list and need.</summary>
        public int MovedByPlan { get; }
    }
}

/// <summary>What demand management takes from one service or brings to it.</summary>
internal sealed class ServiceShift
{
    private readonly DemandManagement.Programme[] _from;
    private readonly DemandManagement.Programme[] _to;
    private readonly int _plannedIn;

    public ServiceShift(PlanBuilder plan, DemandManagement.Programme[] from, DemandManagement.Programme[] to)
    {
        (_from, _to) = (from, to);
        _plannedIn = to.Length > 0 ? plan.Rows.Next() : -1;
        PlannedKept = [.. Enumerable.Range(0, plan.Years).Select(y => 1 - from.Sum(p => p.Path.ByPlan[y]))];
        PlannedReceived = to.Sum(p =>
            plan.Pick(plan.Terms.Services[p.Terms.From].Activity).Mean * plan.Pick(p.Terms.Ratio).Mean * p.Path.ByPlan.Max());
    }

    /// <summary>Share of its activity that stays by the plan, by year.</summary>
    public double[] PlannedKept { get; }

    /// <summary>About how much it receives a year at most, by planned effect.</summary>
    public double PlannedReceived { get; }

    /// <summary>What it receives by the plan; valid once <see cref="Apply"/> has been called for a year.</summary>
    public Param PlannedIn => _plannedIn < 0 ? Param.Of(0) : Param.OfRow(_plannedIn);

    /// <summary>Moves expected activity.</summary>
    /// <param name="work">The tile's rows.</param>
    /// <param name="year">Contract year, from 1.</param>
    /// <param name="expected">Row of expected activity without programmes; receives it with them.</param>
    /// <param name="use">Row of weighted people.</param>
    /// <param name="need">Need a head.</param>
    /// <param name="planned">Planned activity for each of them in a full year, without programmes.</param>
    /// <param name="exposure">What is covered of the year.</param>
    public void Apply<L>(Workspace work, int year, int expected, int use, Param need, Param planned, double exposure)
        where L : struct, ILanes<L>
    {
        if (_from.Length > 0)
        {
            Give<L>(work, year, expected, use, need, planned, exposure);
        }

        if (_to.Length == 0)
        {
            return;
        }

        work.Row(_plannedIn).Clear();
        foreach (var programme in _to)
        {
            Add<L>(work, programme.Moved, expected);
            Add<L>(work, programme.MovedByPlan, _plannedIn);
        }
    }

    private static void Add<L>(Workspace work, int source, int target)
        where L : struct, ILanes<L>
    {
        ref var from = ref work.First(source);
        ref var to = ref work.First(target);
        for (var i = 0; i < work.Trials; i += L.Width)
        {
            L.Store(L.Load(ref to, i) + L.Load(ref from, i), ref to, i);
        }
    }

    private void Give<L>(Workspace work, int year, int expected, int use, Param need, Param planned, double exposure)
        where L : struct, ILanes<L>
    {
        ref var whole = ref work.First(expected);
        ref var people = ref work.First(use);
        foreach (var programme in _from)
        {
            // Programmes that do better than planned can at most take all there is, each its part of it.
            ref var moved = ref work.First(programme.Moved);
            ref var movedByPlan = ref work.First(programme.MovedByPlan);
            var effect = programme.Path.Effect;
            var byPlan = L.Of(exposure * programme.Path.ByPlan[year - 1] * programme.Terms.Ratio.Plan.Mean);
            for (var i = 0; i < work.Trials; i += L.Width)
            {
                var taken = L.Load(ref whole, i) * effect.At<L>(work, i) / L.Max(Taken<L>(work, i), L.Of(1));
                L.Store(taken * programme.Ratio.At<L>(work, i), ref moved, i);
                L.Store(L.Load(ref people, i) * need.At<L>(work, i) * planned.At<L>(work, i) * byPlan, ref movedByPlan, i);
            }
        }

        for (var i = 0; i < work.Trials; i += L.Width)
        {
            var kept = L.Of(1);
            foreach (var programme in _from)
            {
                kept -= programme.Path.Effect.At<L>(work, i);
            }

            L.Store(L.Load(ref whole, i) * L.Max(kept, L.Zero), ref whole, i);
        }
    }
    private L Taken<L>(Workspace work, int i)
        where L : struct, ILanes<L>
    {
        var sum = L.Zero;
        foreach (var programme in _from)
        {
            sum += programme.Path.Effect.At<L>(work, i);
        }

        return sum;
    }
}
