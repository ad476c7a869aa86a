using System.Numerics;

namespace IcpRisk.Validation.Exact;

/// <summary>The number of cases, by its probability generating function.</summary>
/// <param name="Mean">m.</param>
/// <param name="Dispersion">Variance over mean: 1 is Poisson, more is negative binomial.</param>
internal sealed record Number(double Mean, double Dispersion)
{
    /// <summary>P(z) as a function of 1 − z: exp(−m(1 − z)), or (1 + (φ − 1)(1 − z))^(−m/(φ − 1)).</summary>
    public Complex Generate(Complex oneMinusZ) => Dispersion == 1
        ? Complex.Exp(-Mean * oneMinusZ)
        : Complex.Exp(-Mean / (Dispersion - 1) * Complex.Log(1 + ((Dispersion - 1) * oneMinusZ)));

    public override string ToString() => Dispersion == 1
        ? "Poisson"
        : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"negative binomial, φ = {Dispersion}");
}
