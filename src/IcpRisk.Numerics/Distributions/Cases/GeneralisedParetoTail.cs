using IcpRisk.Numerics.Maths;

namespace IcpRisk.Numerics.Distributions.Cases;

/// <summary>
/// Generalised Pareto above a threshold: P(X > x) = (1 + ξ(x − threshold)/scale)^(−1/ξ), the limit of what exceeds a high
/// threshold of nearly every distribution (Balkema and de Haan 1974; Pickands 1975). ξ = 0 is the exponential, ξ &lt; 0
/// ends at threshold − scale/ξ, and scale = ξ·threshold is the Pareto of index 1/ξ.
/// </summary>
/// <param name="Threshold">Least cost, ≥ 0.</param>
/// <param name="Scale">Scale, &gt; 0.</param>
/// <param name="Shape">ξ; the mean exists below 1, the variance below ½.</param>
public readonly record struct GeneralisedParetoTail(double Threshold, double Scale, double Shape) : ICaseTail
{
    // e^-40 is less than a rounding of 1.
    private const double Far = 40;

    public double Mean => Shape < 1 ? Threshold + Scale / (1 - Shape) : double.PositiveInfinity;

    public double MeanSquare => Shape < 0.5
        ? Threshold * Threshold + 2 * Scale / (1 - Shape) * (Threshold + Scale / (1 - 2 * Shape))
        : double.PositiveInfinity;

    public double MeanExcess(double amount) =>
        ShareAbove(amount) == 0 ? 0 : Shape < 1 ? (Scale + Shape * (amount - Threshold)) / (1 - Shape) * ShareAbove(amount) : double.PositiveInfinity;

    public double AmountAt(double share) => Amount(-Scalar.Log(share));

    public double ShareAbove(double amount) => Scalar.Exp(-Exponential(amount));

    public CaseMoments Below(double amount) =>
        CaseQuadrature.Moments(new Density(this), 0, Math.Min(Exponential(amount), Far));

    // The cost as a function of w = −ln P(X > x), which is a standard exponential.
    private double Amount(double w) =>
        Threshold + Scale * (Shape == 0 ? w : Scalar.Expm1(Shape * w) / Shape);

    private double Exponential(double amount)
    {
        var excess = (amount - Threshold) / Scale;
        var base1 = Shape * excess;
        return Shape == 0 ? excess : base1 <= -1 ? double.PositiveInfinity : Scalar.Log1p(base1) / Shape;
    }

    private readonly struct Density(GeneralisedParetoTail tail) : ICaseDensity
    {
        public (double Amount, double Weight) At(double t) => (tail.Amount(t), Scalar.Exp(-t));
    }
}
