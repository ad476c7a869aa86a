namespace IcpRisk.Contracts.Payoff;

/// <summary>A cost of care at which a year's payoff bends or jumps, and the term that makes it do so.</summary>
/// <param name="Cost">Cost of the services in scope in that year, GBP.</param>
/// <param name="Term">Path of the term below <c>contract</c>.</param>
/// <param name="Words">What happens there.</param>
/// <param name="IsJump">The payoff is not continuous there.</param>
public sealed record Kink(double Cost, string Term, string Words, bool IsJump);

/// <summary>What the cost of a year is compared with, and where its payoff bends, all else being as planned.</summary>
/// <param name="Target">The compared income, GBP.</param>
/// <param name="TargetWords">What it is made of.</param>
/// <param name="PlannedCost">Planned cost of the services in scope, GBP.</param>
/// <param name="Compared">Part of a change in that cost that is compared: 1, or less where services are left out.</param>
/// <param name="Beside">Other cost that is compared, whatever care costs: overheads, premium less recovery. GBP.</param>
/// <param name="Kinks">By rising cost; where cost meets the target first of all, whether or not the payoff bends there.</param>
public sealed record PayoffTerms(
    double Target, string TargetWords, double PlannedCost, double Compared, double Beside, IReadOnlyList<Kink> Kinks)
{
    /// <summary>Compared cost over target when care costs so much.</summary>
    public double OfTarget(double cost) => ((cost * Compared) + Beside) / Target;

    /// <summary>What care costs when the compared cost is such a part of the target.</summary>
    public double CostAt(double ofTarget) => ((ofTarget * Target) - Beside) / Compared;
}
