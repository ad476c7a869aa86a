namespace IcpRisk.Numerics.Statistics;

/// <summary>Which end of a column is the loss: VaR and TVaR are always of the loss.</summary>
public enum LossSide
{
    /// <summary>Small values are bad: loss = −value (a surplus).</summary>
    Low,

    /// <summary>Large values are bad: loss = value (a cost).</summary>
    High,
}

/// <summary>Strictly below or strictly above a value.</summary>
public enum ThresholdSide
{
    Below,
    Above,
}

/// <summary>The event value &lt; At, or value &gt; At, in the column's unit.</summary>
public readonly record struct Threshold(double At, ThresholdSide Side)
{
    internal ExcessOver Over() => Side == ThresholdSide.Above ? new(1, At) : new(-1, -At);
}

/// <summary>What a <see cref="DistributionSummary"/> shall hold.</summary>
public sealed record SummaryOptions
{
    /// <summary>Which end is the loss.</summary>
    public required LossSide Side { get; init; }

    /// <summary>Probabilities of the quantiles of the value, each in [0, 1].</summary>
    public IReadOnlyList<double> Quantiles { get; init; } = [0.05, 0.5, 0.95];

    /// <summary>Levels of VaR and TVaR, each in [0, 1).</summary>
    public IReadOnlyList<double> Levels { get; init; } = [0.75, 0.9, 0.95, 0.99, 0.995];

    /// <summary>Events whose probability is wanted.</summary>
    public IReadOnlyList<Threshold> Thresholds { get; init; } = [];

    internal void Validate()
    {
        foreach (var p in Quantiles)
        {
            if (!(p is >= 0 and <= 1))
                throw new ArgumentOutOfRangeException(nameof(Quantiles), p, "A probability lies in [0, 1].");
        }

        foreach (var q in Levels)
        {
            if (!(q is >= 0 and < 1))
                throw new ArgumentOutOfRangeException(nameof(Levels), q, "A level lies in [0, 1).");
        }

        foreach (var t in Thresholds)
        {
            if (double.IsNaN(t.At))
                throw new ArgumentException("A threshold is a number.", nameof(Thresholds));
        }
    }
}
