using IcpRisk.Numerics.Maths;

namespace IcpRisk.Numerics.Distributions.Cases;

/// <summary>A lognormal given that it lies above a threshold.</summary>
public readonly record struct LognormalTail : ICaseTail
{
    // Below −9 standard deviations lies 1e-19 of a normal.
    private const double Far = 9;

    private readonly double _mean;
    private readonly double _from;

    /// <param name="threshold">Least cost, &gt; 0.</param>
    /// <param name="mean">Mean of the whole lognormal, &gt; 0.</param>
    /// <param name="cv">Coefficient of variation of the whole lognormal, &gt; 0.</param>
    public LognormalTail(double threshold, double mean, double cv)
    {
        (Threshold, _mean) = (threshold, mean);
        (Mu, Sigma) = Lognormal.FromMoments(mean, mean * cv);
        _from = Normal(threshold);
        Share = Scalar.NormalCdf(-_from);
    }

    public double Threshold { get; }

    /// <summary>Mean of the logarithm of the whole lognormal.</summary>
    public double Mu { get; }

    /// <summary>Standard deviation of its logarithm.</summary>
    public double Sigma { get; }

    /// <summary>Probability that the whole lognormal is above the threshold.</summary>
    public double Share { get; }

    // E[Xʲ | X > u] = exp(jµ + j²σ²/2)·Φ(jσ − k)/Φ(−k), k = (ln u − µ)/σ.
    public double Mean => _mean * Scalar.NormalCdf(Sigma - _from) / Share;

    public double MeanSquare => Scalar.Exp((2 * Mu) + (2 * Sigma * Sigma)) * Scalar.NormalCdf((2 * Sigma) - _from) / Share;

    public double MeanExcess(double amount) =>
        (_mean * Scalar.NormalCdf(Sigma - Normal(amount)) - amount * Scalar.NormalCdf(-Normal(amount))) / Share;

    public double AmountAt(double share) => Scalar.Exp(Mu - Sigma * Scalar.NormalQuantile(share * Share));

    public double ShareAbove(double amount) => Scalar.NormalCdf(-Normal(amount)) / Share;

    public CaseMoments Below(double amount) =>
        CaseQuadrature.Moments(new Density(Mu, Sigma, Math.Max(_from, 0)), Math.Max(_from, -Far), Normal(amount));

    private double Normal(double amount) => (Scalar.Log(amount) - Mu) / Sigma;

    // In the normal z; the factor exp(peak²/2) keeps the density from vanishing far out.
    private readonly struct Density(double mu, double sigma, double peak) : ICaseDensity
    {
        public (double Amount, double Weight) At(double t) =>
            (Scalar.Exp(mu + sigma * t), Scalar.Exp((peak - t) * (peak + t) / 2));
    }
}
