using IcpRisk.Numerics.Distributions;

namespace IcpRisk.Nature.Kernel;

/// <summary>
/// Betas on 0 to 1 whose mean and standard deviation differ by trial: from a <see cref="BetaSurface"/> over what is plausible
/// of both, and by exact quantiles, some tens of microseconds each, beyond (one trial in some ten thousand, and betas that
/// pile up at 0 or 1). Where a trial's mean leaves no room for its standard deviation, the widest beta with that mean takes
/// its place: all of it near 0 and 1.
/// </summary>
internal sealed class BetaByTrial
{
    private const double LeastShape = 1e-9;
    private const double LeastPrecision = 0.02;
    private const double LeastSd = 1e-4;

    // Standard deviations of the normals of mean and standard deviation that the surface serves.
    private const double Reach = 4;

    private readonly Param _a;
    private readonly Param _b;
    private readonly Lazy<BetaSurface?> _surface;

    public BetaByTrial(ParamBook p, Param mean, Param sd)
    {
        // a = m·k and b = (1 − m)·k, with k = m(1 − m)/s² − 1 the precision.
        var rest = p.Subtract(Param.Of(1), mean);
        var spread = p.Max(sd, Param.Of(LeastSd));
        var precision = p.Max(
            p.Subtract(p.Divide(p.Multiply(mean, rest), p.Multiply(spread, spread)), Param.Of(1)), Param.Of(LeastPrecision));
        var least = Param.Of(LeastShape);
        (_a, _b) = (p.Max(p.Multiply(mean, precision), least), p.Max(p.Multiply(rest, precision), least));
        var (means, sds) = (p.Range(mean, Reach), p.Range(sd, Reach));

        // Not before it is read: most plans are made to be looked at.
        _surface = new Lazy<BetaSurface?>(() => Surface(means, sds));
    }

    /// <summary>Carries standard normals into shares.</summary>
    public void Apply(Workspace work, ReadOnlySpan<double> z, Span<double> x)
    {
        var surface = _surface.Value;
        for (var i = 0; i < z.Length; i++)
        {
            var (a, b) = (Value(_a, work, i), Value(_b, work, i));
            var precision = a + b;
            var mean = a / precision;
            x[i] = surface is not null && surface.Covers(mean, precision) ? surface.At(z[i], mean, precision) : Beta.Quantile(a, b, z[i]);
        }
    }

    private static double Value(Param param, Workspace work, int trial) => param.IsConstant ? param.Constant : work.Row(param.Row)[trial];

    private static BetaSurface? Surface((double From, double To) means, (double From, double To) sds)
    {
        var (from, to) = (Math.Max(means.From, 1e-3), Math.Min(means.To, 1 - 1e-3));
        if (!(from <= to))
        {
            return null;
        }

        var widest = Math.Clamp(0.5, from, to);
        var (least, greatest) = (Math.Max(sds.From, LeastSd), Math.Max(sds.To, LeastSd));
        var low = (Math.Min(from * (1 - from), to * (1 - to)) / (greatest * greatest)) - 1;
        var high = (widest * (1 - widest) / (least * least)) - 1;
        low = Math.Max(low, BetaSurface.LeastShape / Math.Min(from, 1 - to));
        return low < high ? new BetaSurface((from, to), (low, Math.Min(high, low * BetaSurface.WidestRange))) : null;
    }
}
