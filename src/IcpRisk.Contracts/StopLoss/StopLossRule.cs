using IcpRisk.Contracts.Ledger;
using IcpRisk.Contracts.Parties;
using IcpRisk.Contracts.Settlement;
using IcpRisk.Numerics.Lanes;
using IcpRisk.Paths;

namespace IcpRisk.Contracts.StopLoss;

/// <summary>Stop-loss, compiled: amounts by year for the part of it that is covered.</summary>
/// <param name="Rows">Rows of the layers.</param>
/// <param name="With">Place of the party that insures.</param>
/// <param name="Share">Share recovered.</param>
/// <param name="Premium">Whole pence.</param>
/// <param name="Deductible">GBP.</param>
/// <param name="Limit">GBP; infinite where there is none.</param>
internal sealed record StopLossRule(int[] Rows, int With, double Share, double[] Premium, double[] Deductible, double[] Limit)
{
    public static StopLossRule? Compile(ContractTerms contract, PlanPath plan, RowTable rows, PlanChecks checks)
    {
        if (contract.StopLoss is not { } terms)
            return null;
        var layers = plan.Items(Quantity.HighCostLayer).ToList();
        var services = terms.Services.Where(s => checks.Known(terms, nameof(terms.Services), s, layers)).ToList();
        if (terms.Services.Count == 0)
            checks.Error(terms, nameof(terms.Services), "no service is covered", allowed: "at least one service with a layer of high-cost cases");
        if (services.Distinct().Count() < services.Count)
            checks.Error(terms, nameof(terms.Services), "a service is named twice");
        foreach (var apart in services.Intersect(GainLossPlan.LeftOut(contract)))
        {
            checks.Error(
                terms, nameof(terms.Services), "its cost is left out of gains and losses, which premium and recovery are part of", apart,
                "services whose cost is compared");
        }

        checks.Known(terms, nameof(terms.With), terms.With, contract.Parties.Where(p => p.Value.Side != Side.Provider).Select(p => p.Key));
        var limit = terms.Limit is { } most ? checks.Table(most) : [.. Enumerable.Repeat(double.PositiveInfinity, checks.Years)];
        return new StopLossRule(
            [.. services.Select(s => rows.Read(Quantity.HighCostLayer, s))], contract.Parties.IndexOf(terms.With), terms.Share,
            [.. Covered(checks.Table(terms.Premium)).Select(Pence.Of)], Covered(checks.Table(terms.Deductible)), Covered(limit));

        double[] Covered(double[] fullYears) => [.. fullYears.Select((amount, y) => amount * plan.Time.Exposure(y + 1))];
    }

    /// <summary>min(share · max(layers − deductible, 0), limit), whole pence.</summary>
    /// <param name="layers">Cost of the year in the layers, GBP.</param>
    /// <param name="y">The year, from 0.</param>
    public L Recovery<L>(L layers, int y)
        where L : struct, ILanes<L> =>
        Pence.Of(L.Min(L.Of(Share) * L.Max(layers - L.Of(Deductible[y]), L.Zero), L.Of(Limit[y])));
}
