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

    [Doc("along the points of a ramp")]
    Ramp,
}

/// <summary>A point of a ramp.</summary>
public sealed record RampPoint
{
    [Required]
    [Position(0)]
    [In(Unit.Ratio)]
    [Doc("Score, on the metric's own scale.")]
    public double Score { get; init; }

    [Required]
    [Position(1)]
    [In(Unit.Share, Min = 0, Max = 1)]
    [Doc("Share of the metric's weight that it earns.")]
    public double Earns { get; init; }
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

    [Doc("linear, binary or ramp.")]
    public MetricPay Pay { get; init; }

    [Doc("Published, and paid nothing.")]
    public bool Published { get; init; }

    [Doc("Domain of the outcomes framework it belongs to; it weighs where the scheme has weights of domains.")]
    public string? Domain { get; init; }

    [Doc("Points of a ramp, from the worst score to the best, straight lines between them; worse than the first earns what the first earns.")]
    public IReadOnlyList<RampPoint> Ramp { get; init; } = [];

    [Setting]
    [In(Unit.Count, Min = 1)]
    [Doc("Last year in which it is still being developed: until then it counts as achieved.")]
    public int? DevelopingUntil { get; init; }

    public void Check(Checks checks)
    {
        if (Published)
        {
            if (Weight != 0)
                checks.Error(nameof(Weight), "a metric that is only published has no weight", NumberText.Format(Weight, Unit.Share));
            return;
        }

        CheckRamp(checks);
        if (Pay == MetricPay.Ramp)
            return;
        if (Target is null)
            checks.Error(nameof(Target), "a paid metric has a target");
        if (Pay == MetricPay.Linear && Floor is null)
            checks.Error(nameof(Floor), "a metric paid in proportion has a floor");
        if (Pay == MetricPay.Binary && Floor is not null)
            checks.Error(nameof(Floor), "a metric paid all or nothing has no floor");
    }

    private void CheckRamp(Checks checks)
    {
        if (Pay != MetricPay.Ramp)
        {
            if (Ramp.Count > 0)
                checks.Error(nameof(Ramp), "points go with pay: ramp");
            return;
        }

        if ((Target ?? Floor) is not null)
            checks.Error(nameof(Target), "a ramp has points instead of floor and target");
        if (Ramp.Count < 2)
            checks.Error(nameof(Ramp), "a ramp has at least two points", $"{Ramp.Count}");
        for (var i = 1; i < Ramp.Count; i++)
        {
            var rises = Better == Better.Higher ? Ramp[i].Score > Ramp[i - 1].Score : Ramp[i].Score < Ramp[i - 1].Score;
            if (!rises || Ramp[i].Earns < Ramp[i - 1].Earns)
                checks.Error($"{nameof(Ramp)}[{i}]", "scores get better from point to point, and earn no less", NumberText.Format(Ramp[i].Score, Unit.Number));
        }
    }
}
