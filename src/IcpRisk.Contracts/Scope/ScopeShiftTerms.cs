using IcpRisk.Documents;

namespace IcpRisk.Contracts.Scope;

/// <summary>
/// A part of a service that is not in the budget after all: activity re-classified to what the contract leaves out, practices
/// that are not integrated, or that re-activate their own contracts. Its cost, activity and high-cost cases move to the
/// commissioner; other services of the same patients stay.
/// </summary>
public sealed record ScopeShiftTerms
{
    [In(Unit.Share, Min = 0, Max = 1)]
    [Doc("Part of the service out of scope as the contract was priced, by year.")]
    public Yearly Planned { get; init; } = 0;

    [In(Unit.Share, Min = 0, Max = 1)]
    [Doc("Part of the service that is out of scope in the event, by year. Default: as planned.")]
    public Yearly? Actual { get; init; }

    [In(Unit.Share, Min = 0, Max = 1)]
    [Doc("How far money follows: share of the planned cost of what moves unplanned that leaves (or joins) the contract value.")]
    public double MoneyFollows { get; init; }
}
