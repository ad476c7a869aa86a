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

    public override void Check(Checks checks)
    {
        base.Check(checks);
        if (Compare.Income.Count == 0 && Measure == SharingMeasure.Total)
            checks.Error(nameof(Compare), "no income is compared", null, "at least one of core, activity, management, incentives");
    }
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
