namespace IcpRisk.Simulation;

/// <summary>
/// How to run. None of these but trials, trials a set, seed and sampling changes a simulated value; memory decides whether the summary's quantiles
/// are exact.
/// </summary>
public sealed record RunOptions
{
    /// <summary>Trials, from 1 to 2³² − 1.</summary>
    public required long Trials { get; init; }

    public required long Seed { get; init; }

    /// <summary>
    /// M of a nested run of K × M trials: so many trials that follow each other share one set of parameters, that is all that
    /// is drawn once a trial otherwise. 1: not nested.
    /// </summary>
    public long TrialsPerSet { get; init; } = 1;

    /// <summary>Threads; all cores where 0.</summary>
    public int Threads { get; init; }

    /// <summary>Trials of a tile, a multiple of 8 up to 256; chosen from the size of the cache where 0.</summary>
    public int Tile { get; init; }

    /// <summary>Bytes that columns kept whole for exact quantiles may take; past it they are binned.</summary>
    public long Memory { get; init; } = 1L << 30;

    /// <summary>How drivers are spread over trials: it changes every value, and what the summary's errors are made of.</summary>
    public SamplingOptions Sampling { get; init; } = SamplingOptions.Plain;

    /// <summary>Whether what is drawn is compared with theory; runs that only differ from one that is need not be.</summary>
    public bool SelfCheck { get; init; } = true;

    /// <exception cref="ArgumentOutOfRangeException">Out of range.</exception>
    public void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Trials, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Trials, uint.MaxValue);
        ArgumentOutOfRangeException.ThrowIfLessThan(TrialsPerSet, 1);
        ArgumentOutOfRangeException.ThrowIfNotEqual(Trials % TrialsPerSet, 0);
        ArgumentOutOfRangeException.ThrowIfNegative(Seed);
        ArgumentOutOfRangeException.ThrowIfNegative(Threads);
        ArgumentOutOfRangeException.ThrowIfNotEqual(Tile % 8, 0);
        ArgumentOutOfRangeException.ThrowIfNegative(Tile);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Tile, Paths.PathTile.MaxTrials);
    }
}
