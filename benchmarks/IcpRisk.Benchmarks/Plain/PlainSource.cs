using MathNet.Numerics.Random;

namespace IcpRisk.Benchmarks.Plain;

/// <summary>Math.NET's generators, not thread-safe ones, as one a block of trials.</summary>
internal enum PlainSource
{
    /// <summary>Mersenne Twister, the usual choice.</summary>
    Mersenne,

    /// <summary>System.Random behind Math.NET's interface.</summary>
    System,

    /// <summary>The fastest that Math.NET has.</summary>
    Xoshiro,
}

internal static class PlainSources
{
    public static RandomSource Create(this PlainSource source, int seed) => source switch
    {
        PlainSource.Mersenne => new MersenneTwister(seed, threadSafe: false),
        PlainSource.System => new SystemRandomSource(seed, threadSafe: false),
        _ => new Xoshiro256StarStar(seed, threadSafe: false),
    };
}
