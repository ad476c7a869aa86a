using System.Runtime.InteropServices;
using IcpRisk.Numerics.Lanes;
using IcpRisk.Numerics.Maths;

namespace IcpRisk.Numerics.Distributions;

/// <summary>
/// Triangular variates by inversion of one normal a trial: from + √(u·(to − from)(mode − from)) up to the mode, and the same
/// from the other end beyond it, each from its own tail. Mean (from + mode + to)/3. CDF error: rounding.
/// </summary>
public static class Triangular
{
    /// <summary>Variates increasing in standard normals <paramref name="z"/>.</summary>
    /// <param name="z">Standard normals.</param>
    /// <param name="from">Least value.</param>
    /// <param name="mode">Likeliest value, from ≤ mode ≤ to.</param>
    /// <param name="to">Greatest value, &gt; from.</param>
    /// <param name="x">Receives the variates; may be <paramref name="z"/>.</param>
    public static void Fill<L>(ReadOnlySpan<double> z, Parameter from, Parameter mode, Parameter to, Span<double> x)
        where L : struct, ILanes<L>
    {
        var trials = TrialRows.Trials(z, x);
        from.Demand(trials);
        mode.Demand(trials);
        to.Demand(trials);
        ref readonly var source = ref MemoryMarshal.GetReference(z);
        ref var target = ref MemoryMarshal.GetReference(x);
        for (var i = 0; i < trials; i += L.Width)
            L.Store(At(L.Load(in source, i), from.At<L>(i), mode.At<L>(i), to.At<L>(i)), ref target, i);
    }

    /// <summary>The variate at one normal, with the bits of <see cref="Fill"/>.</summary>
    public static double At(double from, double mode, double to, double z) =>
        At(new Lanes1(z), new Lanes1(from), new Lanes1(mode), new Lanes1(to)).Value;

    private static L At<L>(L z, L from, L mode, L to) where L : struct, ILanes<L>
    {
        var tail = VectorMath.NormalCdf(-L.Abs(z));
        var isLow = L.Less(z, L.Zero);
        var below = L.Select(isLow, tail, L.Of(1) - tail);
        var above = L.Select(isLow, L.Of(1) - tail, tail);
        var (width, rise, fall) = (to - from, mode - from, to - mode);
        var rising = L.Min(from + L.Sqrt(below * width * rise), mode);
        var falling = L.Max(to - L.Sqrt(above * width * fall), mode);
        return L.Select(L.Less(below * width, rise), rising, falling);
    }
}
