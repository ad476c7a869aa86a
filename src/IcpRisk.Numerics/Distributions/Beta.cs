using IcpRisk.Numerics.Lanes;

namespace IcpRisk.Numerics.Distributions;

/// <summary>
/// Beta variates on [0, max] by inversion of one normal a trial: from a table where the parameters are the same in every
/// trial (<see cref="Table"/>, largest CDF error 1e-8), else by the exact quantile (tens of microseconds a trial: for what
/// is drawn once a trial).
/// </summary>
public static class Beta
{
    /// <summary>Shapes of the beta on [0, 1] with a mean and a precision a + b.</summary>
    /// <param name="mean">In (0, 1).</param>
    /// <param name="precision">a + b &gt; 0; the variance is mean(1 − mean)/(1 + precision).</param>
    public static (double A, double B) FromMean(double mean, double precision)
    {
        if (!(mean > 0 && mean < 1))
            throw new ArgumentOutOfRangeException(nameof(mean), mean, "The mean of a beta lies between 0 and 1.");
        DemandPositive(precision, nameof(precision));
        return (mean * precision, (1 - mean) * precision);
    }

    /// <summary>The quantile table of max times the beta with shapes a, b &gt; 0; max &gt; 0.</summary>
    public static QuantileTable Table(double a, double b, double max = 1)
    {
        DemandPositive(a, nameof(a));
        DemandPositive(b, nameof(b));
        DemandPositive(max, nameof(max));
        return new(z => BetaQuantile.LogOdds(a, b, z), QuantileScale.LogOdds, max);
    }

    /// <summary>The exact quantile on [0, 1] at a standard normal, |z| ≤ 30; shapes above 0.</summary>
    public static double Quantile(double a, double b, double z) => BetaQuantile.At(a, b, z);

    /// <summary>Beta variates whose parameters differ by trial, at standard normals <paramref name="z"/>.</summary>
    /// <param name="z">Standard normals, |z| ≤ 30.</param>
    /// <param name="a">First shape, a &gt; 0 (weight at max).</param>
    /// <param name="b">Second shape, b &gt; 0 (weight at 0).</param>
    /// <param name="max">Greatest value, &gt; 0.</param>
    /// <param name="x">Receives the variates; may be <paramref name="z"/>.</param>
    public static void Fill<L>(ReadOnlySpan<double> z, Parameter a, Parameter b, Parameter max, Span<double> x)
        where L : struct, ILanes<L>
    {
        var trials = TrialRows.Trials(z, x);
        a.Demand(trials);
        b.Demand(trials);
        max.Demand(trials);
        for (var i = 0; i < trials; i++)
            x[i] = BetaQuantile.At(a[i], b[i], z[i]) * max[i];
    }

    private static void DemandPositive(double value, string name)
    {
        if (!(value > 0 && double.IsFinite(value)))
            throw new ArgumentOutOfRangeException(name, value, "Must be above 0 and finite.");
    }
}
