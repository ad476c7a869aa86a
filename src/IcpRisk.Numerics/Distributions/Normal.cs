using IcpRisk.Numerics.Lanes;
using IcpRisk.Numerics.Maths;

namespace IcpRisk.Numerics.Distributions;

/// <summary>One normal at a time, with the bits of the vector functions.</summary>
internal static class Normal
{
    /// <summary>Largest |z| that 53-bit uniforms give, and that tables reach.</summary>
    public const double Reach = 8.3;

    /// <summary>Φ(z).</summary>
    public static double Cdf(double z) => VectorMath.NormalCdf(new Lanes1(z)).Value;

    /// <summary>ln(1 + x) without loss at small x; x &gt; −1.</summary>
    public static double LogOnePlus(double x)
    {
        var y = 1 + x;
        return y == 1 ? x : Scalar.Log(y) * (x / (y - 1));
    }

    /// <summary>ln(1 + eˣ) without overflow or loss.</summary>
    public static double SoftPlus(double x) => x > 0 ? x + LogOnePlus(Scalar.Exp(-x)) : LogOnePlus(Scalar.Exp(x));
}
