using IcpRisk.Contracts.GainLoss;
using IcpRisk.Documents;

namespace IcpRisk.Contracts.Reimbursement;

/// <summary>
/// Cost reimbursement: pay = (1 − share) · core payment + share · allowable cost. What services paid by activity cost is never
/// allowable, since they are paid for already.
/// </summary>
public sealed record ReimbursementTerms
{
    [Required]
    [Shorthand]
    [In(Unit.Share, Min = 0, Max = 1)]
    [Doc("Share of pay that follows cost, by year: 0 % is the lump sum, 100 % full reimbursement.")]
    public Yearly Share { get; init; } = 0;

    [Doc("Costs that are allowable: in_scope or in_scope_and_overheads.")]
    public ComparedCost Cost { get; init; }

    [Doc("Services whose cost is not allowable.")]
    public IReadOnlyList<string> Excludes { get; init; } = [];

    [In(Unit.Share, Min = 0)]
    [Doc("The most that is allowable, as a share of the core payment before reimbursement, by year. Default: no limit.")]
    public Yearly? Cap { get; init; }
}
