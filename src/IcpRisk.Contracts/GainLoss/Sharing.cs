using IcpRisk.Contracts.Settlement;
using IcpRisk.Numerics.Lanes;

namespace IcpRisk.Contracts.GainLoss;

/// <summary>A sharing arrangement, compiled: gains and losses side by side.</summary>
/// <param name="ProviderBears">The provider bears the cost, so that the transfer is what it keeps less what it has.</param>
internal sealed record Sharing(SharingRule Gains, SharingRule Losses, bool ProviderBears, bool Cumulative)
{
    /// <summary>What the provider keeps of a surplus (negative: bears of a deficit), pence, not rounded.</summary>
    /// <param name="surplus">Gain (positive) or loss (negative) on the base.</param>
    /// <param name="shareBase">Base of the bands.</param>
    /// <param name="y">Year, from 0.</param>
    /// <param name="gainCap">Mask: the cap on gains is reached.</param>
    /// <param name="lossCap">Mask: the cap on losses is reached.</param>
    public L Kept<L>(L surplus, L shareBase, int y, out L gainCap, out L lossCap)
        where L : struct, ILanes<L> =>
        Gains.Part(L.Max(surplus, L.Zero), shareBase, y, out gainCap)
        - Losses.Part(L.Max(-surplus, L.Zero), shareBase, y, out lossCap);

    /// <summary>
    /// The transfer of a year to the provider, whole pence. Annual: kept − surplus, or kept where the commissioner bears the
    /// cost. Cumulative: the same of the sums to this year less the same of the sums to the last, both with this year's terms,
    /// so that new terms never reach back into settled years.
    /// </summary>
    public L Transfer<L>(L surplus, L shareBase, ref L surplusBefore, ref L baseBefore, int y, out L gainCap, out L lossCap)
        where L : struct, ILanes<L>
    {
        L kept;
        if (Cumulative)
        {
            var before = Kept(surplusBefore, baseBefore, y, out _, out _);
            surplusBefore += surplus;
            baseBefore += shareBase;
            kept = Kept(surplusBefore, baseBefore, y, out gainCap, out lossCap) - before;
        }
        else
        {
            kept = Kept(surplus, shareBase, y, out gainCap, out lossCap);
        }

        // Adding zero turns a rounded −0 into 0, so that "no transfer" is written one way.
        return L.Round(ProviderBears ? kept - surplus : kept) + L.Zero;
    }

    public static Sharing Compile(SharingTerms terms, bool providerBears, PlanChecks checks)
    {
        foreach (var year in terms.RiskFreeYears.Where(year => year > checks.Years))
            checks.Error(terms, nameof(terms.RiskFreeYears), "the year is past the last", $"{year}", $"1 to {checks.Years}");
        var phase = checks.Table(terms.PhaseIn);
        double[] lossPhase = [.. phase.Select((part, y) => terms.RiskFreeYears.Contains(y + 1) ? 0 : part)];
        var unshared = providerBears ? 1.0 : 0.0;
        var losses = Side(terms.Losses, terms.MinimumLossRate, lossPhase, terms.LossCap is { } loss ? checks.Table(loss) : []);
        if (terms.RiskFreeYears.Count > 0 && losses.Minimum > 0 && providerBears)
            checks.Error(terms, nameof(terms.RiskFreeYears), "risk-free years and a minimum loss rate contradict each other: below the rate the provider bears all");
        return new Sharing(
            Side(terms.Gains, terms.MinimumSavingsRate, phase, terms.GainCap is { } gain ? checks.Table(gain) : []),
            losses, providerBears, terms.Basis == SharingBasis.Cumulative);

        SharingRule Side(IReadOnlyList<BandTerms> bands, MinimumRateTerms? minimum, double[] part, double[] cap) => new(
            [.. bands.SkipLast(1).Select(band => band.To ?? double.MaxValue)],
            bands.Count == 0 ? [unshared] : [.. bands.Select(band => band.Provider)],
            unshared, minimum?.Rate ?? 0, minimum?.Shares == Beyond.FirstPound, part, cap);
    }
}
