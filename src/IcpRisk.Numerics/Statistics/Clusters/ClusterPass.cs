using System.Runtime.InteropServices;
using IcpRisk.Numerics.Lanes;

namespace IcpRisk.Numerics.Statistics;

/// <summary>
/// Walks over a column granule by granule and sums terms up by cluster, in trial order: twice, as the terms are taken about
/// their means.
/// </summary>
internal ref struct ClusterPass(
    ReadOnlySpan<double> values, ReadOnlySpan<double> weights, ReadOnlySpan<ClusterTerm> terms, TrialClusters clusters)
    : ILanePass
{
    private readonly ReadOnlySpan<double> _values = values;
    private readonly ReadOnlySpan<double> _weights = weights;
    private readonly ReadOnlySpan<ClusterTerm> _terms = terms;

    /// <summary>One for each term.</summary>
    public ClusterSums[] Sums { get; } = new ClusterSums[terms.Length];

    public void Run<L>() where L : struct, ILanes<L>
    {
        Span<double> centres = stackalloc double[_terms.Length];
        centres.Clear();
        var totals = new double[_terms.Length * Sampling.Randomisations.Count];
        var weight = Walk<L>(centres, totals, keep: false);
        for (var t = 0; t < centres.Length; t++)
            centres[t] = Sum(Totals(totals, t)) / weight;
        Array.Clear(totals);
        _ = Walk<L>(centres, totals, keep: true);
        if (clusters.ArePairs)
            return;
        for (var t = 0; t < Sums.Length; t++)
            Sums[t] = Grouped(centres[t], Totals(totals, t), clusters.TrialsInTurn);
    }

    private static ReadOnlySpan<double> Totals(double[] totals, int term) =>
        totals.AsSpan(term * Sampling.Randomisations.Count, Sampling.Randomisations.Count);

    private static double Sum(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var v in values)
            sum += v;
        return sum;
    }

    private static ClusterSums Grouped(double mean, ReadOnlySpan<double> totals, int together)
    {
        var (squares, cubes) = (0.0, 0.0);
        for (var i = 0; i < totals.Length; i += together)
        {
            var t = Sum(totals.Slice(i, together));
            squares += t * t;
            cubes += t * t * t;
        }

        return new(mean, squares, cubes);
    }

    // Σw. Totals by trial mod 32; of pairs, in the second walk, squares and cubes straight away.
    private readonly double Walk<L>(ReadOnlySpan<double> centres, double[] totals, bool keep)
        where L : struct, ILanes<L>
    {
        Span<double> x = stackalloc double[Granule.Trials];
        Span<double> w = stackalloc double[Granule.Trials];
        Span<double> f = stackalloc double[Granule.Trials];
        var weight = 0.0;
        for (var start = 0; start < _values.Length; start += Granule.Trials)
        {
            var length = Math.Min(Granule.Trials, _values.Length - start);
            var end = (length + Sampling.Randomisations.Count - 1) & -Sampling.Randomisations.Count;
            x[length..end].Clear();
            w[length..end].Clear();
            _values.Slice(start, length).CopyTo(x);
            if (_weights.IsEmpty)
                w[..length].Fill(1);
            else
                _weights.Slice(start, length).CopyTo(w);
            weight += Sum(w[..length]);
            for (var t = 0; t < _terms.Length; t++)
            {
                Fill<L>(_terms[t], centres[t], x[..end], w, f);
                if (keep && clusters.ArePairs)
                    Sums[t] = Pairs(centres[t], f[..end], Sums[t]);
                else
                    Classes<L>(f[..end], totals.AsSpan(t * Sampling.Randomisations.Count, Sampling.Randomisations.Count));
            }
        }

        return weight;
    }

    private static ClusterSums Pairs(double mean, ReadOnlySpan<double> f, ClusterSums sums)
    {
        var (squares, cubes) = (0.0, 0.0);
        for (var i = 0; i < f.Length; i += 2)
        {
            var t = f[i] + f[i + 1];
            squares += t * t;
            cubes += t * t * t;
        }

        return new(mean, sums.Squares + squares, sums.Cubes + cubes);
    }

    private static void Classes<L>(ReadOnlySpan<double> f, Span<double> totals) where L : struct, ILanes<L>
    {
        ref var source = ref MemoryMarshal.GetReference(f);
        ref var target = ref MemoryMarshal.GetReference(totals);
        for (var r = 0; r < totals.Length; r += L.Width)
        {
            var sum = L.Load(ref target, r);
            for (var i = r; i < f.Length; i += totals.Length)
                sum += L.Load(ref source, i);
            L.Store(sum, ref target, r);
        }
    }

    private static void Fill<L>(ClusterTerm term, double centre, ReadOnlySpan<double> values, ReadOnlySpan<double> weights, Span<double> target)
        where L : struct, ILanes<L>
    {
        ref var x = ref MemoryMarshal.GetReference(values);
        ref var w = ref MemoryMarshal.GetReference(weights);
        ref var f = ref MemoryMarshal.GetReference(target);
        var (at, sign, scale, mean) = (L.Of(term.At), L.Of(term.Sign), L.Of(term.Scale), L.Of(centre));
        for (var i = 0; i < values.Length; i += L.Width)
        {
            var v = L.Load(ref x, i);
            var value = term.Kind switch
            {
                ClusterTermKind.Value => v - at,
                ClusterTermKind.Square => (v - at) * (v - at),
                ClusterTermKind.Skewness => SkewnessTerm.Of((v - at) * scale, sign),
                ClusterTermKind.Beyond => L.SelectLess(at, sign * v, L.Of(1), L.Zero),
                _ => L.Max((sign * v) - at, L.Zero),
            };
            L.Store(L.Load(ref w, i) * (value - mean), ref f, i);
        }
    }
}
