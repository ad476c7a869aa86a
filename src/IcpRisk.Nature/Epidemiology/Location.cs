using IcpRisk.Nature.Kernel;
using IcpRisk.Numerics.Lanes;
using IcpRisk.Numerics.Maths;

namespace IcpRisk.Nature.Epidemiology;

/// <summary>µ of a share whose logit is normal, such that its mean is as stated; of each trial's own spread where that is uncertain.</summary>
internal sealed class Location
{
    // The share's mean is about 1/(1 + exp(−µ/√(1 + 0.35 σ²))), so that µ is nearly straight in the root.
    private const double Flatness = 0.35;

    private readonly double _value;
    private readonly ChebyshevSeries? _series;
    private readonly Param _variance;

    private Location(double value, ChebyshevSeries? series, Param variance) => (_value, _series, _variance) = (value, series, variance);

    /// <param name="plan">The plan.</param>
    /// <param name="mean">Mean of the share, in (0, 1).</param>
    /// <param name="variance">Variance of the logit.</param>
    /// <param name="most">The greatest it may be.</param>
    public static Location Of(PlanBuilder plan, double mean, Param variance, Func<double> most)
    {
        if (variance.IsConstant)
        {
            return new Location(LogitNormal.Location(mean, Math.Sqrt(variance.Constant)), null, variance);
        }

        var end = Math.Sqrt(1 + (Flatness * Math.Max(most(), 1e-6)));
        return new Location(
            0, new ChebyshevSeries(w => LogitNormal.Location(mean, Math.Sqrt(Math.Max(0, (w * w) - 1) / Flatness)), 1, end), variance);
    }

    public L At<L>(Workspace work, int i)
        where L : struct, ILanes<L> => _series is null
            ? L.Of(_value)
            : _series.At(L.Sqrt(L.Fma(L.Of(Flatness), _variance.At<L>(work, i), L.Of(1))));
}
