using System.Runtime.InteropServices;
using IcpRisk.Numerics.Lanes;

namespace IcpRisk.Numerics.Statistics;

/// <summary>
/// One walk over a column, granule by granule: excesses over several thresholds, and the squared influence of each trial
/// on the skewness. Sums are those of <see cref="Granule"/> and <see cref="FixedTree{T}"/>.
/// </summary>
/// <remarks>A partial granule is padded with NaN of weight 0, which no comparison lets in.</remarks>
internal ref struct ColumnPass(
    ReadOnlySpan<double> values, ReadOnlySpan<double> weights, ReadOnlySpan<ExcessOver> thresholds, Moments moments)
    : ILanePass
{
    private readonly ReadOnlySpan<double> _values = values;
    private readonly ReadOnlySpan<double> _weights = weights;
    private readonly ReadOnlySpan<ExcessOver> _thresholds = thresholds;
    private readonly Moments _moments = moments;

    public ExcessSums[] Excesses { get; } = new ExcessSums[thresholds.Length];

    /// <summary>Σw²·I², I the influence function of the skewness.</summary>
    public double SkewnessInfluence { get; private set; }

    public void Run<L>() where L : struct, ILanes<L>
    {
        var trees = new SerialTree<ExcessSums>[_thresholds.Length];
        for (var t = 0; t < trees.Length; t++)
            trees[t] = new(ExcessSums.Merge);
        var skewness = new SerialTree<double>(static (a, b) => a + b);
        Span<double> x = stackalloc double[Granule.Trials];
        Span<double> w = stackalloc double[Granule.Trials];
        w.Fill(1);
        for (var start = 0; start < _values.Length; start += Granule.Trials)
        {
            var length = Math.Min(Granule.Trials, _values.Length - start);
            var end = (length + Granule.Lanes - 1) & -Granule.Lanes;
            x[length..end].Fill(double.NaN);
            w[length..end].Clear();
            _values.Slice(start, length).CopyTo(x);
            if (!_weights.IsEmpty)
                _weights.Slice(start, length).CopyTo(w);
            for (var t = 0; t < trees.Length; t++)
            {
                trees[t].Add(_weights.IsEmpty
                    ? Plain<L>(x[..end], length, _thresholds[t])
                    : Weighted<L>(x[..end], w, _thresholds[t]));
            }

            skewness.Add(Influence<L>(x[..end], w));
        }

        for (var t = 0; t < trees.Length; t++)
            Excesses[t] = trees[t].Result();
        SkewnessInfluence = skewness.Result();
    }

    private static ExcessSums Plain<L>(ReadOnlySpan<double> values, int count, ExcessOver over)
        where L : struct, ILanes<L>
    {
        Span<double> sums = stackalloc double[4 * Granule.Lanes];
        ref var s = ref MemoryMarshal.GetReference(sums);
        ref var x = ref MemoryMarshal.GetReference(values);
        var (sign, at, one) = (L.Of(over.Sign), L.Of(over.At), L.Of(1));
        for (var lane = 0; lane < Granule.Lanes; lane += L.Width)
        {
            var (beyond, e1, e2, e3) = (L.Zero, L.Zero, L.Zero, L.Zero);
            for (var i = lane; i < values.Length; i += Granule.Lanes)
            {
                var v = sign * L.Load(ref x, i);
                var e = L.Max(v - at, L.Zero);
                var square = e * e;
                beyond += L.AndBits(L.Less(at, v), one);
                e1 += e;
                e2 += square;
                e3 += square * e;
            }

            L.Store(beyond, ref s, lane);
            L.Store(e1, ref s, Granule.Lanes + lane);
            L.Store(e2, ref s, (2 * Granule.Lanes) + lane);
            L.Store(e3, ref s, (3 * Granule.Lanes) + lane);
        }

        return ExcessSums.Plain(count, AcrossLanes(sums, 0), AcrossLanes(sums, 1), AcrossLanes(sums, 2), AcrossLanes(sums, 3));
    }

    private static ExcessSums Weighted<L>(ReadOnlySpan<double> values, ReadOnlySpan<double> weights, ExcessOver over)
        where L : struct, ILanes<L>
    {
        Span<double> sums = stackalloc double[9 * Granule.Lanes];
        ref var s = ref MemoryMarshal.GetReference(sums);
        ref var x = ref MemoryMarshal.GetReference(values);
        ref var w = ref MemoryMarshal.GetReference(weights);
        var (sign, at) = (L.Of(over.Sign), L.Of(over.At));
        for (var lane = 0; lane < Granule.Lanes; lane += L.Width)
        {
            var (w0, w1, q0, q1, q2) = (L.Zero, L.Zero, L.Zero, L.Zero, L.Zero);
            var (c0, c1, c2, c3) = (L.Zero, L.Zero, L.Zero, L.Zero);
            for (var i = lane; i < values.Length; i += Granule.Lanes)
            {
                var v = sign * L.Load(ref x, i);
                var e = L.Max(v - at, L.Zero);
                var u = L.Load(ref w, i);
                var (square, beyond, uu, uuu) = (e * e, L.AndBits(L.Less(at, v), u), u * u, u * u * u);
                w0 += beyond;
                w1 += u * e;
                q0 += beyond * beyond;
                q1 += uu * e;
                q2 += uu * square;
                c0 += uuu;
                c1 += uuu * e;
                c2 += uuu * square;
                c3 += uuu * (square * e);
            }

            L.Store(w0, ref s, lane);
            L.Store(w1, ref s, Granule.Lanes + lane);
            L.Store(q0, ref s, (2 * Granule.Lanes) + lane);
            L.Store(q1, ref s, (3 * Granule.Lanes) + lane);
            L.Store(q2, ref s, (4 * Granule.Lanes) + lane);
            L.Store(c0, ref s, (5 * Granule.Lanes) + lane);
            L.Store(c1, ref s, (6 * Granule.Lanes) + lane);
            L.Store(c2, ref s, (7 * Granule.Lanes) + lane);
            L.Store(c3, ref s, (8 * Granule.Lanes) + lane);
        }

        return new(
            AcrossLanes(sums, 0), AcrossLanes(sums, 1), AcrossLanes(sums, 2), AcrossLanes(sums, 3), AcrossLanes(sums, 4),
            AcrossLanes(sums, 5), AcrossLanes(sums, 6), AcrossLanes(sums, 7), AcrossLanes(sums, 8));
    }

    private readonly double Influence<L>(ReadOnlySpan<double> values, ReadOnlySpan<double> weights)
        where L : struct, ILanes<L>
    {
        var variance = _moments.ByWeight.M2 / _moments.Weight;
        if (!(variance > 0))
            return 0;
        Span<double> sums = stackalloc double[Granule.Lanes];
        ref var s = ref MemoryMarshal.GetReference(sums);
        ref var x = ref MemoryMarshal.GetReference(values);
        ref var w = ref MemoryMarshal.GetReference(weights);
        var (mean, scale, skewness) = (L.Of(_moments.Mean), L.Of(1 / Math.Sqrt(variance)), L.Of(_moments.Skewness));
        for (var lane = 0; lane < Granule.Lanes; lane += L.Width)
        {
            var sum = L.Zero;
            for (var i = lane; i < values.Length; i += Granule.Lanes)
            {
                var v = L.Load(ref x, i);
                var z = (v - mean) * scale;
                var f = L.Load(ref w, i) * SkewnessTerm.Of(z, skewness);
                sum += L.AndBits(L.Equal(v, v), f * f);
            }

            L.Store(sum, ref s, lane);
        }

        return AcrossLanes(sums, 0);
    }

    private static double AcrossLanes(ReadOnlySpan<double> sums, int row)
    {
        var s = sums.Slice(row * Granule.Lanes, Granule.Lanes);
        return ((s[0] + s[1]) + (s[2] + s[3])) + ((s[4] + s[5]) + (s[6] + s[7]));
    }
}
