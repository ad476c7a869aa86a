using MathNet.Numerics.Distributions;

namespace IcpRisk.Benchmarks.Plain;

/// <summary>
/// max · Beta⁻¹(Φ(z)) by a table in z with straight lines between. A beta with persistence is carried by a normal AR(1),
/// so that Math.NET's beta sampler does not serve, and its inverse costs tens of microseconds a call.
/// </summary>
internal sealed class PlainQuantile
{
    private const double End = 6;
    private const double Step = 1.0 / 128;
    private readonly double[] _values;

    public PlainQuantile(double mean, double precision, double max)
    {
        var (a, b) = (mean / max * precision, (1 - (mean / max)) * precision);
        _values = new double[(int)(2 * End / Step) + 2];
        for (var i = 0; i < _values.Length; i++)
            _values[i] = max * Beta.InvCDF(a, b, Normal.CDF(0, 1, (i * Step) - End));
    }

    public double At(double z)
    {
        var position = (Math.Clamp(z, -End, End) + End) / Step;
        var low = (int)position;
        return _values[low] + ((position - low) * (_values[low + 1] - _values[low]));
    }
}
