using System.Runtime.InteropServices;
using IcpRisk.Numerics.Lanes;

namespace IcpRisk.Numerics.Distributions.Cases;

/// <summary>The part of a case's cost between two amounts: min(max(X − from, 0), width).</summary>
/// <param name="whole">Cost of the case.</param>
/// <param name="from">The amount from which on cost counts.</param>
/// <param name="width">The most that counts of a case; infinite for all.</param>
public readonly ref struct LayerSeverity<TSeverity>(TSeverity whole, double from, double width) : ICaseSeverity
    where TSeverity : struct, ICaseSeverity, allows ref struct
{
    private readonly TSeverity _whole = whole;
    private readonly double _from = from;
    private readonly double _width = width;

    public void FromSurvival<L>(scoped Span<double> rows, int first, int trials) where L : struct, ILanes<L>
    {
        _whole.FromSurvival<L>(rows, first, trials);
        ref var x = ref MemoryMarshal.GetReference(rows);
        for (var i = 0; i < rows.Length; i += L.Width)
            L.Store(L.Min(L.Max(L.Load(in x, i) - L.Of(_from), L.Zero), L.Of(_width)), ref x, i);
    }
}
