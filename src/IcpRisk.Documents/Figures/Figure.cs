namespace IcpRisk.Documents;

/// <summary>
/// A number that may be uncertain: a constant or a <see cref="Documents.Distribution"/>, exactly one of the two.
/// Two figures are equal when their values are, wherever they were written.
/// </summary>
public sealed record Figure
{
    private Figure(double? constant, Distribution? distribution)
    {
        Constant = constant;
        Distribution = distribution;
    }

    /// <summary>The value, in the base unit; null for an uncertain figure.</summary>
    public double? Constant { get; }

    /// <summary>The distribution, with parameters in the base unit; null for a constant.</summary>
    public Distribution? Distribution { get; }

    /// <summary>Where it was written.</summary>
    public Location Where { get; init; } = Location.None;

    /// <summary>The constant, or the mean of the distribution.</summary>
    public double Mean => Constant ?? Distribution!.Mean;

    public static Figure Of(double value) => new(value, null);

    public static Figure Of(Distribution distribution) => new(null, distribution);

    public static implicit operator Figure(double value) => Of(value);

    public bool Equals(Figure? other) =>
        other is not null && Nullable.Equals(Constant, other.Constant) && Equals(Distribution, other.Distribution);

    public override int GetHashCode() => HashCode.Combine(Constant, Distribution);

    public override string ToString() =>
        Constant is { } value ? NumberText.Format(value, Unit.Number) : Distribution!.ToString();
}
