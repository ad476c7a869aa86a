using BenchmarkDotNet.Attributes;
using IcpRisk.Numerics.Lanes;
using IcpRisk.Numerics.Maths;
using MathNet.Numerics.Distributions;

namespace IcpRisk.Benchmarks.Parts;

/// <summary>A function over the same row of arguments, no drawing.</summary>
public abstract class FunctionPart : Part
{
    protected FunctionPart()
    {
        var pass = new Prepare(this);
        Wide.Run(ref pass);
    }

    private readonly struct Prepare(FunctionPart part) : ILanePass
    {
        public void Run<L>()
            where L : struct, ILanes<L> => part.Uniforms<L>();
    }
}

/// <summary>exp, beside the runtime's.</summary>
[BenchmarkCategory("exp")]
public class ExpPart : FunctionPart
{
    protected override void Theirs()
    {
        for (var i = 0; i < Drawn.Length; i++)
            Target[i] = Math.Exp(Drawn[i]);
    }

    protected override void Ours<L>() => Rows.Exp<L>(Drawn, Target);
}

/// <summary>ln, beside the runtime's.</summary>
[BenchmarkCategory("log")]
public class LogPart : FunctionPart
{
    protected override void Theirs()
    {
        for (var i = 0; i < Drawn.Length; i++)
            Target[i] = Math.Log(Drawn[i]);
    }

    protected override void Ours<L>() => Rows.Log<L>(Drawn, Target);
}

/// <summary>Φ⁻¹, beside Math.NET's.</summary>
[BenchmarkCategory("inverse normal")]
public class NormalQuantilePart : FunctionPart
{
    protected override void Theirs()
    {
        for (var i = 0; i < Drawn.Length; i++)
            Target[i] = Normal.InvCDF(0, 1, Drawn[i]);
    }

    protected override void Ours<L>() => Rows.NormalQuantile<L>(Drawn, Target);
}
