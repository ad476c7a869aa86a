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
        // Four groups at once share the reading of the lists; each sum has its own order, that of the cohorts.
        var g = 0;
        for (; g + 4 <= _uses.Count; g += 4)
        {
            Four<L>(work, g);
        }

        for (; g < _uses.Count; g++)
        {
            One<L>(work, g);
        }
    }

    private void Four<L>(Workspace work, int g)
        where L : struct, ILanes<L>
    {
        var (useA, useB, useC, useD) = (_uses[g], _uses[g + 1], _uses[g + 2], _uses[g + 3]);
        ref var rowA = ref work.First(_rows[g]);
        ref var rowB = ref work.First(_rows[g + 1]);
        ref var rowC = ref work.First(_rows[g + 2]);
        ref var rowD = ref work.First(_rows[g + 3]);
        ref var lists = ref work.First(_population.ListRow(0));
        for (var i = 0; i < work.Trials; i += L.Width)
        {
            var (a, b, c, d) = (L.Zero, L.Zero, L.Zero, L.Zero);
            for (var k = 0; k < useA.Length; k++)
            {
                var list = L.Load(ref lists, (k * work.Stride) + i);
                a = L.Fma(list, L.Of(useA[k]), a);
                b = L.Fma(list, L.Of(useB[k]), b);
                c = L.Fma(list, L.Of(useC[k]), c);
                d = L.Fma(list, L.Of(useD[k]), d);
            }

            L.Store(a, ref rowA, i);
            L.Store(b, ref rowB, i);
            L.Store(c, ref rowC, i);
            L.Store(d, ref rowD, i);
        }
    }

    private void One<L>(Workspace work, int g)
        where L : struct, ILanes<L>
    {
        var use = _uses[g];
        ref var row = ref work.First(_rows[g]);
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
