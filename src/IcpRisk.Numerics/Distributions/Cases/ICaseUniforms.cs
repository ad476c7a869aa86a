using IcpRisk.Numerics.Lanes;

namespace IcpRisk.Numerics.Distributions.Cases;

/// <summary>
/// Addressed uniforms for cases drawn one by one: the same trial and case always give the same number, however many cases
/// its neighbours have and however many are asked for at a time.
/// </summary>
public interface ICaseUniforms
{
    /// <summary>Uniforms of a run of cases in a run of trials.</summary>
    /// <param name="firstCase">The first case, from 0; even.</param>
    /// <param name="cases">How many; even.</param>
    /// <param name="offset">First trial, counted in the row being summed; a multiple of 8.</param>
    /// <param name="rows">Receives the uniforms, in (0, 1): a row for each case, end to end, of a multiple of 8 trials.</param>
    void Fill<L>(int firstCase, int cases, int offset, scoped Span<double> rows) where L : struct, ILanes<L>;
}
