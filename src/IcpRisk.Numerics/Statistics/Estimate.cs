namespace IcpRisk.Numerics.Statistics;

/// <summary>A number with its sampling error: standard error and 95 % confidence interval, in the unit of the value.</summary>
/// <remarks>An end is infinite where the sample is too small to bound it; everything is NaN where nothing is known.</remarks>
public readonly record struct Estimate(double Value, double StandardError, double Lower, double Upper)
{
    /// <summary>The 97.5 % point of the standard normal distribution.</summary>
    public const double Z95 = 1.9599639845400542;

    /// <summary>Nothing known.</summary>
    public static Estimate Unknown => new(double.NaN, double.NaN, double.NaN, double.NaN);

    /// <summary>Value ± 1.96 standard errors.</summary>
    public static Estimate Normal(double value, double standardError) =>
        new(value, standardError, value - (Z95 * standardError), value + (Z95 * standardError));

    /// <summary>
    /// A share by Wilson's score interval (J. Am. Stat. Assoc. 22, 1927), which stays in [0, 1] and is right near its ends.
    /// </summary>
    /// <param name="share">In [0, 1].</param>
    /// <param name="count">Trials, or the effective number of weighted ones; above 0.</param>
    /// <param name="reach">Standard errors from the middle of the interval to its ends.</param>
    public static Estimate Wilson(double share, double count, double reach = Z95)
    {
        if (!(count > 0))
            return Unknown;
        var z2 = reach * reach / count;
        var centre = (share + (z2 / 2)) / (1 + z2);
        var half = Math.Sqrt((share * (1 - share) * z2) + (z2 * z2 / 4)) / (1 + z2);
        return new(
            share,
            Math.Sqrt(share * (1 - share) / count),
            share == 0 ? 0 : Math.Max(0, centre - half),
            share == 1 ? 1 : Math.Min(1, centre + half));
    }

    /// <summary>The same of −x.</summary>
    public static Estimate operator -(Estimate e) => new(0 - e.Value, e.StandardError, 0 - e.Upper, 0 - e.Lower);
}
