using IcpRisk.Documents;
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
    private readonly List<CertainGroup> _certain;
    private readonly List<Group> _uncertain;
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
            Param Of(string path, Figure figure) => plan.Of(figure, Risk.Epidemiological, path, Domain.NotNegative);
            Param[] use =
            [
                .. _cohorts.Select(c => service.Use.TryGetValue(c, out var own) ? Of($"services.{name}.use.{c}", own)
                    : rows.TryGetValue(c, out var tabled) ? Of($"use.{name}.{c}", tabled)
                    : NeedOf(plan, c)),
            ];
            var refinement = UseRefinement.Of(plan.Params, name, _cohorts, need, conditions);
            var group = _groups.FindIndex(g => g.Use.SequenceEqual(use) && Equals(g.Refinement, refinement));
            if (group < 0)
            {
                group = _groups.Count;
                var plain = plan.Rows.Next();
                _groups.Add(new Group(use, Planned(plan.Params, use), refinement, refinement is null ? plain : plan.Rows.Next(), plain));
            }

            _groupOf[name] = group;
        }

        var isCertain = _groups.ToLookup(g => g.Use.All(u => u.IsConstant));
        _certain = [.. isCertain[true].Select(g => new CertainGroup(g, [.. g.Use.Select(u => u.Constant)]))];
        _uncertain = [.. isCertain[false]];
    }

    /// <summary>The row of a service's weighted people.</summary>
    public int Row(string service) => Of(service).Row;

    /// <summary>The row of its people weighted by relative use alone; the same where nothing else differs by cohort.</summary>
    public int PlainRow(string service) => Of(service).PlainRow;

    /// <summary>
    /// The weighted people of the planned list of year 1. Use is relative: where it is uncertain so is this, by the same
    /// draws, and the planned list uses the stated activity whatever they are.
    /// </summary>
    public Param PlannedYear1(string service) => Of(service).PlannedYear1;

    /// <summary>Need a head of a cohort, relative to others.</summary>
    public static Param NeedOf(PlanBuilder plan, string cohort) => plan.Of(
        plan.Terms.Population.Cohorts[cohort].Need, Risk.Epidemiological, $"population.cohorts.{cohort}.need", Domain.NotNegative);

    public void Year<L>(Workspace work, int year)
        where L : struct, ILanes<L>
    {
        // Four groups of certain use at once share the reading of the lists; each sum has its own order, that of the cohorts.
        // Where fewer are left the last is worked again, which is faster than one by itself.
        for (var g = 0; g < _certain.Count; g += 4)
        {
            var last = _certain.Count - 1;
            Four<L>(work, _certain[g], _certain[Math.Min(g + 1, last)], _certain[Math.Min(g + 2, last)], _certain[Math.Min(g + 3, last)]);
        }

        foreach (var group in _uncertain)
        {
            One<L>(work, group);
        }

        foreach (var group in _groups)
        {
            if (group.Refinement is not { } refinement)
            {
                continue;
            }

            work.Row(group.Row).Clear();
            for (var a = 0; a < group.Use.Length; a++)
            {
                refinement.Add<L>(work, a, year, _population.ListRow(a), group.Use[a], group.Row);
            }
        }
    }

    private void Four<L>(Workspace work, CertainGroup groupA, CertainGroup groupB, CertainGroup groupC, CertainGroup groupD)
        where L : struct, ILanes<L>
    {
        var (useA, useB, useC, useD) = (groupA.Use, groupB.Use, groupC.Use, groupD.Use);
        ref var rowA = ref work.First(groupA.Group.PlainRow);
        ref var rowB = ref work.First(groupB.Group.PlainRow);
        ref var rowC = ref work.First(groupC.Group.PlainRow);
        ref var rowD = ref work.First(groupD.Group.PlainRow);
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

    private void One<L>(Workspace work, Group group)
        where L : struct, ILanes<L>
    {
        var use = group.Use;
        ref var row = ref work.First(group.PlainRow);
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

    private Group Of(string service) => _groups[_groupOf[service]];

    /// <summary>A group whose use is certain, with its plain numbers.</summary>
    private sealed record CertainGroup(Group Group, double[] Use);

    private sealed record Group(Param[] Use, Param PlannedYear1, UseRefinement? Refinement, int Row, int PlainRow);
}
