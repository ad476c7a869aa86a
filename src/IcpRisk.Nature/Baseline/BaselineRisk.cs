using IcpRisk.Documents;

namespace IcpRisk.Nature.Baseline;

/// <summary>
/// Baseline risk: true unit cost and activity of year 1 differ from the data the budget was built on
/// (integrated budgets overview 2018, section 4.1: the baseline comes from commissioner spend because provider cost is poorly known).
/// </summary>
public sealed record BaselineRisk : RiskTerms
{
    [Doc("Standard deviation of the log error in unit cost that all services share, drawn once a trial.")]
    [In(Unit.Share, Min = 0, Max = 1)]
    public Figure UnitCostSd { get; init; } = 0;

    [Doc("Standard deviation of each service's own log error in unit cost.")]
    [In(Unit.Share, Min = 0, Max = 1)]
    public Figure ServiceUnitCostSd { get; init; } = 0;

    [Doc("Standard deviation of the log error in activity that all services share, drawn once a trial.")]
    [In(Unit.Share, Min = 0, Max = 1)]
    public Figure ActivitySd { get; init; } = 0;

    [Doc("Standard deviation of each service's own log error in activity.")]
    [In(Unit.Share, Min = 0, Max = 1)]
    public Figure ServiceActivitySd { get; init; } = 0;

    [Doc("How the recorded list, which payment follows, departs from the true one.")]
    public MeasurementTerms? Measurement { get; init; }
}
