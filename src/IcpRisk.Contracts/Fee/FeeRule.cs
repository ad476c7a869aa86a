using System.Runtime.CompilerServices;
using IcpRisk.Contracts.GainLoss;
using IcpRisk.Contracts.Ledger;
using IcpRisk.Contracts.Parties;
using IcpRisk.Contracts.Payments;
using IcpRisk.Contracts.Settlement;
using IcpRisk.Numerics.Lanes;
using IcpRisk.Paths;

namespace IcpRisk.Contracts.Fee;

/// <summary>The management fee, compiled.</summary>
/// <param name="Share">Share of the contract value, by year.</param>
/// <param name="Amount">Fixed amount, by year, whole pence for what is covered of it.</param>
/// <param name="Funder">Place of the third party that pays it, or −1.</param>
/// <param name="Funded">By year: the third party pays.</param>
/// <param name="Saved">By year: savings must cover it.</param>
/// <param name="SavingsShare">Share of savings it can take.</param>
/// <param name="Cumulative">Savings add up over years.</param>
/// <param name="Excluded">Rows of cost that does not count in savings: services paid by activity.</param>
internal sealed record FeeRule(
    double[] Share, double[] Amount, int Funder, bool[] Funded, bool[] Saved, double SavingsShare, bool Cumulative, int[] Excluded)
{
    /// <summary>The fee before savings are looked at, whole pence.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L Full<L>(L value, int y)
        where L : struct, ILanes<L> => Pence.Share(value, L.Of(Share[y])) + L.Of(Amount[y]);

    /// <summary>The part of it that comes out of the value in any case.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L InValue<L>(L value, int y)
        where L : struct, ILanes<L> => Funded[y] || Saved[y] ? L.Zero : Full(value, y);

    /// <summary>What savings cover of a fee: min(fee, share · savings less what was paid out of them before), at least 0, whole pence.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Covered<L>(L fee, L savings, L share, L paid)
        where L : struct, ILanes<L> => L.Max(L.Zero, L.Min(fee, Pence.Share(savings, share) - paid));

    public static FeeRule Compile(ContractTerms contract, PlanPath plan, RowTable rows, PlanChecks checks)
    {
        var share = PaymentRule.Share(contract, ContractTerms.ManagementKey, checks);
        var (amount, funded, saved) = (new double[checks.Years], new bool[checks.Years], new bool[checks.Years]);
        if (contract.Fee is not { } terms)
            return new FeeRule(share, amount, -1, funded, saved, 0, false, []);
        if (terms.Amount is { } fixedFee)
        {
            amount = [.. checks.Table(fixedFee).Select((pounds, y) => Pence.Of(pounds * plan.Time.Exposure(y + 1)))];
            if (contract.Payments.ContainsKey(ContractTerms.ManagementKey))
                checks.Error(terms, nameof(terms.Amount), "the fee is an amount or a share under payments, not both");
        }

        var funder = -1;
        if (terms.Funded is { } third)
        {
            if (checks.Known(third, nameof(third.By), third.By, contract.Parties.Where(p => p.Value.Side == Side.Funder).Select(p => p.Key)))
                funder = contract.Parties.IndexOf(third.By);
            foreach (var year in third.Years)
                Mark(funded, year, third, nameof(third.Years));
        }

        if (terms.FromSavings is { } savings)
        {
            if (savings.From > checks.Years)
                checks.Error(savings, nameof(savings.From), "the year is past the last", $"{savings.From}", $"1 to {checks.Years}");
            for (var year = savings.From; year <= checks.Years; year++)
                saved[year - 1] = !funded[year - 1];
        }

        var services = plan.Items(Quantity.Cost).ToList();
        return new FeeRule(
            share, amount, funder, funded, saved, terms.FromSavings?.Share ?? 0, terms.FromSavings?.Basis == SharingBasis.Cumulative,
            terms.FromSavings is null ? [] : [.. contract.ActivityPayments.Keys.Where(services.Contains).Select(s => rows.Read(Quantity.Cost, s))]);

        void Mark(bool[] years, int year, object record, string property)
        {
            if (year > checks.Years)
                checks.Error(record, property, "the year is past the last", $"{year}", $"1 to {checks.Years}");
            else
                years[year - 1] = true;
        }
    }
}
