using IcpRisk.Paths;
using static IcpRisk.Contracts.Outcomes.BadSide;
using static IcpRisk.Contracts.Outcomes.OutcomeScope;
using static IcpRisk.Contracts.Outcomes.OutcomeType;

namespace IcpRisk.Contracts.Outcomes;

/// <summary>Every column of the output, declared in one place.</summary>
public static class OutcomeCatalogue
{
    /// <summary>Columns that nature fills, the same for every contract settled on a path.</summary>
    public static IReadOnlyList<OutcomeColumn> Nature { get; } =
    [
        FromRow("list_size", Quantity.ListSize, Neither),
        FromRow("need_weighted_list", Quantity.NeedWeightedList, Neither),
        FromRow("list_size_index", Quantity.ListSizeIndex, Neither),
        FromRow("need_index", Quantity.NeedIndex, High),
        FromRow("utilisation_index", Quantity.UtilisationIndex, High),
        FromRow("volatility_index", Quantity.VolatilityIndex, High),
        FromRow("unit_cost_index", Quantity.UnitCostIndex, High),
        FromRow("savings_realised", Quantity.SavingsRealised, Low),
    ];

    /// <summary>Columns that settling a contract fills; <see cref="NetOf"/> adds one for each party.</summary>
    public static IReadOnlyList<OutcomeColumn> Settled { get; } =
    [
        new("quality_score", "share", "weighted mean of the contract's metric scores after any effect of financial pressure, from the worst (0) to the best (1) of each metric's scale", Low, TrialYear, Number),
        Money("cost_in_scope", "cost of the services in scope, care used outside the provider included", High),
        Money("cost_outside_use", "of the cost in scope, the part that buys care outside the provider", High),
        Money("cost_overheads", "management, mobilisation, double running, transformation and irrecoverable VAT", High),
        Money("cost_out_of_scope", "cost of services that the contract leaves with the commissioner", High),
        Money("cost_total", "all resources used: in scope, overheads and out of scope", High),
        Money("core_payment", "paid in instalments for the services in scope (the whole population annual payment), any budget adjustment included", Neither),
        Money("budget_adjustment", "of the core payment, the part that comes from adjusting for population and need", Neither),
        Money("activity_payment", "paid by price and actual activity", Neither),
        Money("management_fee", "paid for management, whatever happens or out of savings", Neither),
        Money("reimbursement", "cost reimbursed in place of a part of the core payment", Neither),
        Money("incentive_earned", "incentive money paid to the provider", Low),
        Money("gain_loss_transfer", "settlement of gains and losses; positive: the commissioner pays the provider", Neither),
        Money("stop_loss_recovery", "part of the cost of high-cost cases that the insuring party pays to whoever bears the cost in scope", Neither),
        Money("stop_loss_premium", "paid to the insuring party for it", High),
        Money("provider_income", "core payment, activity payments, fee, reimbursement, incentives, gain/loss transfer, and stop-loss recovery where the provider bears the cost", Low),
        Money("contract_value", "core payment, fee, incentive available and planned activity payments", Neither),
        Money("incentive_available", "incentive money that full achievement would earn", Neither),
        Money("provider_cost", "cost that falls on the provider side", High),
        Money("provider_surplus", "provider income less provider cost; negative: a deficit", Low),
        Money("commissioner_spend", "what commissioners pay for the services in scope, incentive money withheld into a pool included; care out of scope and payments by third parties are not in it", High),
        Money("allocation_headroom", "the commissioner's allocation for the services in scope less commissioner spend", Low),
        Flag("is_deficit", "the provider side has a deficit"),
        Flag("gain_cap_reached", "the cap on the provider's share of gains is reached"),
        Flag("loss_cap_reached", "the cap on the provider's share of losses is reached"),
        Flag("exceeds_allocation", "commissioner spend exceeds the allocation"),
        Flag("is_reopened", "the value is re-opened and starts the year anew", Neither),
        Flag("is_in_force", "the contract is in force: within the firm years, or extended", Neither),
        new("provider_surplus_pv", "GBP", "provider surplus of the term, discounted from mid-year to the start", Low, Trial, OutcomeType.Money),
        new("commissioner_spend_pv", "GBP", "commissioner spend of the term, discounted from mid-year to the start", High, Trial, OutcomeType.Money),
        new("deficit_years", "years", "contract years in which the provider side has a deficit", High, Trial, Count),
        new("first_deficit_year", "year", "first contract year in which the provider side has a deficit; 0: none", Neither, Trial, Count),
    ];

    /// <summary>The net position of one party: what it receives less what it pays and bears.</summary>
    public static OutcomeColumn NetOf(string party) => Money(
        $"net_{party}", $"net position of {party}: received less paid and less cost borne", Low);

    /// <summary>What a trial counts for; it stands beside the keys, of runs whose trials do not count alike.</summary>
    public static OutcomeColumn Weight { get; } = new(
        "weight", "1", "what the trial counts for: the ratio of the densities with which the model and the run draw it", Neither, Both, Number);

    internal static OutcomeColumn Of(Column column) => Settled[(int)column];

    private static OutcomeColumn Money(string name, string meaning, BadSide bad) =>
        new(name, "GBP", meaning, bad, Both, OutcomeType.Money);

    private static OutcomeColumn Flag(string name, string meaning, BadSide bad = High) =>
        new(name, "flag", meaning, bad, TrialYear, OutcomeType.Flag);

    private static OutcomeColumn FromRow(string name, Quantity quantity, BadSide bad) => new(
        name, RowCatalogue.Unit(quantity), RowCatalogue.Meaning(quantity), bad, TrialYear, Number, new RowId(quantity));
}
