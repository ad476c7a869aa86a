using System.Runtime.InteropServices;
using IcpRisk.Numerics.Lanes;
using IcpRisk.Numerics.Maths;

namespace IcpRisk.Numerics.Distributions.Cases;

/// <summary>Cost of a single case, from the probability that a case costs more.</summary>
public interface ICaseSeverity
{
    /// <summary>Replaces survival probabilities in (0, 1) by costs.</summary>
    void FromSurvival<L>(Span<double> row) where L : struct, ILanes<L>;
}

/// <summary>Pareto above a threshold: threshold·S^(−1/α).</summary>
/// <param name="Threshold">Least cost, &gt; 0.</param>
/// <param name="Alpha">Tail index, α &gt; 0.</param>
public readonly record struct ParetoSeverity(double Threshold, double Alpha) : ICaseSeverity
{
    public void FromSurvival<L>(Span<double> row) where L : struct, ILanes<L>
    {
        ref var x = ref MemoryMarshal.GetReference(row);
        var (scale, power) = (L.Of(Threshold), L.Of(-1 / Alpha));
        for (var i = 0; i < row.Length; i += L.Width)
            L.Store(Pareto.FromSurvival(L.Load(in x, i), scale, power), ref x, i);
    }
}

/// <summary>Lognormal, given that it lies above a threshold: exp(µ − σ·Φ⁻¹(S·share)).</summary>
/// <param name="Mu">Mean of the logarithm.</param>
/// <param name="Sigma">Standard deviation of the logarithm, ≥ 0.</param>
/// <param name="Share">Probability that the lognormal is above the threshold, in (0, 1]; 1 is no threshold.</param>
public readonly record struct LognormalSeverity(double Mu, double Sigma, double Share = 1) : ICaseSeverity
{
    /// <summary>The lognormal given that it exceeds <paramref name="threshold"/> &gt; 0.</summary>
    public static LognormalSeverity Above(double mu, double sigma, double threshold) =>
        new(mu, sigma, Scalar.NormalCdf((mu - Scalar.Log(threshold)) / sigma));

    public void FromSurvival<L>(Span<double> row) where L : struct, ILanes<L>
    {
        ref var x = ref MemoryMarshal.GetReference(row);
        for (var i = 0; i < row.Length; i += L.Width)
            L.Store(VectorMath.NormalQuantile(L.Load(in x, i) * L.Of(Share)), ref x, i);
        for (var i = 0; i < row.Length; i += L.Width)
            L.Store(VectorMath.Exp(L.Fma(L.Load(in x, i), L.Of(-Sigma), L.Of(Mu))), ref x, i);
    }
}
