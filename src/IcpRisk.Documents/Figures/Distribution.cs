namespace IcpRisk.Documents;

/// <summary>
/// A distribution by name and parameters, as written and already checked: the kinds, their parameters and
/// domains are in <see cref="DistributionKinds"/>. This assembly only carries it; sampling is for others.
/// </summary>
public sealed record Distribution(string Kind, IReadOnlyDictionary<string, double> Parameters)
{
    /// <summary>The parameter of that name.</summary>
    /// <exception cref="KeyNotFoundException">It was not given.</exception>
    public double this[string parameter] => Parameters[parameter];

    /// <summary>The mean of the variable itself.</summary>
    /// <exception cref="ArgumentException">The kind is unknown.</exception>
    public double Mean =>
        DistributionKinds.Find(Kind)?.Mean(Parameters)
        ?? throw new ArgumentException($"unknown kind of distribution: {Kind}");

    public bool Equals(Distribution? other) =>
        other is not null && Kind == other.Kind && Parameters.Count == other.Parameters.Count
        && Parameters.All(p => other.Parameters.TryGetValue(p.Key, out var value) && value.Equals(p.Value));

    public override int GetHashCode() => HashCode.Combine(Kind, Parameters.Count);

    public override string ToString() =>
        $"{Kind} ({string.Join(", ", Parameters.Select(p => $"{p.Key} {NumberText.Format(p.Value, Unit.Number)}"))})";
}
