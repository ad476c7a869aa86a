namespace IcpRisk.Nature.Sampling;

/// <summary>
/// How much of each surprise all places of a portfolio have in common. Of a driver with share r, two places' standard normals
/// have correlation r: each is √r·(the common one) + √(1 − r)·(its own). They are mixed before drivers of one place are
/// correlated with each other, so that a place by itself is what it would be without the others.
/// </summary>
/// <param name="shares">Share in [0, 1] by name of a driver or path of an uncertain figure; names that are not here have none.</param>
public sealed class SystemicShares(IReadOnlyDictionary<string, double> shares)
{
    /// <summary>Nothing in common.</summary>
    public static SystemicShares None { get; } = new(new Dictionary<string, double>());

    public bool Any => shares.Count > 0;

    /// <summary>The share of a driver or figure.</summary>
    public double Of(string name) => shares.GetValueOrDefault(name);
}
