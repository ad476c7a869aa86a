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

/// <summary>
/// A kind of distribution: its parameters, which sets of them may be written together, what must hold between
/// them (null when all is well, else what is wrong), and the mean of the variable.
/// </summary>
public sealed record DistributionKind(
    string Name,
    string Doc,
    IReadOnlyList<DistributionParameter> Parameters,
    IReadOnlyList<IReadOnlyList<string>> Forms,
    IReadOnlyList<string> Optional,
    Func<IReadOnlyDictionary<string, double>, string?> Check,
    Func<IReadOnlyDictionary<string, double>, double> Mean);
