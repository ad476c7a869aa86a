using IcpRisk.Numerics.Maths;

namespace IcpRisk.Numerics.Distributions.Cases;

/// <summary>
/// Cost of a case in units of its mean: shift + exp(µ + σz), the lognormal of three parameters that has mean 1, coefficient
/// of variation v and skewness γ. The skewness alone fixes σ: γ = (w + 2)√(w − 1) with w = exp(σ²).
/// </summary>
/// <remarks>γ = v³ + 3v is the plain lognormal, shift 0. Less skewness gives a negative shift (a case may cost less than
/// nothing, down to the shift), more a positive one.</remarks>
public readonly record struct ShiftedLognormal(double Shift, double Mu, double Sigma)
{
    /// <summary>Skewness of the plain lognormal with coefficient of variation <paramref name="cv"/>: v³ + 3v.</summary>
    public static double SkewnessOf(double cv) => cv * (cv * cv + 3);

    /// <summary>The severity with v = <paramref name="cv"/> &gt; 0 and γ = <paramref name="skewness"/> &gt; 0.</summary>
    public static ShiftedLognormal Matching(double cv, double skewness)
    {
        var c = skewness == SkewnessOf(cv) ? cv : CvOf(skewness);
        var variance = Scalar.Log1p(c * c);
        return new(1 - cv / c, Scalar.Log(cv / c) - variance / 2, Math.Sqrt(variance));
    }

    // The real root of c³ + 3c = γ: c = 2·sinh(asinh(γ/2)/3).
    private static double CvOf(double skewness)
    {
        var half = skewness / 2;
        var asinh = half < 1e-4 ? half : Scalar.Log(half + Math.Sqrt(half * half + 1));
        var third = Scalar.Exp(asinh / 3);
        var c = half < 1e-4 ? skewness / 3 : third - 1 / third;
        // One Newton step takes the digits that the difference lost at small skewness.
        return c - (c * (c * c + 3) - skewness) / (3 * c * c + 3);
    }
}
