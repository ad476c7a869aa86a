using IcpRisk.Contracts.Ledger;
using IcpRisk.Contracts.Settlement;
using IcpRisk.Documents;
using IcpRisk.Numerics.Lanes;
using IcpRisk.Paths;

namespace IcpRisk.Contracts.GainLoss;

/// <summary>A sharing arrangement, compiled: gains and losses side by side.</summary>
/// <param name="ProviderBears">The provider bears the cost, so that the transfer is what it keeps less what it has.</param>
internal sealed record Sharing(SharingRule Gains, SharingRule Losses, bool ProviderBears, bool Cumulative)
{
    /// <summary>Losses carried forward; null where years stand alone, or are summed.</summary>
    public CarryForward? Carry { get; init; }

    /// <summary>What a rise of quality does to the shares; null for nothing.</summary>
    public QualitySharing? Quality { get; init; }

    /// <summary>What the provider keeps of a surplus (negative: bears of a deficit), pence, not rounded.</summary>
    /// <param name="surplus">Gain (positive) or loss (negative) on the base.</param>
    /// <param name="shareBase">Base of the bands.</param>
    /// <param name="quality">Quality score, 0 to 1; used where shares follow it.</param>
    /// <param name="y">Year, from 0.</param>
    /// <param name="gainCap">Mask: the cap on gains is reached.</param>
    /// <param name="lossCap">Mask: the cap on losses is reached.</param>
    public L Kept<L>(in L surplus, in L shareBase, in L quality, int y, out L gainCap, out L lossCap)
        where L : struct, ILanes<L>
    {
        L onGains = L.Of(1), onLosses = L.Of(1);
        if (Quality is { } rule)
            (onGains, onLosses) = (quality, rule.OnLosses(quality));
        return Gains.Part(L.Max(surplus, L.Zero), shareBase, onGains, y, out gainCap)
            - Losses.Part(L.Max(-surplus, L.Zero), shareBase, onLosses, y, out lossCap);
    }

    /// <summary>
    /// The transfer of a year to the provider, whole pence. Annual: kept − surplus, or kept where the commissioner bears the
    /// cost. Cumulative: the same of the sums to this year less the same of the sums to the last, both with this year's terms,
    /// so that new terms never reach back into settled years.
    /// </summary>
    /// <param name="surplus">What is shared.</param>
    /// <param name="discount">What the commissioner keeps before anything is a gain, ≥ 0.</param>
    public L Transfer<L>(
        in L surplus, in L discount, in L shareBase, in L quality, ref Sums<L> before, ref Ten<L> carried, int y, out L gainCap, out L lossCap)
        where L : struct, ILanes<L>
    {
        var shared = surplus - discount;
        L kept;
        if (Cumulative)
        {
            var settled = Kept(before.Surplus, before.Base, quality, y, out _, out _);
            before.Surplus += shared;
            before.Base += shareBase;
            kept = Kept(before.Surplus, before.Base, quality, y, out gainCap, out lossCap) - settled;
        }
        else if (Carry is { } carry)
        {
            var offset = carry.Offset(L.Max(shared, L.Zero), ref carried);
            kept = Kept(shared - offset, shareBase, quality, y, out gainCap, out lossCap);
            var loss = L.Max(-shared, L.Zero);
            var onProvider = L.Max(-kept, L.Zero);
            carry.Add(ProviderBears ? onProvider : loss - onProvider, ref carried);
            kept += L.Of(Gains.Unshared) * offset;
        }
        else
        {
            kept = Kept(shared, shareBase, quality, y, out gainCap, out lossCap);
        }

        // Adding zero turns a rounded −0 into 0, so that "no transfer" is written one way.
        return L.Round(ProviderBears ? kept - surplus : kept) + L.Zero;
    }

    public static Sharing Compile(SharingTerms terms, bool providerBears, TimeAxis time, PlanChecks checks)
    {
        foreach (var year in terms.RiskFreeYears.Where(year => year > checks.Years))
            checks.Error(terms, nameof(terms.RiskFreeYears), "the year is past the last", $"{year}", $"1 to {checks.Years}");
        var phase = checks.Table(terms.PhaseIn);
        double[] lossPhase = [.. phase.Select((part, y) => terms.RiskFreeYears.Contains(y + 1) ? 0 : part)];
        var unshared = providerBears ? 1.0 : 0.0;
        var quality = (terms as GainLossTerms)?.ByQuality;
        IReadOnlyList<BandTerms> ofLosses = quality?.LossesAtLeast is null ? terms.Losses : [new BandTerms { Provider = 1 }];
        var losses = Side(ofLosses, terms.MinimumLossRate, lossPhase, terms.LossCap, terms.LossCapOfRevenue);
        if (terms.RiskFreeYears.Count > 0 && losses.Minimum > 0 && providerBears)
            checks.Error(terms, nameof(terms.RiskFreeYears), "risk-free years and a minimum loss rate contradict each other: below the rate the provider bears all");
        var gains = Side(terms.Gains, terms.MinimumSavingsRate, phase, terms.GainCap, terms.GainCapOfRevenue);
        return new Sharing(gains, losses, providerBears, terms.Basis == SharingBasis.Cumulative)
        {
            Carry = terms is GainLossTerms { CarryForward: { } carry } ? new CarryForward(carry.Years, carry.Share) : null,
            Quality = quality is null ? null : new QualitySharing(quality.LossesAtLeast is not null, gains.Shares[0], quality.LossesAtLeast ?? 0, quality.LossesAtMost),
        };

        SharingRule Side(IReadOnlyList<BandTerms> bands, MinimumRateTerms? minimum, double[] part, Yearly? cap, Yearly? ofRevenue) => new(
            [.. bands.SkipLast(1).Select(band => band.To ?? double.MaxValue)],
            bands.Count == 0 ? [unshared] : [.. bands.Select(band => band.Provider)],
            unshared, minimum?.Rate ?? 0, minimum?.Shares == Beyond.FirstPound, part,
            cap is null ? [] : checks.Table(cap), ofRevenue is null || terms.Revenue is null ? [] : Limit(ofRevenue, terms.Revenue));

        double[] Limit(Yearly share, Yearly revenue)
        {
            var full = checks.Table(revenue);
            return [.. checks.Table(share).Select((s, y) => Pence.Of(s * full[y] * time.Exposure(y + 1)))];
        }
    }
}

/// <summary>Sums of the years before, for settlement on the sum so far.</summary>
internal struct Sums<L>
    where L : struct, ILanes<L>
{
    public L Surplus;
    public L Base;
}

/// <summary>How shares follow quality, compiled.</summary>
/// <param name="Losses">Losses are shared at one less the final share of gains.</param>
/// <param name="Top">The first band's share of gains.</param>
/// <param name="Least">Least share of losses.</param>
/// <param name="Most">Most.</param>
internal sealed record QualitySharing(bool Losses, double Top, double Least, double Most)
{
    /// <summary>clamp(1 − top · quality, least, most), or 1 where losses have bands of their own.</summary>
    public L OnLosses<L>(L quality)
        where L : struct, ILanes<L> => Losses
            ? L.Max(L.Of(Least), L.Min(L.Of(Most), L.Of(1) - (L.Of(Top) * quality)))
            : L.Of(1);
}
