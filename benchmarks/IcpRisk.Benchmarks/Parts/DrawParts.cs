using BenchmarkDotNet.Attributes;
using IcpRisk.Numerics.Lanes;
using IcpRisk.Numerics.Sampling;
using IcpRisk.Numerics.Streams;
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

/// <summary>Standard normals from scrambled Sobol points, against drawn ones.</summary>
[BenchmarkCategory("sobol")]
public class SobolPart : Part
{
    private readonly NormalRows _rows = new(
        new TrialPoints(SamplingMethod.Sobol, new Philox(1), 1 << 20, IsAntithetic: false),
        [.. Enumerable.Range(0, 16).Select(d => StreamId.Of("", "sobol", $"{d}"))], 0, 1, (_, _) => 7);

    private uint _first;

    protected override void Theirs() => Normal.Samples(Twister, Target, 0, 1);

    protected override void Ours<L>() => _rows.Fill<L>((_first += 256) & 0xFFFFF, 256, Drawn);
}
