namespace IcpRisk.Validation.Chapter;

/// <summary>A figure that is known exactly, and the same figure as the engine simulates it.</summary>
/// <param name="Figure">What it is.</param>
/// <param name="Exact">The exact value.</param>
/// <param name="Simulated">What the simulation gives.</param>
/// <param name="StandardError">Of the simulated value, in its unit; above 0.</param>
internal sealed record Comparison(string Figure, double Exact, double Simulated, double StandardError)
{
    /// <summary>By how much the exact value moves when its cells are twice as wide; NaN where it has none.</summary>
    public double Cells { get; init; } = double.NaN;

    public double Z => (Simulated - Exact) / StandardError;
}

/// <summary>Comparisons that one run of the engine gives.</summary>
/// <param name="Keys">What sets it apart from the other cases of its table, a text for each of the table's key columns.</param>
/// <param name="Work">Runs it from a seed.</param>
internal sealed record Case(IReadOnlyList<string> Keys, Func<long, IEnumerable<Comparison>> Work)
{
    /// <summary>Quick enough to be worked again whenever the tests run.</summary>
    public bool Quick { get; init; }
}
