using IcpRisk.Contracts.GainLoss;
using IcpRisk.Documents;

namespace IcpRisk.Contracts.Rebasing;

/// <summary>What a value is re-set to.</summary>
public enum ResetTo
{
    [Doc("what care cost in the years looked at, which then grows as the planned value does")]
    ActualCost,

    [Doc("the planned value at the lists (or need) seen in the last year looked at, without tolerance or cap on adjustment")]
    Lists,
}

/// <summary>How a value is re-set: the planned value of all later years is multiplied by a level, and lists are compared with those seen.</summary>
public abstract record ResetTerms
{
    [Doc("actual_cost or lists.")]
    public ResetTo To { get; init; }

    [In(Unit.Share, Min = 0, Max = 1)]
    [Doc("Share of the difference that the new value takes up.")]
    public double Share { get; init; } = 1;

    [In(Unit.Share, Min = 0, Max = 1)]
    [Doc("Most that the planned value is raised or lowered. Default: no limit.")]
    public double? Cap { get; init; }

    [Setting]
    [In(Unit.Years, Min = 1, Max = 5)]
    [Doc("Years whose cost is looked at.")]
    public int LookBack { get; init; } = 1;

    [Setting]
    [In(Unit.Years, Min = 1, Max = 5)]
    [Doc("Years from the last year looked at to the first year of the new value.")]
    public int Lag { get; init; } = 1;

    [Doc("Costs that count: in_scope or in_scope_and_overheads. Services paid by activity never count.")]
    public ComparedCost Cost { get; init; }
}

/// <summary>Rebasing in stated years.</summary>
public sealed record RebaseTerms : ResetTerms, IChecked
{
    [Required]
    [Setting]
    [In(Unit.Count, Min = 2)]
    [Doc("Years that start with a new value.")]
    public IReadOnlyList<int> Years { get; init; } = [];

    public void Check(Checks checks)
    {
        if (Years.Count == 0)
            checks.Error(nameof(Years), "no year is named");
        foreach (var year in Years.Where(year => To == ResetTo.ActualCost ? year - Lag - LookBack < 0 : year <= Lag))
            checks.Error(nameof(Years), "there are not so many years before it to look at", $"{year}");
    }
}

/// <summary>A re-opener: when something departs far enough, the value is re-set from the next year on.</summary>
public sealed record ReopenerTerms : ResetTerms, IChecked
{
    [In(Unit.Share, Min = 0, MinExclusive = true, Max = 1)]
    [Doc("Opens when the list that is adjusted for has departed from the forecast by more than this, either way.")]
    public double? ListDeparts { get; init; }

    [In(Unit.Share, Min = 0, MinExclusive = true, Max = 1)]
    [Doc("Opens when the provider's loss after sharing, since the start or the last opening, is more than this share of the contract value of those years.")]
    public double? Loss { get; init; }

    [Setting]
    [In(Unit.Count, Min = 1)]
    [Doc("How often it can open.")]
    public int AtMost { get; init; } = 1;

    public void Check(Checks checks)
    {
        if (ListDeparts is null && Loss is null)
            checks.Error("", "nothing opens it", null, "list_departs, loss or both");
    }
}
