using BenchmarkDotNet.Attributes;
using IcpRisk.Numerics.Distributions;
using IcpRisk.Numerics.Lanes;
using MathNetGamma = MathNet.Numerics.Distributions.Gamma;
using MathNetPoisson = MathNet.Numerics.Distributions.Poisson;

namespace IcpRisk.Benchmarks.Parts;

/// <summary>Poisson with means around 60: the number of high-cost cases of a year.</summary>
[BenchmarkCategory("poisson 60")]
public class PoissonPart : Part
{
    private readonly double[] _means = [.. Enumerable.Range(0, Variates).Select(i => 55.0 + (i % 11))];

    protected override void Theirs()
    {
        for (var i = 0; i < Target.Length; i++)
            Target[i] = MathNetPoisson.Sample(Twister, _means[i]);
    }

    protected override void Ours<L>()
    {
        Normals<L>();
        Poisson.Fill<L>(Drawn, _means, Target);
    }
}

/// <summary>Poisson of mean 4, found by summation.</summary>
[BenchmarkCategory("poisson 4")]
public class SmallPoissonPart : Part
{
    protected override void Theirs()
    {
        for (var i = 0; i < Target.Length; i++)
            Target[i] = MathNetPoisson.Sample(Twister, 4);
    }

    protected override void Ours<L>()
    {
        Normals<L>();
        Poisson.Fill<L>(Drawn, 4, Target);
    }
}

/// <summary>
/// Negative binomial with means around 18,000 and variance 1.8 times the mean. Math.NET's own sampler of it multiplies
/// uniforms until exp(−mean) is reached, which is 0 for any mean above 745, so its gamma and Poisson are put together.
/// </summary>
[BenchmarkCategory("negative binomial")]
public class NegativeBinomialPart : Part
{
    private const double Dispersion = 1.8;
    private readonly double[] _means = [.. Enumerable.Range(0, Variates).Select(i => 16_000.0 + (i % 4001))];

    protected override void Theirs()
    {
        for (var i = 0; i < Target.Length; i++)
        {
            var mean = MathNetGamma.Sample(Twister, _means[i] / (Dispersion - 1), 1 / (Dispersion - 1));
            Target[i] = MathNetPoisson.Sample(Twister, mean);
        }
    }

    protected override void Ours<L>()
    {
        Normals<L>();
        NegativeBinomial.Fill<L>(Drawn, _means, Dispersion, Target);
    }
}
