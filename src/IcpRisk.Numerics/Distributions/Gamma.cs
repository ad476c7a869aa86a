using System.Runtime.InteropServices;
using IcpRisk.Numerics.Lanes;

namespace IcpRisk.Numerics.Distributions;

/// <summary>
/// Gamma variates by inversion of one normal a trial: from a table where the parameters are the same in every trial
/// (<see cref="Table"/>, largest CDF error 1e-8), else by <see cref="GammaExpansion"/> for shapes from 16 on (5e-8) and
/// by the exact quantile below (microseconds a trial).
/// </summary>
public static class Gamma
{
    private const double LeastExpandedShape = 16;

    /// <summary>Shape and scale of the gamma with a mean &gt; 0 and a standard deviation &gt; 0.</summary>
    public static (double Shape, double Scale) FromMoments(double mean, double sd)
    {
        DemandPositive(mean, nameof(mean));
        DemandPositive(sd, nameof(sd));
        return (mean / sd * (mean / sd), sd * sd / mean);
    }

    /// <summary>The quantile table of the gamma with <paramref name="shape"/> &gt; 0 and <paramref name="scale"/> &gt; 0.</summary>
    public static QuantileTable Table(double shape, double scale)
    {
        DemandPositive(shape, nameof(shape));
        DemandPositive(scale, nameof(scale));
        return new(z => GammaQuantile.Log(shape, z), QuantileScale.Log, scale);
    }

    /// <summary>Gamma variates whose parameters differ by trial, at standard normals <paramref name="z"/>.</summary>
    /// <param name="z">Standard normals, |z| ≤ 8.3.</param>
    /// <param name="shape">k &gt; 0.</param>
    /// <param name="scale">Mean over shape, &gt; 0.</param>
    /// <param name="x">Receives the variates; not the same memory as <paramref name="z"/>.</param>
    public static void Fill<L>(ReadOnlySpan<double> z, Parameter shape, Parameter scale, Span<double> x)
        where L : struct, ILanes<L>
    {
        var trials = TrialRows.Trials(z, x);
        shape.Demand(trials);
        scale.Demand(trials);
        ref readonly var source = ref MemoryMarshal.GetReference(z);
        ref var target = ref MemoryMarshal.GetReference(x);
        var one = L.Of(1);
        var small = L.Zero;
        for (var i = 0; i < trials; i += L.Width)
        {
            var k = shape.At<L>(i);
            var root = one / L.Sqrt(k);
            var w = GammaExpansion.Quantile(L.Load(in source, i), L.Min(root + root, one));
            // 1 + w/√k is the quantile over the mean.
            L.Store(k * L.Fma(w, root, one) * scale.At<L>(i), ref target, i);
            small = L.OrBits(small, L.Less(k, L.Of(LeastExpandedShape)));
        }

        if (!L.AnyTrue(small))
            return;
        for (var i = 0; i < trials; i++)
        {
            if (shape[i] < LeastExpandedShape)
                x[i] = GammaQuantile.At(shape[i], z[i]) * scale[i];
        }
    }

    private static void DemandPositive(double value, string name)
    {
        if (!(value > 0 && double.IsFinite(value)))
            throw new ArgumentOutOfRangeException(name, value, "Must be above 0 and finite.");
    }
}
