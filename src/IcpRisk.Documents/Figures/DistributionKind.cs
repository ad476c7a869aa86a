namespace IcpRisk.Documents;

/// <summary>
/// One parameter of a distribution. <see cref="InFigureUnit"/>: it is written in the unit of the figure it
/// belongs to, else it is a plain number. <see cref="IsValue"/>: it is a value the figure itself could take
/// (a mean, a bound), so that the range of the figure holds for it too.
/// </summary>
public sealed record DistributionParameter(string Name, string Doc)
{
    public bool InFigureUnit { get; init; } = true;

    public bool IsValue { get; init; }

    public double Min { get; init; } = double.NegativeInfinity;

    public bool MinExclusive { get; init; }
}

/// <summary>What a kind is made of beside its parameters.</summary>
public enum PointForm
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Values by level: <c>{10: 1 %, 90: 3 %}</c>.</summary>
    Quantiles,

    /// <summary>Values, weighted or not: a CSV file, or a list.</summary>
    Sample,
}

/// <summary>
/// A kind of distribution: its parameters, which sets of them may be written together, what must hold between
/// them (null when all is well, else what is wrong), the mean of the variable and its quantile function, both before any
/// cut. The quantile is asked for at standard normals up to ±30 and rises with them.
/// </summary>
public sealed record DistributionKind(
    string Name,
    string Doc,
    IReadOnlyList<DistributionParameter> Parameters,
    IReadOnlyList<IReadOnlyList<string>> Forms,
    IReadOnlyList<string> Optional,
    Func<Distribution, string?> Check,
    Func<Distribution, double> Mean,
    Func<Distribution, Func<double, double>> Quantile)
{
    public PointForm Points { get; init; }

    /// <summary>Normals at which the quantile function is not smooth.</summary>
    public Func<Distribution, IEnumerable<double>> Breaks { get; init; } = _ => [];
}
