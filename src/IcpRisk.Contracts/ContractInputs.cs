using IcpRisk.Documents;
using IcpRisk.Paths;

namespace IcpRisk.Contracts;

/// <summary>What a contract needs to know beside its terms and the plan's rows; all of it belongs to the scenario.</summary>
public sealed record ContractInputs
{
    /// <summary>The plan's need weight of each cohort; used where the contract has none of its own.</summary>
    public IReadOnlyDictionary<string, double> NeedWeights { get; init; } = Keyed<double>.Empty;

    /// <summary>
    /// By metric: how far its score falls to the bad side at a financial pressure of 1 (a loss of the whole contract
    /// value in the year before), ≥ 0. A metric that is not named feels none.
    /// </summary>
    public IReadOnlyDictionary<string, double> Pressure { get; init; } = Keyed<double>.Empty;

    /// <summary>
    /// Metrics for which that fall is uncertain: they take it from the path's row <see cref="Quantity.QualityPressure"/>, and
    /// their figures in <see cref="Pressure"/> are its means.
    /// </summary>
    public IReadOnlySet<string> UncertainPressure { get; init; } = new HashSet<string>();

    /// <summary>By metric: the ends of its scale. Default: 0 to 1.</summary>
    public IReadOnlyDictionary<string, (double Least, double Most)> ScoreBounds { get; init; } =
        Keyed<(double, double)>.Empty;

    /// <summary>Nominal yearly rate at which present values are discounted, &gt; −1.</summary>
    public double DiscountRate { get; init; }

    /// <summary>Where a property of a record of the terms was written (<see cref="Document{T}.Locate"/>); null for terms made in code.</summary>
    public Func<object, string, Location>? Locate { get; init; }
}
