using IcpRisk.Numerics.Lanes;

namespace IcpRisk.Numerics.Distributions.Cases;

/// <summary>
/// Addressed uniforms for cases drawn one by one: the same trial and case always give the same number, however many cases
/// its neighbours have. Cases come in pairs because one block of the generator holds two uniforms.
/// </summary>
public interface ICaseUniforms
{
    /// <summary>Uniforms of two cases in a run of trials.</summary>
    /// <param name="pair">p: the cases 2p and 2p + 1.</param>
    /// <param name="offset">First trial, counted in the row being summed; a multiple of 8.</param>
    /// <param name="even">Receives the uniforms, in (0, 1), of case 2p; a multiple of 8 trials.</param>
    /// <param name="odd">Receives those of case 2p + 1.</param>
    void Fill<L>(int pair, int offset, scoped Span<double> even, scoped Span<double> odd) where L : struct, ILanes<L>;
}
