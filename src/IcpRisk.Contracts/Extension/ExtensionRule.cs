using System.Runtime.CompilerServices;
using IcpRisk.Contracts.Settlement;
using IcpRisk.Numerics.Lanes;

namespace IcpRisk.Contracts.Extension;

/// <summary>An option to extend, compiled; absent where the whole term is firm.</summary>
/// <param name="Firm">Years that are firm.</param>
/// <param name="Taken">Whether it is taken up: true, false, or null where conditions decide.</param>
/// <param name="SurplusAtLeast">Surplus over value needed; negative infinity where it does not count.</param>
/// <param name="SpendAtMost">Spend over value allowed; infinite where it does not count.</param>
internal sealed record ExtensionRule(int Firm, bool? Taken, double SurplusAtLeast, double SpendAtMost)
{
    /// <summary>Mask: the conditions hold, surplus ≥ least · value and spend ≤ most · value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Holds<L>(L surplus, L spend, L value, L surplusAtLeast, L spendAtMost)
        where L : struct, ILanes<L> => L.AndBits(
            L.LessOrEqual(surplusAtLeast * value, surplus), L.LessOrEqual(spend, spendAtMost * value));

    public static ExtensionRule? Compile(ExtensionTerms? terms, PlanChecks checks)
    {
        if (terms is null)
            return null;
        if (terms.Years >= checks.Years)
            checks.Error(terms, nameof(terms.Years), "no year is firm", $"{terms.Years}", $"1 to {checks.Years - 1}");
        return new ExtensionRule(
            checks.Years - terms.Years,
            terms.Exercised == Exercised.OnCondition ? null : terms.Exercised == Exercised.Yes,
            terms.SurplusAtLeast ?? double.NegativeInfinity, terms.SpendAtMost ?? double.PositiveInfinity);
    }
}
