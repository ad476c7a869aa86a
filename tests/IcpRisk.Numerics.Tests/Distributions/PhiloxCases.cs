using IcpRisk.Numerics.Distributions.Cases;
using IcpRisk.Numerics.Lanes;
using IcpRisk.Numerics.Streams;

namespace IcpRisk.Numerics.Tests.Distributions;

/// <summary>Uniforms of cases as the engine addresses them: the case is the draw, the year the attempt.</summary>
internal readonly struct PhiloxCases(Philox philox, StreamId id, uint firstTrial, int year) : ICaseUniforms
{
    public void Fill<L>(int firstCase, int cases, int offset, scoped Span<double> rows)
        where L : struct, ILanes<L> =>
        Draws.UniformRows<L>(
            in philox, [id], firstTrial + (uint)offset, firstCase, cases, year, rows.Length / cases, rows);
}
