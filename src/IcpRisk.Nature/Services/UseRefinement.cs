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
    private readonly (ConditionKernel Condition, double Excess)[] _conditions;
    private readonly double[] _scale;

    private UseRefinement(NeedGroup[] needs, (ConditionKernel Condition, double Excess)[] conditions, int cohorts)
    {
        _needs = needs;
        _conditions = conditions;
        _scale =
        [
            .. Enumerable.Range(0, cohorts).Select(a =>
                1 / Math.Max(0, _conditions.Aggregate(1.0, (m, c) => Math.FusedMultiplyAdd(c.Condition.Planned(a), c.Excess, m)))),
        ];
    }

    /// <summary>What refines the use of a service, or null where nothing does.</summary>
    public static UseRefinement? Of(
        string service, IReadOnlyList<string> cohorts, NeedKernel need, IReadOnlyList<ConditionKernel> conditions)
    {
        NeedGroup[] needs = need.IsMixed(service, cohorts) ? [.. cohorts.Select(c => need.OfCohort(c) ?? need.Of(service))] : [];
        var felt = conditions.Where(c => c.Use.GetValueOrDefault(service, 1) != 1).Select(c => (c, c.Use[service] - 1)).ToArray();
        return needs.Length == 0 && felt.Length == 0 ? null : new UseRefinement(needs, felt, cohorts.Count);
    }

    /// <summary>Adds a cohort's weighted people to the row <paramref name="target"/>.</summary>
    public void Add<L>(Workspace work, int cohort, int year, int list, Param use, int target)
        where L : struct, ILanes<L>
    {
        var need = _needs.Length == 0 ? Param.Of(1) : _needs[cohort].Need;
        var (scale, one) = (L.Of(_scale[cohort]), L.Of(1));
        ref var people = ref work.First(list);
        ref var sum = ref work.First(target);
        for (var i = 0; i < work.Trials; i += L.Width)
        {
            var multiplier = one;
            foreach (var (condition, excess) in _conditions)
            {
                multiplier = L.Fma(condition.At(cohort, year).At<L>(work, i), L.Of(excess), multiplier);
            }

            multiplier = L.Max(multiplier, L.Zero) * scale * need.At<L>(work, i);
            L.Store(L.Fma(L.Load(ref people, i) * use.At<L>(work, i), multiplier, L.Load(ref sum, i)), ref sum, i);
        }
    }

    public bool Equals(UseRefinement? other) =>
        other is not null && _needs.SequenceEqual(other._needs) && _conditions.SequenceEqual(other._conditions);

    public override bool Equals(object? obj) => Equals(obj as UseRefinement);

    public override int GetHashCode() => HashCode.Combine(_needs.Length, _conditions.Length);
}
