using IcpRisk.Numerics.Maths;

namespace IcpRisk.Numerics.Distributions.Cases;

/// <summary>Pareto above a threshold: P(X > x) = (threshold/x)^α.</summary>
/// <param name="Threshold">Least cost, &gt; 0.</param>
/// <param name="Alpha">Tail index, α &gt; 0; the mean exists above 1, the variance above 2.</param>
public readonly record struct ParetoTail(double Threshold, double Alpha) : ICaseTail
{
    public double Mean => Alpha > 1 ? Threshold * Alpha / (Alpha - 1) : double.PositiveInfinity;

    public double MeanSquare => Alpha > 2 ? Threshold * Threshold * Alpha / (Alpha - 2) : double.PositiveInfinity;

    public double MeanExcess(double amount) =>
        Alpha > 1 ? amount / (Alpha - 1) * ShareAbove(amount) : double.PositiveInfinity;

    public double AmountAt(double share) => Threshold * Scalar.Pow(share, -1 / Alpha);

    public double ShareAbove(double amount) => Scalar.Pow(Threshold / amount, Alpha);

    // The same distribution, of which the moments are taken once.
    public CaseMoments Below(double amount) =>
        new GeneralisedParetoTail(Threshold, Threshold / Alpha, 1 / Alpha).Below(amount);
}
