namespace IcpRisk.Contracts.Outcomes;

/// <summary>The fixed columns a contract settles, in the order of <see cref="OutcomeCatalogue.Settled"/>; parties' nets follow.</summary>
internal enum Column
{
    QualityScore,
    CostInScope,
    CostOutsideUse,
    CostOverheads,
    CostOutOfScope,
    CostTotal,
    CorePayment,
    BudgetAdjustment,
    ActivityPayment,
    ManagementFee,
    IncentiveEarned,
    GainLossTransfer,
    ProviderIncome,
    ContractValue,
    IncentiveAvailable,
    ProviderCost,
    ProviderSurplus,
    CommissionerSpend,
    AllocationHeadroom,
    IsDeficit,
    GainCapReached,
    LossCapReached,
    ExceedsAllocation,
    ProviderSurplusPv,
    CommissionerSpendPv,
    DeficitYears,
    FirstDeficitYear,
}
