using IcpRisk.Numerics.Distributions.Cases;
using IcpRisk.Numerics.Lanes;
using IcpRisk.Numerics.Streams;

namespace IcpRisk.Nature.Volatility;

/// <summary>Addressed uniforms for cases drawn one by one: the year is the block, the pair of cases the attempt.</summary>
internal readonly struct CaseUniforms(Philox philox, StreamId stream, uint firstTrial, int year) : ICaseUniforms
{
    public void Fill<L>(int pair, int offset, scoped Span<double> even, scoped Span<double> odd)
        where L : struct, ILanes<L> =>
        Draws.Uniforms<L>(philox, stream, firstTrial + (uint)offset, year - 1, pair, even, odd);
}
