using IcpRisk.Documents;

namespace IcpRisk.Contracts.Balance;

/// <summary>
/// How long after the year it belongs to a payment is made. Core payment and fee are paid in instalments within the year;
/// what is only known afterwards may be paid later, after the term too.
/// </summary>
public sealed record PaymentLagTerms
{
    [Setting]
    [In(Unit.Years, Min = 0, Max = 5)]
    [Doc("Years until the part of the core payment is paid that comes from adjusting for population and need.")]
    public int Adjustment { get; init; }

    [Setting]
    [In(Unit.Years, Min = 0, Max = 5)]
    [Doc("Years until activity payments are paid.")]
    public int Activity { get; init; }

    [Setting]
    [In(Unit.Years, Min = 0, Max = 5)]
    [Doc("Years until incentives earned are paid.")]
    public int Incentives { get; init; }

    [Setting]
    [In(Unit.Years, Min = 0, Max = 5)]
    [Doc("Years until gains and losses are settled.")]
    public int GainLoss { get; init; }

    [Setting]
    [In(Unit.Years, Min = 0, Max = 5)]
    [Doc("Years until stop-loss recoveries are paid.")]
    public int StopLoss { get; init; }
}
