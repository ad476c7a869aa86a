namespace IcpRisk.Numerics.Distributions;

/// <summary>
/// Student-t variates with fixed degrees of freedom, by inversion of one normal a trial from a table in arsinh t
/// (<see cref="QuantileTable"/>; largest CDF error below 1e-8). The mean exists above one degree of freedom, the variance above two.
/// </summary>
public static class StudentT
{
    /// <summary>The quantile table of scale times t.</summary>
    /// <param name="degrees">Degrees of freedom ν ≥ 0.1; infinite gives the normal.</param>
    /// <param name="scale">&gt; 0.</param>
    public static QuantileTable Table(double degrees, double scale = 1)
    {
        if (!(scale > 0 && double.IsFinite(scale)))
            throw new ArgumentOutOfRangeException(nameof(scale), scale, "Must be above 0 and finite.");
        return new(z => StudentTQuantile.Arsinh(degrees, z), QuantileScale.HyperbolicSine, scale);
    }

    /// <summary>The scale at which the standard deviation is <paramref name="sd"/>: sd·√((ν − 2)/ν).</summary>
    /// <param name="degrees">ν &gt; 2.</param>
    /// <param name="sd">≥ 0.</param>
    public static double ScaleOf(double degrees, double sd)
    {
        if (!(degrees > 2))
            throw new ArgumentOutOfRangeException(nameof(degrees), degrees, "A t has a standard deviation above two degrees of freedom.");
        return sd * Math.Sqrt(double.IsInfinity(degrees) ? 1 : (degrees - 2) / degrees);
    }
}
