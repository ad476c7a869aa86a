using System.Runtime.InteropServices;
using IcpRisk.Numerics.Lanes;
using IcpRisk.Numerics.Maths;

namespace IcpRisk.Numerics.Distributions.Cases;

/// <summary>Cost of a single case, from the probability that a case costs more.</summary>
public interface ICaseSeverity
{
    /// <summary>Replaces survival probabilities in (0, 1) by costs.</summary>
    /// <param name="rows">A row for each case, end to end.</param>
    /// <param name="first">Trial of each row's first element, among those the parameters are for.</param>
    /// <param name="trials">Trials of a row.</param>
    void FromSurvival<L>(scoped Span<double> rows, int first, int trials) where L : struct, ILanes<L>;
}

/// <summary>Pareto above a threshold: threshold·S^(−1/α).</summary>
/// <param name="threshold">Least cost, &gt; 0.</param>
/// <param name="power">−1/α, α &gt; 0 the tail index.</param>
public readonly ref struct ParetoSeverity(Parameter threshold, Parameter power) : ICaseSeverity
{
    private readonly Parameter _threshold = threshold;
    private readonly Parameter _power = power;

    public void FromSurvival<L>(scoped Span<double> rows, int first, int trials) where L : struct, ILanes<L>
    {
        ref var x = ref MemoryMarshal.GetReference(rows);
        for (var start = 0; start < rows.Length; start += trials)
        {
            for (var i = 0; i < trials; i += L.Width)
            {
                var (scale, power) = (_threshold.At<L>(first + i), _power.At<L>(first + i));
                L.Store(Pareto.FromSurvival(L.Load(in x, start + i), scale, power), ref x, start + i);
            }
        }
    }
}

/// <summary>Lognormal, given that it lies above a threshold: exp(µ − σ·Φ⁻¹(S·share)).</summary>
/// <param name="mu">Mean of the logarithm.</param>
/// <param name="sigma">Standard deviation of the logarithm, ≥ 0.</param>
/// <param name="share">Probability that the lognormal is above the threshold, in (0, 1]; 1 is no threshold.</param>
public readonly ref struct LognormalSeverity(Parameter mu, Parameter sigma, Parameter share) : ICaseSeverity
{
    private readonly Parameter _mu = mu;
    private readonly Parameter _sigma = sigma;
    private readonly Parameter _share = share;

    public void FromSurvival<L>(scoped Span<double> rows, int first, int trials) where L : struct, ILanes<L>
    {
        ref var x = ref MemoryMarshal.GetReference(rows);
        for (var start = 0; start < rows.Length; start += trials)
        {
            for (var i = 0; i < trials; i += L.Width)
                L.Store(VectorMath.NormalQuantile(L.Load(in x, start + i) * _share.At<L>(first + i)), ref x, start + i);
            for (var i = 0; i < trials; i += L.Width)
            {
                var log = L.Fma(L.Load(in x, start + i), -_sigma.At<L>(first + i), _mu.At<L>(first + i));
                L.Store(VectorMath.Exp(log), ref x, start + i);
            }
        }
    }
}

/// <summary>Generalised Pareto above a threshold: threshold + scale·(S^(−ξ) − 1)/ξ, at ξ = 0 the exponential.</summary>
/// <param name="threshold">Least cost, ≥ 0.</param>
/// <param name="scale">Scale, &gt; 0.</param>
/// <param name="shape">ξ, any; relative error of the excess below 1e-15·(1 + |ξ·ln S|).</param>
public readonly ref struct GeneralisedParetoSeverity(Parameter threshold, Parameter scale, Parameter shape) : ICaseSeverity
{
    // Below it (e^(ξw) − 1)/ξ is w to the last bit, and 0/0 is not met.
    private const double Smallest = 1e-18;

    private readonly Parameter _threshold = threshold;
    private readonly Parameter _scale = scale;
    private readonly Parameter _shape = shape;

    public void FromSurvival<L>(scoped Span<double> rows, int first, int trials) where L : struct, ILanes<L>
    {
        ref var x = ref MemoryMarshal.GetReference(rows);
        for (var start = 0; start < rows.Length; start += trials)
        {
            for (var i = 0; i < trials; i += L.Width)
                L.Store(VectorMath.LogPositive(L.Load(in x, start + i)), ref x, start + i);
            for (var i = 0; i < trials; i += L.Width)
            {
                var (log, shape) = (L.Load(in x, start + i), _shape.At<L>(first + i));
                var some = L.SelectLess(L.Abs(shape), L.Of(Smallest), L.Of(Smallest), shape);
                var excess = VectorMath.Expm1(-some * log) / some;
                L.Store(L.Fma(_scale.At<L>(first + i), excess, _threshold.At<L>(first + i)), ref x, start + i);
            }
        }
    }
}
