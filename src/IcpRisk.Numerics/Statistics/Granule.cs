namespace IcpRisk.Numerics.Statistics;

/// <summary>
/// The unit of every sum: 1,024 trials that start at a multiple of 1,024, added in eight logical lanes
/// (lane = trial mod 8) whatever the vector width.
/// </summary>
/// <remarks>Lanes are merged pairwise, (0+1)+(2+3) with (4+5)+(6+7); granules by <see cref="FixedTree{T}"/>.</remarks>
public static class Granule
{
    /// <summary>Trials in a whole granule.</summary>
    public const int Trials = 1024;

    /// <summary>Logical lanes in a granule.</summary>
    public const int Lanes = 8;

    /// <summary>Granules that hold trials 0 … <paramref name="trials"/> − 1; the last may be partial.</summary>
    /// <param name="trials">At least 0.</param>
    public static long Count(long trials)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(trials);
        return (trials + Trials - 1) / Trials;
    }

    /// <summary>The granule that holds a trial.</summary>
    public static long Of(long trial) => trial / Trials;
}
