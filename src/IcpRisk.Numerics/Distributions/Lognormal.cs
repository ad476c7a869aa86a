using System.Runtime.InteropServices;
using IcpRisk.Numerics.Lanes;
using IcpRisk.Numerics.Maths;

namespace IcpRisk.Numerics.Distributions;

/// <summary>
/// Lognormal variates exp(µ + σz), by inversion of one normal a trial. CDF error: the rounding of the exponential and of
/// µ + σz, below 1e-15·(1 + |µ|/σ).
/// </summary>
public static class Lognormal
{
    /// <summary>µ and σ of the lognormal with a mean and a standard deviation.</summary>
    /// <param name="mean">&gt; 0.</param>
    /// <param name="sd">≥ 0; 0 gives the constant <paramref name="mean"/>.</param>
    public static (double Mu, double Sigma) FromMoments(double mean, double sd)
    {
        if (!(mean > 0 && double.IsFinite(mean)))
            throw new ArgumentOutOfRangeException(nameof(mean), mean, "The mean of a lognormal is above 0.");
        if (!(sd >= 0 && double.IsFinite(sd)))
            throw new ArgumentOutOfRangeException(nameof(sd), sd, "A standard deviation is 0 or more.");
        var cv = sd / mean;
        var variance = Scalar.Log1p(cv * cv);
        return (Scalar.Log(mean) - variance / 2, Math.Sqrt(variance));
    }

    /// <summary>Lognormals at standard normals <paramref name="z"/>.</summary>
    /// <param name="z">Standard normals.</param>
    /// <param name="mu">Mean of the logarithm.</param>
    /// <param name="sigma">Standard deviation of the logarithm, σ ≥ 0; 0 gives exp(µ).</param>
    /// <param name="x">Receives the variates; may be <paramref name="z"/>.</param>
    public static void Fill<L>(ReadOnlySpan<double> z, Parameter mu, Parameter sigma, Span<double> x)
        where L : struct, ILanes<L>
    {
        var trials = TrialRows.Trials(z, x);
        mu.Demand(trials);
        sigma.Demand(trials);
        ref readonly var source = ref MemoryMarshal.GetReference(z);
        ref var target = ref MemoryMarshal.GetReference(x);
        for (var i = 0; i < trials; i += L.Width)
            L.Store(VectorMath.Exp(L.Fma(sigma.At<L>(i), L.Load(in source, i), mu.At<L>(i))), ref target, i);
    }
}
