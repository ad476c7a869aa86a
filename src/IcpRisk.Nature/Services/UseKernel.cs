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
    private readonly List<double[]> _uses = [];
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
            double[] use =
            [
                .. _cohorts.Select(c => service.Use.TryGetValue(c, out var own) ? own
                    : rows.TryGetValue(c, out var tabled) ? tabled
                    : plan.Terms.Population.Cohorts[c].Need),
            ];
            var group = _uses.FindIndex(u => u.SequenceEqual(use));
            if (group < 0)
            {
                group = _uses.Count;
                _uses.Add(use);
                _rows.Add(plan.Rows.Next());
            }

            _groupOf[name] = group;
        }
    }

    /// <summary>The row of a service's weighted people.</summary>
    public int Group(string service) => _rows[_groupOf[service]];

    /// <summary>The weighted people of the planned list of year 1.</summary>
    public double PlannedYear1(string service) => Weighted(_plannedLists, _uses[_groupOf[service]]);

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
                    sum = L.Fma(L.Load(ref work.First(_population.ListRow(a)), i), L.Of(use[a]), sum);
                }

                L.Store(sum, ref row, i);
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
}
