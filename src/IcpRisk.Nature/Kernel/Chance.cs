using IcpRisk.Numerics.Lanes;
using IcpRisk.Numerics.Maths;

namespace IcpRisk.Nature.Kernel;

/// <summary>
/// An event of probability p that happens where a standard normal is high: z &gt; Φ⁻¹(1 − p). So its driver can be
/// correlated with others by name.
/// </summary>
internal readonly struct Chance
{
    private readonly Param _probability;
    private readonly double _threshold;

    public Chance(Param probability)
    {
        _probability = probability;
        if (probability.IsConstant)
        {
            _threshold = probability.Constant <= 0 ? double.PositiveInfinity
                : probability.Constant >= 1 ? double.NegativeInfinity
                : -Scalar.NormalQuantile(probability.Constant);
        }
    }

    /// <summary>Where the event happens, as a mask.</summary>
    public L Happens<L>(Workspace work, int i, L z)
        where L : struct, ILanes<L> => _probability.IsConstant
            ? L.Less(L.Of(_threshold), z)
            : L.Less(VectorMath.NormalCdf(-z), _probability.At<L>(work, i));
}
