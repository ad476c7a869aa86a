using IcpRisk.Nature.Epidemiology;
using IcpRisk.Nature.Kernel;
using IcpRisk.Nature.Population;
using IcpRisk.Numerics.Lanes;

namespace IcpRisk.Nature.Services;

/// <summary>
/// People weighted by how much they use a service, Σ_a N[a,y] · use[s,a], and where it differs by cohort · need of the
/// cohort's group · more use by people with conditions. Services with the same weights share a row.
/// </summary>
internal sealed class UseKernel
{
    private readonly PopulationKernel _population;
    private readonly string[] _cohorts;
    private readonly Dictionary<string, int> _groupOf = [];
    private readonly List<Group> _groups = [];
    private readonly double[] _plannedLists;

    public UseKernel(PlanBuilder plan, PopulationKernel population, NeedKernel need, IReadOnlyList<ConditionKernel> conditions)
    {
        _population = population;
        _cohorts = [.. population.Cohorts];
        _plannedLists = [.. _cohorts.Select(c => plan.Terms.Population.PlannedList(c))];
        var table = plan.Terms.Use.ToLookup(r => r.Service);
        foreach (var (name, service) in plan.Terms.Services)
        {
            var rows = table[name].ToDictionary(r => r.Cohort, r => r.Use);
            double[] use =
            [
                .. _cohorts.Select(c => service.Use.TryGetValue(c, out var own) ? own
                    : rows.TryGetValue(c, out var tabled) ? tabled
                    : plan.Terms.Population.Cohorts[c].Need),
            ];
            var refinement = UseRefinement.Of(name, _cohorts, need, conditions);
            var group = _groups.FindIndex(g => g.Use.SequenceEqual(use) && Equals(g.Refinement, refinement));
            if (group < 0)
            {
                group = _groups.Count;
                _groups.Add(new Group(use, refinement, plan.Rows.Next(), refinement is null ? -1 : plan.Rows.Next()));
            }

            _groupOf[name] = group;
        }
    }

    /// <summary>The row of a service's weighted people.</summary>
    public int Row(string service) => Of(service).Row;

    /// <summary>The row of its people weighted by relative use alone; the same where nothing else differs by cohort.</summary>
    public int PlainRow(string service) => Of(service) is { Refinement: null } plain ? plain.Row : Of(service).PlainRow;

    /// <summary>The weighted people of the planned list of year 1.</summary>
    public double PlannedYear1(string service) => Weighted(_plannedLists, Of(service).Use);

    public void Year<L>(Workspace work, int year)
        where L : struct, ILanes<L>
    {
        foreach (var group in _groups)
        {
            var use = group.Use;
            ref var row = ref work.First(group.Refinement is null ? group.Row : group.PlainRow);
            for (var i = 0; i < work.Trials; i += L.Width)
            {
                var sum = L.Zero;
                for (var a = 0; a < use.Length; a++)
                {
                    sum = L.Fma(L.Load(ref work.First(_population.ListRow(a)), i), L.Of(use[a]), sum);
                }

                L.Store(sum, ref row, i);
            }

            if (group.Refinement is { } refinement)
            {
                work.Row(group.Row).Clear();
                for (var a = 0; a < use.Length; a++)
                {
                    refinement.Add<L>(work, a, year, _population.ListRow(a), use[a], group.Row);
                }
            }
        }
    }

    private static double Weighted(double[] lists, double[] use)
    {
        var sum = 0.0;
        for (var a = 0; a < lists.Length; a++)
        {
            sum = Math.FusedMultiplyAdd(lists[a], use[a], sum);
        }

        return sum;
    }

    private Group Of(string service) => _groups[_groupOf[service]];

    private sealed record Group(double[] Use, UseRefinement? Refinement, int Row, int PlainRow);
}
