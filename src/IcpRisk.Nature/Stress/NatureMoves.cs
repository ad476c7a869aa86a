namespace IcpRisk.Nature.Stress;

/// <summary>
/// Factors on what happens, by contract year from year 1, beside the plan, which stays. No draw is moved. An empty list of
/// factors leaves things as they are.
/// </summary>
public sealed record NatureMoves
{
    public static NatureMoves None { get; } = new();

    /// <summary>On the people of every cohort.</summary>
    public IReadOnlyList<double> List { get; init; } = [];

    /// <summary>On the general price level.</summary>
    public IReadOnlyList<double> Price { get; init; } = [];

    /// <summary>On the cumulative savings that come true.</summary>
    public IReadOnlyList<double> Savings { get; init; } = [];

    /// <summary>On the expected activity of services by name.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<double>> Activity { get; init; } = new Dictionary<string, IReadOnlyList<double>>();

    /// <summary>On the unit cost of services by name.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<double>> UnitCost { get; init; } = new Dictionary<string, IReadOnlyList<double>>();

    internal double ActivityOf(string service, int year) => Activity.TryGetValue(service, out var factors) ? At(factors, year) : 1;

    internal double UnitCostOf(string service, int year) => UnitCost.TryGetValue(service, out var factors) ? At(factors, year) : 1;

    internal static double At(IReadOnlyList<double> factors, int year) => year <= factors.Count ? factors[year - 1] : 1;
}
