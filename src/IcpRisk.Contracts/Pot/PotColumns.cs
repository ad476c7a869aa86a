using IcpRisk.Contracts.Outcomes;

namespace IcpRisk.Contracts.Pot;

/// <summary>The columns of a pot: sums over its places, what each place has before and after, what is kept.</summary>
public static class PotColumns
{
    public const string ContingencyChange = "contingency_change";
    public const string ContingencyBalance = "contingency_balance";

    // Columns of single contracts whose sum over places means what the column means.
    private static readonly Column[] Flows =
    [
        Column.CostInScope, Column.CostOverheads, Column.CostOutOfScope, Column.CostTotal, Column.CorePayment, Column.ActivityPayment,
        Column.ManagementFee, Column.IncentiveEarned, Column.GainLossTransfer, Column.ProviderIncome, Column.ContractValue,
        Column.IncentiveAvailable, Column.ProviderCost, Column.ProviderSurplus, Column.CommissionerSpend, Column.AllocationHeadroom,
    ];

    private static readonly Column[] Values = [Column.ProviderSurplusPv, Column.CommissionerSpendPv];

    /// <summary>A place's surplus by its own contract, before the pot.</summary>
    public static string Surplus(string place) => $"surplus_{place}";

    /// <summary>What a place has of the pot less what it put in.</summary>
    public static string Transfer(string place) => $"pot_transfer_{place}";

    /// <summary>What a place has in the end.</summary>
    public static string Position(string place) => $"position_{place}";

    /// <summary>Columns that are summed by year: those that every place settles.</summary>
    internal static IReadOnlyList<OutcomeColumn> Summed(IEnumerable<IReadOnlyList<OutcomeColumn>> places) => Shared(Flows, places);

    /// <summary>Columns that are summed over the term only.</summary>
    internal static IReadOnlyList<OutcomeColumn> SummedOnce(IEnumerable<IReadOnlyList<OutcomeColumn>> places) => Shared(Values, places);

    internal static IEnumerable<OutcomeColumn> Of(string place) =>
    [
        Money(Surplus(place), $"provider surplus of {place} by its own contract"),
        Money(Transfer(place), $"what {place} has of the pot less what it put in"),
        Money(Position(place), $"what {place} has in the end: its surplus and the transfer"),
    ];

    internal static IEnumerable<OutcomeColumn> Kept() =>
    [
        Money(ContingencyChange, "what the pot keeps of the year for later ones, less what it takes from what was kept; zero over the term"),
        new(ContingencyBalance, "GBP", "what the pot holds at the end of the year", BadSide.Low, OutcomeScope.TrialYear, OutcomeType.Money),
    ];

    internal static IEnumerable<OutcomeColumn> Flags(bool hasAllocation) =>
        new[] { Column.IsDeficit, Column.ExceedsAllocation }.Where(c => hasAllocation || c == Column.IsDeficit).Select(OutcomeCatalogue.Of);

    internal static IEnumerable<OutcomeColumn> Counts() => [OutcomeCatalogue.Of(Column.DeficitYears), OutcomeCatalogue.Of(Column.FirstDeficitYear)];

    private static IReadOnlyList<OutcomeColumn> Shared(IEnumerable<Column> columns, IEnumerable<IReadOnlyList<OutcomeColumn>> places) =>
        [.. columns.Select(OutcomeCatalogue.Of).Where(c => places.All(p => p.Contains(c)))];

    private static OutcomeColumn Money(string name, string meaning) =>
        new(name, "GBP", meaning, BadSide.Low, OutcomeScope.Both, OutcomeType.Money);
}
