namespace IcpRisk.Nature.Dependence;

/// <summary>Named correlations that cannot hold together.</summary>
public sealed class DependenceException(
    IReadOnlyList<(string One, string Other)> pairs, double minimumEigenvalue, string? reason = null, bool isDrawn = false)
    : Exception($"these correlations cannot hold together: {string.Join(", ", pairs.Select(p => $"{p.One} with {p.Other}"))}"
        + (reason is null ? string.Empty : $" ({reason})"))
{
    /// <summary>The pairs that pull apart most.</summary>
    public IReadOnlyList<(string One, string Other)> Pairs { get; } = pairs;

    /// <summary>Whether it is of correlations as they may be drawn: those are not repaired.</summary>
    public bool IsDrawn { get; } = isDrawn;

    /// <summary>Least eigenvalue of the matrix; below zero.</summary>
    public double MinimumEigenvalue { get; } = minimumEigenvalue;
}
