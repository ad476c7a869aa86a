using IcpRisk.Documents;

namespace IcpRisk.Contracts.Adjustment;

/// <summary>What a budget is adjusted for.</summary>
public enum AdjustedFor
{
    [Doc("the number of people on the list")]
    Size,

    [Doc("how their make-up differs in need from the plan's")]
    Need,
}

/// <summary>How a departure beyond the tolerance is paid for.</summary>
public enum AdjustmentMethod
{
    [Doc("only what lies beyond the tolerance")]
    Excess,

    [Doc("all of it, once the tolerance is passed; the payment jumps there")]
    Whole,
}

/// <summary>When an adjustment is settled.</summary>
public enum AdjustmentSettlement
{
    [Doc("in the payments of the year itself, from the departure observed so many years before")]
    Prospective,

    [Doc("for the year it belongs to, from that year's own departure; known and paid so many years later")]
    Retrospective,
}

/// <summary>Adjustment of the contract value when the list, or its need, departs from the forecast.</summary>
public sealed record AdjustmentTerms : IChecked
{
    [Doc("size, need, both or neither.")]
    public IReadOnlyList<AdjustedFor> For { get; init; } = [];

    [Doc("excess or whole.")]
    public AdjustmentMethod Method { get; init; }

    [In(Unit.Share, Min = 0, Max = 1)]
    [Doc("Departure that is not paid for, either way.")]
    public double Tolerance { get; init; }

    [In(Unit.Share, Min = 0, Max = 1)]
    [Doc("Largest adjustment, either way. Default: no limit.")]
    public double? Cap { get; init; }

    [In(Unit.Share, Min = 0, Max = 1)]
    [Doc("Departure below the forecast that is not paid for. Default: as tolerance.")]
    public double? ToleranceBelow { get; init; }

    [In(Unit.Share, Min = 0, Max = 1)]
    [Doc("Largest adjustment downwards. Default: as cap.")]
    public double? CapBelow { get; init; }

    [Setting]
    [In(Unit.Years, Min = 0, Max = 5)]
    [Doc("Years between the departure and the payment that reflects it; settled prospectively, the first years have no adjustment.")]
    public int Lag { get; init; } = 1;

    [In(Unit.Ratio, Min = 0)]
    [Doc("Need weight of each cohort in the contract. Default: the plan's.")]
    public Keyed<double> NeedWeights { get; init; } = Keyed<double>.Empty;

    [Doc("When it is settled.")]
    public AdjustmentSettlement Settlement { get; init; }

    public void Check(Checks checks)
    {
        if (NeedWeights.Count > 0 && !For.Contains(AdjustedFor.Need))
            checks.Error(nameof(NeedWeights), "need weights are used only when the budget is adjusted for need");
        if (For.Distinct().Count() < For.Count)
            checks.Error(nameof(For), "named twice");
    }
}
