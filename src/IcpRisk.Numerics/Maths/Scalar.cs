using IcpRisk.Numerics.Lanes;

namespace IcpRisk.Numerics.Maths;

/// <summary>The functions of <see cref="VectorMath"/> for one number, with the same bits; domains and errors as there.</summary>
public static partial class Scalar
{
    public static double Exp(double x) => VectorMath.Exp(Lanes1.Of(x)).Value;

    public static double Expm1(double x) => VectorMath.Expm1(Lanes1.Of(x)).Value;

    public static double Log(double x) => VectorMath.Log(Lanes1.Of(x)).Value;

    public static double Log1p(double x) => VectorMath.Log1p(Lanes1.Of(x)).Value;

    public static double Pow(double x, double y) => VectorMath.Pow(Lanes1.Of(x), Lanes1.Of(y)).Value;

    public static double NormalQuantile(double u) => VectorMath.NormalQuantile(Lanes1.Of(u)).Value;

    public static double NormalCdf(double x) => VectorMath.NormalCdf(Lanes1.Of(x)).Value;

    public static double LogGamma(double x) => VectorMath.LogGamma(Lanes1.Of(x)).Value;
}
