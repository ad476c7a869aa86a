using IcpRisk.Numerics.Distributions.Cases;
using IcpRisk.Numerics.Lanes;
using IcpRisk.Numerics.Streams;

namespace IcpRisk.Nature.Volatility;

/// <summary>Addressed uniforms for cases drawn one by one: the case is the draw, the year the attempt.</summary>
internal readonly struct CaseUniforms(Philox philox, StreamId stream, uint firstTrial, int year) : ICaseUniforms
{
    public void Fill<L>(int firstCase, int cases, int offset, scoped Span<double> rows)
        where L : struct, ILanes<L> =>
        Draws.UniformRows<L>(
            philox, [stream], firstTrial + (uint)offset, firstCase, cases, year - 1, rows.Length / cases, rows);
}
