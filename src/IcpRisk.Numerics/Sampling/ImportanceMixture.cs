using System.Runtime.InteropServices;
using IcpRisk.Numerics.Lanes;
using IcpRisk.Numerics.Maths;

namespace IcpRisk.Numerics.Sampling;

/// <summary>
/// Importance sampling by a defensive mixture: a share α of trials is drawn as it is, the rest with chosen standard normals
/// moved by θ. A trial's weight is the ratio of densities 1/(α + (1 − α)·exp(θ·z − |θ|²/2)), at most 1/α (Hesterberg,
/// Technometrics 37, 1995).
/// </summary>
/// <remarks>One a thread: it sums up θ·z over the rows of a tile, in the order in which they are moved.</remarks>
public sealed class ImportanceMixture
{
    private readonly double _nominal;
    private readonly double[] _moved;
    private readonly double[] _exponent;
    private double _half;

    /// <param name="nominal">α, in (0, 1).</param>
    /// <param name="capacity">Trials of a tile.</param>
    public ImportanceMixture(double nominal, int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(nominal, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(nominal, 1);
        _nominal = nominal;
        _moved = GC.AllocateArray<double>(capacity, pinned: true);
        _exponent = GC.AllocateArray<double>(capacity, pinned: true);
    }

    /// <summary>Uniforms that choose the part of the mixture: written here before <see cref="Begin{L}"/>.</summary>
    /// <param name="trials">A multiple of 8.</param>
    public Span<double> Choice(int trials) => _moved.AsSpan(0, trials);

    /// <summary>Begins a tile.</summary>
    public void Begin<L>(int trials) where L : struct, ILanes<L>
    {
        ref var moved = ref MemoryMarshal.GetArrayDataReference(_moved);
        for (var i = 0; i < trials; i += L.Width)
            L.Store(L.SelectLess(L.Load(ref moved, i), L.Of(_nominal), L.Zero, L.Of(1)), ref moved, i);
        _exponent.AsSpan(0, trials).Clear();
        _half = 0;
    }

    /// <summary>Moves a row of standard normals by θ in the trials that are moved.</summary>
    public void Move<L>(double shift, Span<double> row) where L : struct, ILanes<L>
    {
        ref var z = ref MemoryMarshal.GetReference(row);
        ref var moved = ref MemoryMarshal.GetArrayDataReference(_moved);
        ref var exponent = ref MemoryMarshal.GetArrayDataReference(_exponent);
        var theta = L.Of(shift);
        _half += shift * shift / 2;
        for (var i = 0; i < row.Length; i += L.Width)
        {
            var x = L.Fma(theta, L.Load(ref moved, i), L.Load(ref z, i));
            L.Store(x, ref z, i);
            L.Store(L.Fma(theta, x, L.Load(ref exponent, i)), ref exponent, i);
        }
    }

    /// <summary>The weights of the tile: of what has been moved so far, so that they are right at any time for what is known by then.</summary>
    public void Weights<L>(Span<double> weights) where L : struct, ILanes<L>
    {
        ref var target = ref MemoryMarshal.GetReference(weights);
        ref var exponent = ref MemoryMarshal.GetArrayDataReference(_exponent);
        for (var i = 0; i < weights.Length; i += L.Width)
        {
            var ratio = VectorMath.Exp(L.Load(ref exponent, i) - L.Of(_half));
            L.Store(L.Of(1) / L.Fma(L.Of(1 - _nominal), ratio, L.Of(_nominal)), ref target, i);
        }
    }
}
