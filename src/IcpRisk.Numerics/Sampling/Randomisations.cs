namespace IcpRisk.Numerics.Sampling;

/// <summary>
/// Points that depend on one another come in 32 independent randomisations, so that their spread tells the error of their
/// common result. Trial i is point ⌊i/32⌋ of randomisation i mod 32: a longer run adds points to each.
/// </summary>
public static class Randomisations
{
    public const int Count = 32;

    /// <summary>log₂ of <see cref="Count"/>.</summary>
    public const int Bits = 5;

    /// <summary>Points that a randomisation has among the first trials.</summary>
    /// <param name="randomisation">0 to 31.</param>
    /// <param name="trials">At least 0.</param>
    public static long Points(int randomisation, long trials) => (trials - randomisation + Count - 1) / Count;
}
