using System.Runtime.InteropServices;
using IcpRisk.Numerics.Lanes;
using IcpRisk.Numerics.Streams;

namespace IcpRisk.Numerics.Sampling;

/// <summary>
/// One dimension of Latin hypercubes: of n points each of the n equal steps of probability has one, at a random place in
/// it, in an order that is random and independent of other dimensions' (McKay, Beckman and Conover, Technometrics 21,
/// 1979). The 32 randomisations side by side.
/// </summary>
internal sealed class LatinDimension
{
    private const double Cells = 1L << 52;
    private readonly Philox _philox;
    private readonly StreamId _stream;
    private readonly int _draw;
    private readonly KeyedPermutation _order;

    /// <param name="philox">What it is drawn from.</param>
    /// <param name="order">The stream of the orders.</param>
    /// <param name="stream">The stream of the place within a step.</param>
    /// <param name="draw">And its draw.</param>
    /// <param name="trials">Trials of the whole run: the number of steps.</param>
    public LatinDimension(in Philox philox, StreamId order, StreamId stream, int draw, long trials)
    {
        (_philox, _stream, _draw) = (philox, stream, draw);
        Span<long> sizes = stackalloc long[Randomisations.Count];
        for (var r = 0; r < sizes.Length; r++)
            sizes[r] = Math.Max(1, Randomisations.Points(r, trials));
        _order = new KeyedPermutation(sizes, in philox, order);
    }

    /// <summary>Uniforms of consecutive trials, each a drawn uniform's odd multiple of 2⁻⁵³.</summary>
    /// <param name="firstTrial">A multiple of 8.</param>
    /// <param name="row">A multiple of 8 trials.</param>
    public void Fill<L>(uint firstTrial, Span<double> row) where L : struct, ILanes<L>
    {
        Draws.Uniform<L>(in _philox, _stream, firstTrial, _draw, 0, row);
        ref var target = ref MemoryMarshal.GetReference(row);
        for (var i = 0; i < row.Length; i += L.Width)
        {
            var trial = firstTrial + (ulong)i;
            var r = (int)(trial & (Randomisations.Count - 1));
            var step = _order.Of(L.OfBits(trial >> Randomisations.Bits), r);
            var u = (step + L.Load(ref target, i)) / _order.Sizes<L>(r);
            var cell = L.Min(L.Floor(u * L.Of(Cells)), L.Of(Cells - 1));
            L.Store((cell + L.Of(0.5)) * L.Of(1 / Cells), ref target, i);
        }
    }
}
