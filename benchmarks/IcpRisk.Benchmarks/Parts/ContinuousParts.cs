using BenchmarkDotNet.Attributes;
using IcpRisk.Numerics.Distributions;
using IcpRisk.Numerics.Distributions.Cases;
using IcpRisk.Numerics.Lanes;
using MathNetBeta = MathNet.Numerics.Distributions.Beta;
using MathNetGamma = MathNet.Numerics.Distributions.Gamma;
using MathNetLogNormal = MathNet.Numerics.Distributions.LogNormal;
using MathNetPareto = MathNet.Numerics.Distributions.Pareto;

namespace IcpRisk.Benchmarks.Parts;

/// <summary>Lognormal, µ = 0.1, σ = 0.3.</summary>
[BenchmarkCategory("lognormal")]
public class LognormalPart : Part
{
    protected override void Theirs() => MathNetLogNormal.Samples(Twister, Target, 0.1, 0.3);

    protected override void Ours<L>()
    {
        Normals<L>();
        Lognormal.Fill<L>(Drawn, 0.1, 0.3, Target);
    }
}

/// <summary>Gamma of fixed shape 2.5, from a table.</summary>
[BenchmarkCategory("gamma table")]
public class GammaTablePart : Part
{
    private readonly QuantileTable _table = Gamma.Table(2.5, 1);

    protected override void Theirs() => MathNetGamma.Samples(Twister, Target, 2.5, 1);

    protected override void Ours<L>()
    {
        Normals<L>();
        _table.Fill<L>(Drawn, Target);
    }
}

/// <summary>Beta of mean 0.75 and precision 12, from a table.</summary>
[BenchmarkCategory("beta table")]
public class BetaTablePart : Part
{
    private readonly QuantileTable _table = Beta.Table(9, 3);

    protected override void Theirs() => MathNetBeta.Samples(Twister, Target, 9, 3);

    protected override void Ours<L>()
    {
        Normals<L>();
        _table.Fill<L>(Drawn, Target);
    }
}

/// <summary>Total cost of 5,000 ± 500 cases with v = 0.8: a shifted gamma whose shape differs by trial.</summary>
[BenchmarkCategory("matched gamma")]
public class MatchedGammaPart : Part
{
    private const double Cv = 0.8;
    private static readonly double Skewness = ShiftedLognormal.SkewnessOf(Cv);
    private readonly double[] _cases = [.. Enumerable.Range(0, Variates).Select(i => 4500.0 + (i % 1001))];

    protected override void Theirs()
    {
        for (var i = 0; i < Target.Length; i++)
        {
            var root = Math.Sqrt(_cases[i]);
            var skewness = Skewness / root;
            var shape = 4 / (skewness * skewness);
            Target[i] = _cases[i] + (root * Cv * ((MathNetGamma.Sample(Twister, shape, 1) - shape) / Math.Sqrt(shape)));
        }
    }

    protected override void Ours<L>()
    {
        Normals<L>();
        MatchedGamma.Fill<L>(Drawn, _cases, 1, Cv, Skewness, Target);
    }
}

/// <summary>Pareto above 25,000 with α = 2.8.</summary>
[BenchmarkCategory("pareto")]
public class ParetoPart : Part
{
    protected override void Theirs() => MathNetPareto.Samples(Twister, Target, 25_000, 2.8);

    protected override void Ours<L>()
    {
        Uniforms<L>();
        Pareto.FillUniform<L>(Drawn, 25_000, 2.8, Target);
    }
}
