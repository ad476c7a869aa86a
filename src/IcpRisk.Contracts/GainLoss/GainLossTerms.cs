using IcpRisk.Documents;

namespace IcpRisk.Contracts.GainLoss;

/// <summary>An income that gains and losses are measured on.</summary>
public enum ComparedIncome
{
    Core,
    Activity,
    Management,
    Incentives,
}

/// <summary>The cost that income is compared with.</summary>
public enum ComparedCost
{
    [Doc("cost of the services in scope")]
    InScope,

    [Doc("cost of the services in scope and overheads")]
    InScopeAndOverheads,
}

/// <summary>What a gain or loss is measured as.</summary>
public enum SharingMeasure
{
    [Doc("compared income less compared cost: all causes")]
    Total,

    [Doc("planned unit cost × (need-adjusted expected activity − actual activity): utilisation and volatility, without efficiency")]
    Volume,
}

/// <summary>The base that bands, caps and minimum rates are shares of.</summary>
public enum SharingBase
{
    Core,
    ContractValue,

    [Doc("the compared income")]
    Target,
}

/// <summary>Who pays for the care.</summary>
public enum CostBearer
{
    [Doc("the provider, out of its payments; the settlement moves part of what it kept")]
    Provider,

    [Doc("the commissioner; the core payment is a target that is not paid, and the settlement is the provider's share")]
    Commissioner,
}

/// <summary>What is compared with what.</summary>
public sealed record CompareTerms
{
    [Doc("Incomes that count: core, activity, management, incentives.")]
    public IReadOnlyList<ComparedIncome> Income { get; init; } = [ComparedIncome.Core];

    [Doc("Costs that count. Services paid by activity count only where activity income does.")]
    public ComparedCost Cost { get; init; }

    [Doc("Services whose cost does not count.")]
    public IReadOnlyList<string> Excludes { get; init; } = [];
}

/// <summary>Sharing of gains and losses on the services in scope.</summary>
public sealed record GainLossTerms : SharingTerms
{
    [Doc("What is compared with what.")]
    public CompareTerms Compare { get; init; } = new();

    [Doc("total or volume.")]
    public SharingMeasure Measure { get; init; }

    [Doc("core, contract_value or target.")]
    public SharingBase BandsAsShareOf { get; init; }

    [Doc("provider or commissioner.")]
    public CostBearer CostBearer { get; init; }

    [In(Unit.Share, Min = 0, Max = 0.5)]
    [Doc("Discount to the compared income, by year: what the commissioner keeps before anything is a gain.")]
    public Yearly Discount { get; init; } = 0;

    [Doc("Losses carried forward against later gains. Default: none; with basis: annual only.")]
    public CarryForwardTerms? CarryForward { get; init; }

    [Doc("Sharing that follows the contract's quality score. Default: it does not.")]
    public QualityTerms? ByQuality { get; init; }

    public override void Check(Checks checks)
    {
        base.Check(checks);
        if (CarryForward is not null && Basis == SharingBasis.Cumulative)
            checks.Error(nameof(CarryForward), "the sum of years carries losses forward already", null, "basis: annual");
        if (ByQuality is { LossesAtLeast: not null } && Losses.Count > 0)
            checks.Error(nameof(Losses), "the share of losses follows from quality", null, "no bands of losses, or no losses_at_least");
        if (Compare.Income.Count == 0 && Measure == SharingMeasure.Total)
            checks.Error(nameof(Compare), "no income is compared", null, "at least one of core, activity, management, incentives");
    }
}

/// <summary>Losses carried forward: later gains first make up for what their bearer lost; only what is left is shared.</summary>
public sealed record CarryForwardTerms
{
    [Required]
    [Setting]
    [In(Unit.Years, Min = 1, Max = 10)]
    [Doc("Years for which a loss can be set against gains.")]
    public int Years { get; init; } = 1;

    [In(Unit.Share, Min = 0, Max = 1)]
    [Doc("Share of a loss that is carried forward.")]
    public double Share { get; init; } = 1;
}

/// <summary>Sharing by quality: gains are shared at bands × quality score; losses at one less the first band's share × quality score.</summary>
public sealed record QualityTerms
{
    [In(Unit.Share, Min = 0, Max = 1)]
    [Doc("Losses are shared at one less the final share of gains, and at least this. Default: losses have bands of their own.")]
    public double? LossesAtLeast { get; init; }

    [In(Unit.Share, Min = 0, Max = 1)]
    [Doc("The most of a loss that the provider then bears.")]
    public double LossesAtMost { get; init; } = 1;
}

/// <summary>
/// Sharing of gains and losses on services outside the contract, whose cost the commissioner bears: what is spent on them
/// against a target. Bands, caps and minimum rates are shares of the target.
/// </summary>
public sealed record OutsideGainLossTerms : SharingTerms
{
    [In(Unit.Money, Min = 0)]
    [Doc("What the services out of scope are expected to cost, by full year. Default: their planned cost.")]
    public Yearly? Target { get; init; }
}

/// <summary>Sharing on a group of services out of scope, with a target of its own.</summary>
public sealed record GroupGainLossTerms : SharingTerms
{
    [Required]
    [Doc("Services out of scope that make up the group.")]
    public IReadOnlyList<string> Services { get; init; } = [];

    [In(Unit.Money, Min = 0)]
    [Doc("What they are expected to cost, by full year. Default: their planned cost.")]
    public Yearly? Target { get; init; }
}
