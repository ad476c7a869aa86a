using BenchmarkDotNet.Attributes;
using IcpRisk.Numerics.Lanes;
using MathNet.Numerics.Distributions;

namespace IcpRisk.Benchmarks.Parts;

/// <summary>Uniforms in (0, 1).</summary>
[BenchmarkCategory("uniform")]
public class UniformPart : Part
{
    protected override void Theirs() => ContinuousUniform.Samples(Twister, Target, 0, 1);

    protected override void Ours<L>() => Uniforms<L>();
}

/// <summary>Standard normals.</summary>
[BenchmarkCategory("normal")]
public class NormalPart : Part
{
    protected override void Theirs() => Normal.Samples(Twister, Target, 0, 1);

    protected override void Ours<L>() => Normals<L>();
}
