using IcpRisk.Documents;

namespace IcpRisk.Contracts.Parties;

/// <summary>How the result of the whole provider side is divided among members.</summary>
public enum DivisionBy
{
    [Doc("the same for every member")]
    Equal,

    [Doc("by their shares of income, the budget that each was allocated")]
    Budget,

    [Doc("by their shares of equity in a joint vehicle")]
    Equity,

    [Doc("in proportion to their performance on agreed measures")]
    Performance,

    [Doc("gains first to members that need investment, in the order named, until each has what it needs")]
    Investment,

    [Doc("gains are kept by the network against later losses")]
    Contingency,
}

/// <summary>
/// Open-book division: the members' costs are met, and the gain or loss of the whole provider side is divided by a rule of
/// its own, instead of each member keeping the difference of its income and cost.
/// </summary>
public sealed record DivisionTerms : IChecked
{
    [Required]
    [Shorthand]
    [Doc("equal, budget, equity, performance, investment or contingency.")]
    public DivisionBy By { get; init; }

    [Doc("Of investment and contingency: how losses, and gains that are left, are divided.")]
    public DivisionBy Otherwise { get; init; } = DivisionBy.Budget;

    [In(Unit.Money, Min = 0)]
    [Doc("Of contingency: what the network keeps at most. Default: no limit.")]
    public double? UpTo { get; init; }

    public void Check(Checks checks)
    {
        if (Otherwise is DivisionBy.Investment or DivisionBy.Contingency)
            checks.Error(nameof(Otherwise), "what is left is divided at once", allowed: "equal, budget, equity or performance");
        if (UpTo is not null && By != DivisionBy.Contingency)
            checks.Error(nameof(UpTo), "only a contingency has a limit");
    }
}
