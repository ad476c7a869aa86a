using IcpRisk.Documents;

namespace IcpRisk.Contracts.GainLoss;

/// <summary>A band of gains or losses and the provider's share within it.</summary>
public sealed record BandTerms
{
    [In(Unit.Share, Min = 0, MinExclusive = true)]
    [Doc("Upper edge, as a share of the base; the last band has none.")]
    public double? To { get; init; }

    [Required]
    [In(Unit.Share, Min = 0, Max = 1)]
    [Doc("The provider's share of what falls in the band.")]
    public double Provider { get; init; }
}

/// <summary>Whether years stand alone.</summary>
public enum SharingBasis
{
    [Doc("every year is settled by itself")]
    Annual,

    [Doc("a year settles what the sum so far adds to the sum before")]
    Cumulative,
}

/// <summary>What is shared once a minimum rate is passed.</summary>
public enum Beyond
{
    [Doc("everything from the first pound; the settlement jumps there")]
    FirstPound,

    [Doc("only what lies beyond the minimum")]
    Beyond,
}

/// <summary>A gain or loss, as a share of the base, below which nothing is shared.</summary>
public sealed record MinimumRateTerms
{
    [Shorthand]
    [Required]
    [In(Unit.Share, Min = 0, Max = 1)]
    [Doc("The rate that must be passed.")]
    public double Rate { get; init; }

    [Doc("first_pound or beyond.")]
    public Beyond Shares { get; init; }
}

/// <summary>How gains and losses on some base are divided between provider and commissioner.</summary>
public abstract record SharingTerms : IChecked
{
    [Doc("annual or cumulative.")]
    public SharingBasis Basis { get; init; }

    [Doc("Bands of gains, from zero. Default: whoever bears the cost keeps all gains.")]
    public IReadOnlyList<BandTerms> Gains { get; init; } = [];

    [Doc("Bands of losses, from zero. Default: whoever bears the cost bears all losses.")]
    public IReadOnlyList<BandTerms> Losses { get; init; } = [];

    [In(Unit.Share, Min = 0)]
    [Doc("Most the provider gains, as a share of the base, by year. Default: no limit.")]
    public Yearly? GainCap { get; init; }

    [In(Unit.Share, Min = 0)]
    [Doc("Most the provider loses, as a share of the base, by year. Default: no limit.")]
    public Yearly? LossCap { get; init; }

    [In(Unit.Share, Min = 0)]
    [Doc("Most the provider gains, as a share of its revenue, by year; the lower of both caps holds. Default: no limit.")]
    public Yearly? GainCapOfRevenue { get; init; }

    [In(Unit.Share, Min = 0)]
    [Doc("Most the provider loses, as a share of its revenue, by year; the lower of both caps holds. Default: no limit.")]
    public Yearly? LossCapOfRevenue { get; init; }

    [In(Unit.Money, Min = 0)]
    [Doc("The provider's revenue that caps are shares of, by full year.")]
    public Yearly? Revenue { get; init; }

    [Doc("Gains up to this rate are not shared.")]
    public MinimumRateTerms? MinimumSavingsRate { get; init; }

    [Doc("Losses up to this rate are not shared.")]
    public MinimumRateTerms? MinimumLossRate { get; init; }

    [In(Unit.Share, Min = 0, Max = 1)]
    [Doc("Part of its share of gains and losses that the provider takes, by year, where it grows into the risk.")]
    public Yearly PhaseIn { get; init; } = 1;

    [Setting]
    [In(Unit.Count, Min = 1)]
    [Doc("Years in which the provider bears no losses.")]
    public IReadOnlyList<int> RiskFreeYears { get; init; } = [];

    public virtual void Check(Checks checks)
    {
        Bands(nameof(Gains), Gains);
        Bands(nameof(Losses), Losses);
        if ((GainCapOfRevenue ?? LossCapOfRevenue) is not null != Revenue is not null)
            checks.Error(nameof(Revenue), "revenue goes with a cap that is a share of it", null, "revenue with gain_cap_of_revenue or loss_cap_of_revenue");
        if (Revenue is not null && Basis == SharingBasis.Cumulative)
            checks.Error(nameof(Revenue), "caps of revenue are those of single years", null, "basis: annual");

        void Bands(string property, IReadOnlyList<BandTerms> bands)
        {
            for (var i = 0; i < bands.Count; i++)
            {
                var last = i == bands.Count - 1;
                if (last && bands[i].To is not null)
                    checks.Error($"{property}[{i}].to", "the last band has no upper edge: leave `to` out, or add a band for the rest");
                else if (!last && bands[i].To is null)
                    checks.Error($"{property}[{i}].to", "a band that is not the last has an upper edge");
                else if (i > 0 && bands[i].To <= bands[i - 1].To)
                    checks.Error($"{property}[{i}].to", "edges of bands rise", NumberText.Format(bands[i].To!.Value, Unit.Share));
            }
        }
    }
}
