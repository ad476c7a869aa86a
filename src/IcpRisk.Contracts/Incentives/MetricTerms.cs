using IcpRisk.Documents;

namespace IcpRisk.Contracts.Incentives;

/// <summary>Which scores are good.</summary>
public enum Better
{
    Higher,
    Lower,
}

/// <summary>How achievement turns into money.</summary>
public enum MetricPay
{
    [Doc("in proportion between floor and target")]
    Linear,

    [Doc("all at target, nothing short of it; the payment jumps there")]
    Binary,
}

/// <summary>What one metric earns.</summary>
public sealed record MetricTerms : IChecked
{
    [In(Unit.Share, Min = 0, Max = 1)]
    [Doc("Share of the scheme's money at risk; over the paid metrics of a scheme 100 %.")]
    public double Weight { get; init; }

    [In(Unit.Ratio)]
    [Doc("Score at which a linear metric starts to earn, by year, on the metric's own scale: 60 %, or 15.")]
    public Yearly? Floor { get; init; }

    [In(Unit.Ratio)]
    [Doc("Score that earns everything, by year, on the metric's own scale.")]
    public Yearly? Target { get; init; }

    [Doc("higher or lower scores are better.")]
    public Better Better { get; init; }

    [Doc("linear or binary.")]
    public MetricPay Pay { get; init; }

    [Doc("Published, and paid nothing.")]
    public bool Published { get; init; }

    [Doc("Domain of the outcomes framework it belongs to; for reading only.")]
    public string? Domain { get; init; }

    public void Check(Checks checks)
    {
        if (Published)
        {
            if (Weight != 0)
                checks.Error(nameof(Weight), "a metric that is only published has no weight", NumberText.Format(Weight, Unit.Share));
            return;
        }

        if (Target is null)
            checks.Error(nameof(Target), "a paid metric has a target");
        if (Pay == MetricPay.Linear && Floor is null)
            checks.Error(nameof(Floor), "a metric paid in proportion has a floor");
        if (Pay == MetricPay.Binary && Floor is not null)
            checks.Error(nameof(Floor), "a metric paid all or nothing has no floor");
    }
}
