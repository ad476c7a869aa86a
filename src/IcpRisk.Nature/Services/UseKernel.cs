using IcpRisk.Documents;
using IcpRisk.Nature.Kernel;
using IcpRisk.Nature.Population;
using IcpRisk.Numerics.Lanes;

namespace IcpRisk.Nature.Services;

/// <summary>
/// People weighted by how much they use a service, Σ_a N[a,y] · use[s,a]. Services with the same relative use share a row.
/// </summary>
internal sealed class UseKernel
{
    private readonly PopulationKernel _population;
    private readonly string[] _cohorts;
    private readonly Dictionary<string, int> _groupOf = [];
    private readonly List<Param[]> _uses = [];
    private readonly List<Param> _planned = [];
    private readonly List<int> _rows = [];
    private readonly double[] _plannedLists;

    public UseKernel(PlanBuilder plan, PopulationKernel population)
    {
        _population = population;
        _cohorts = [.. population.Cohorts];
        _plannedLists = [.. _cohorts.Select(c => plan.Terms.Population.PlannedList(c))];
        var table = plan.Terms.Use.ToLookup(r => r.Service);
        foreach (var (name, service) in plan.Terms.Services)
        {
            var rows = table[name].ToDictionary(r => r.Cohort, r => r.Use);
            Param Of(string path, Figure figure) => plan.Of(figure, Risk.Epidemiological, path, Domain.NotNegative);
            Param[] use =
            [
                .. _cohorts.Select(c => service.Use.TryGetValue(c, out var own) ? Of($"services.{name}.use.{c}", own)
                    : rows.TryGetValue(c, out var tabled) ? Of($"use.{name}.{c}", tabled)
                    : NeedOf(plan, c)),
            ];
            var group = _uses.FindIndex(u => u.SequenceEqual(use));
            if (group < 0)
            {
                group = _uses.Count;
                _uses.Add(use);
                _planned.Add(Planned(plan.Params, use));
                _rows.Add(plan.Rows.Next());
            }

            _groupOf[name] = group;
        }
    }

    /// <summary>The row of a service's weighted people.</summary>
    public int Group(string service) => _rows[_groupOf[service]];

    /// <summary>
    /// The weighted people of the planned list of year 1. Use is relative: where it is uncertain so is this, by the same
    /// draws, and the planned list uses the stated activity whatever they are.
    /// </summary>
    public Param PlannedYear1(string service) => _planned[_groupOf[service]];

    /// <summary>Need a head of a cohort, relative to others.</summary>
    public static Param NeedOf(PlanBuilder plan, string cohort) => plan.Of(
        plan.Terms.Population.Cohorts[cohort].Need, Risk.Epidemiological, $"population.cohorts.{cohort}.need", Domain.NotNegative);

    public void Year<L>(Workspace work)
        where L : struct, ILanes<L>
    {
        for (var g = 0; g < _uses.Count; g++)
        {
            ref var row = ref work.First(_rows[g]);
            var use = _uses[g];
            for (var i = 0; i < work.Trials; i += L.Width)
            {
                var sum = L.Zero;
                for (var a = 0; a < use.Length; a++)
                {
                    sum = L.Fma(L.Load(ref work.First(_population.ListRow(a)), i), use[a].At<L>(work, i), sum);
                }

                L.Store(sum, ref row, i);
            }
        }
    }

    private Param Planned(ParamBook p, Param[] use)
    {
        if (use.Any(u => !u.IsConstant))
        {
            return _plannedLists.Zip(use, (list, u) => p.Scale(u, list)).Aggregate(p.Add);
        }

        var sum = 0.0;
        for (var a = 0; a < use.Length; a++)
        {
            sum = Math.FusedMultiplyAdd(_plannedLists[a], use[a].Constant, sum);
        }

        return Param.Of(sum);
    }
}
