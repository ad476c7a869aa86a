using IcpRisk.Numerics.Sampling;

namespace IcpRisk.Numerics.Statistics;

/// <summary>
/// Which trials depend on one another: standard errors then come from the spread of clusters' sums, clusters being
/// independent of each other.
/// </summary>
/// <param name="Randomisations">Independent randomisations, 32 or 16; 0 of antithetic pairs, trials 2k and 2k + 1.</param>
public sealed record TrialClusters(int Randomisations)
{
    private static readonly double[] FewDegrees = [12.7062047364, 4.3026527297, 3.1824463053, 2.7764451052];

    /// <summary>Antithetic pairs of otherwise independent trials.</summary>
    public static TrialClusters Pairs { get; } = new(0);

    /// <summary>The clusters of a way of sampling; null where trials are independent.</summary>
    public static TrialClusters? Of(SamplingMethod method, bool isAntithetic) => (method, isAntithetic) switch
    {
        (SamplingMethod.Plain, false) => null,
        (SamplingMethod.Plain, true) => Pairs,
        // A mirrored trial belongs to the randomisation that it mirrors, so only every second of them is used.
        (_, true) => new TrialClusters(Sampling.Randomisations.Count / 2),
        _ => new TrialClusters(Sampling.Randomisations.Count),
    };

    /// <summary>Whether clusters are antithetic pairs.</summary>
    public bool ArePairs => Randomisations == 0;

    /// <summary>Clusters that so many trials fall into.</summary>
    public long Count(long trials) => ArePairs ? (trials + 1) / 2 : Math.Min(Randomisations, (trials + TrialsInTurn - 1) / TrialsInTurn);

    /// <summary>Neighbouring trials of one randomisation.</summary>
    internal int TrialsInTurn => ArePairs ? 2 : Sampling.Randomisations.Count / Randomisations;

    /// <summary>
    /// The 97.5 % point of Student's t for this many clusters: its expansion in 1/ν to the third order, within 10⁻⁴ from
    /// ν = 15 on and 3·10⁻³ from ν = 5 on (Abramowitz and Stegun 26.7.5); below that their table 26.10.
    /// </summary>
    public double Reach(long trials)
    {
        var v = (double)(Count(trials) - 1);
        if (v < 5)
            return v < 1 ? double.PositiveInfinity : FewDegrees[(int)v - 1];
        const double z = Estimate.Z95;
        const double z2 = z * z;
        return z + (z * (z2 + 1) / (4 * v))
            + (z * ((5 * z2 * z2) + (16 * z2) + 3) / (96 * v * v))
            + (z * ((3 * z2 * z2 * z2) + (19 * z2 * z2) + (17 * z2) - 15) / (384 * v * v * v));
    }
}
