using IcpRisk.Contracts.Ledger;
using IcpRisk.Contracts.Parties;
using IcpRisk.Contracts.Settlement;
using IcpRisk.Contracts.Value;

namespace IcpRisk.Contracts.Balance;

/// <summary>The balance sheet and its safeguards, compiled; those that do not count for the holder are left out. Whole pence.</summary>
/// <param name="OpeningCash">Cash at the start.</param>
/// <param name="OpeningWorth">Net worth at the start.</param>
/// <param name="DueWithinYear">Current part of the debt.</param>
/// <param name="Minimum">Least net worth by year; −∞ where there is none.</param>
/// <param name="Ratio">Least current ratio; 0 where there is none.</param>
/// <param name="Guarantor">Place of the guarantor, or −1.</param>
/// <param name="Guarantee">The most it pays.</param>
/// <param name="Backstop">Place of the party that pays deficits, or −1.</param>
/// <param name="FirstPound">It pays every deficit, not only what exceeds net worth.</param>
/// <param name="Owner">Place of the owner, or −1.</param>
/// <param name="PaidOut">Share of a surplus that is paid to the owner.</param>
/// <param name="Barred">What may be paid out is limited.</param>
internal sealed record BalanceRule(
    double OpeningCash, double OpeningWorth, double DueWithinYear, double[] Minimum, double Ratio, int Guarantor, double Guarantee,
    int Backstop, bool FirstPound, int Owner, double PaidOut, bool Barred)
{
    public static BalanceRule? Compile(ContractTerms contract, Budget budget, PlanChecks checks)
    {
        if (contract.Balance is not { } terms)
            return null;
        var funders = contract.Parties.Where(p => p.Value.Side == Side.Funder).Select(p => p.Key).ToList();
        if (terms.Guarantee is { } given)
            checks.Known(given, nameof(given.By), given.By, funders);
        if (terms.Distributions is { } paid)
            checks.Known(paid, nameof(paid.To), paid.To, funders);
        if (terms.Backstop is { } behind)
            checks.Known(behind, nameof(behind.By), behind.By, contract.Parties.Where(p => p.Value.Side != Side.Provider).Select(p => p.Key));
        var safeguards = terms.Holder == Holder.NonStatutory;
        var guarantee = safeguards ? terms.Guarantee : null;
        var backstop = safeguards ? null : terms.Backstop;
        var cash = Pence.Of(terms.OpeningCash);
        return new BalanceRule(
            cash, cash + Pence.Of(terms.FixedAssets) - Pence.Of(terms.Debt), Pence.Of(terms.DebtDueWithinYear),
            [.. budget.FullYear.Select(value => Least(safeguards ? terms.MinimumNetWorth : null, value))],
            safeguards ? terms.CurrentRatio ?? 0 : 0,
            Place(guarantee?.By), Pence.Of(guarantee?.Amount ?? 0), Place(backstop?.By), backstop is { From: BackstopFrom.FirstPound },
            Place(terms.Distributions?.To), terms.Distributions?.Share ?? 0, safeguards && terms.BarOnDistributions);

        int Place(string? party) => party is null ? -1 : contract.Parties.IndexOf(party);
    }

    private static double Least(MinimumNetWorthTerms? minimum, double value) => minimum switch
    {
        null => double.NegativeInfinity,
        { Amount: { } amount } => Pence.Of(amount),
        _ => Pence.Of(minimum.ShareOfValue!.Value * value),
    };
}
