using IcpRisk.Nature.Epidemiology;
using IcpRisk.Nature.Kernel;
using IcpRisk.Numerics.Lanes;

namespace IcpRisk.Nature.Services;

/// <summary>
/// What makes a cohort's use of a service depart from its list: the need of the cohort's own group, and the conditions its
/// people have. A condition of prevalence p whose people use m times as much adds p(m − 1) to a mean multiplier, which is
/// scaled to 1 at the planned prevalence of year 1.
/// </summary>
internal sealed class UseRefinement : IEquatable<UseRefinement>
{
    private readonly NeedGroup[] _needs;
    private readonly (ConditionKernel Condition, Param Excess)[] _conditions;
    private readonly Param[] _scale;

    private UseRefinement(NeedGroup[] needs, (ConditionKernel Condition, Param Excess)[] conditions, int cohorts, ParamBook p)
    {
        _needs = needs;
        _conditions = conditions;
        _scale =
        [
            .. Enumerable.Range(0, cohorts).Select(a => p.Divide(
                Param.Of(1), p.Max(_conditions.Aggregate(Param.Of(1), (m, c) => Planned(p, m, c.Condition.Planned(a), c.Excess)), Param.Of(0)))),
        ];
    }

    /// <summary>What refines the use of a service, or null where nothing does.</summary>
    public static UseRefinement? Of(
        ParamBook p, string service, IReadOnlyList<string> cohorts, NeedKernel need, IReadOnlyList<ConditionKernel> conditions)
    {
        NeedGroup[] needs = need.IsMixed(service, cohorts) ? [.. cohorts.Select(c => need.OfCohort(c) ?? need.Of(service))] : [];
        var felt = conditions.Select(c => (c, c.Excess(service))).Where(c => !c.Item2.IsZero).ToArray();
        return needs.Length == 0 && felt.Length == 0 ? null : new UseRefinement(needs, felt, cohorts.Count, p);
    }

    /// <summary>Adds a cohort's weighted people to the row <paramref name="target"/>.</summary>
    public void Add<L>(Workspace work, int cohort, int year, int list, Param use, int target)
        where L : struct, ILanes<L>
    {
        var need = _needs.Length == 0 ? Param.Of(1) : _needs[cohort].Need;
        var one = L.Of(1);
        ref var people = ref work.First(list);
        ref var sum = ref work.First(target);
        for (var i = 0; i < work.Trials; i += L.Width)
        {
            var multiplier = one;
            foreach (var (condition, excess) in _conditions)
            {
                multiplier = L.Fma(condition.At(cohort, year).At<L>(work, i), excess.At<L>(work, i), multiplier);
            }

            multiplier = L.Max(multiplier, L.Zero) * _scale[cohort].At<L>(work, i) * need.At<L>(work, i);
            L.Store(L.Fma(L.Load(ref people, i) * use.At<L>(work, i), multiplier, L.Load(ref sum, i)), ref sum, i);
        }
    }

    private static Param Planned(ParamBook p, Param sum, double prevalence, Param excess) => sum.IsConstant && excess.IsConstant
        ? Param.Of(Math.FusedMultiplyAdd(prevalence, excess.Constant, sum.Constant))
        : p.Add(sum, p.Scale(excess, prevalence));

    public bool Equals(UseRefinement? other) =>
        other is not null && _needs.SequenceEqual(other._needs) && _conditions.SequenceEqual(other._conditions);

    public override bool Equals(object? obj) => Equals(obj as UseRefinement);

    public override int GetHashCode() => HashCode.Combine(_needs.Length, _conditions.Length);
}
