using IcpRisk.Numerics.Distributions.Cases;
using IcpRisk.Numerics.Lanes;
using IcpRisk.Numerics.Streams;

namespace IcpRisk.Numerics.Tests.Distributions;

/// <summary>Uniforms of cases as the engine addresses them: the pair is the attempt, its two cases the block's two draws.</summary>
internal readonly struct PhiloxCases(Philox philox, StreamId id, uint firstTrial, int year) : ICaseUniforms
{
    public void Fill<L>(int pair, int offset, scoped Span<double> even, scoped Span<double> odd)
        where L : struct, ILanes<L> =>
        Draws.Uniforms<L>(in philox, id, firstTrial + (uint)offset, year, pair, even, odd);
}
