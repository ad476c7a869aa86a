using System.Runtime.InteropServices;
using IcpRisk.Numerics.Distributions.Counts;
using IcpRisk.Numerics.Lanes;

namespace IcpRisk.Numerics.Distributions;

/// <summary>
/// Binomial counts: how many of n independent cases, each with probability p, by inversion of one normal a trial. Exact
/// but for rounding where the variance np(1−p) is below 16 + 4(1−2p)²; largest CDF error elsewhere 5e-6.
/// </summary>
/// <remarks>p above ½ counts the others: n − Binomial(n, 1 − p) at −z, so that a count is monotone in z throughout.</remarks>
public static class Binomial
{
    /// <summary>Counts at standard normals <paramref name="z"/>.</summary>
    /// <param name="z">Standard normals, |z| ≤ 8.3.</param>
    /// <param name="n">Whole number of cases, 0 to 1e15.</param>
    /// <param name="p">Probability of each, 0 ≤ p ≤ 1; 0 and 1 are exact. By trial it is not checked.</param>
    /// <param name="counts">Receives whole counts, 0 to n. Not the same memory as <paramref name="n"/>.</param>
    public static void Fill<L>(ReadOnlySpan<double> z, ReadOnlySpan<double> n, Parameter p, Span<double> counts)
        where L : struct, ILanes<L>
    {
        var trials = TrialRows.Trials(z, counts);
        TrialRows.Trials(n, counts);
        p.Demand(trials);
        if (p.IsConstant && trials > 0 && !(p[0] >= 0 && p[0] <= 1))
            throw new ArgumentOutOfRangeException(nameof(p), p[0], "A probability is between 0 and 1.");
        Span<double> mean = stackalloc double[Chunk];
        Span<double> normals = stackalloc double[Chunk];
        Span<double> phi = stackalloc double[Chunk];
        for (var start = 0; start < counts.Length; start += Chunk)
        {
            var length = Math.Min(Chunk, counts.Length - start);
            var m = mean[..length];
            var y = normals[..length];
            var f = phi[..length];
            var target = counts.Slice(start, length);
            Prepare<L>(n.Slice(start, length), z.Slice(start, length), p, start, m, y, f);
            CountInversion.Fill<L>(y, m, p.IsConstant ? new Parameter(f[0]) : f, target);
            Finish<L>(n.Slice(start, length), p, start, target);
        }
    }

    private const int Chunk = 256;

    private static void Prepare<L>(
        ReadOnlySpan<double> n, ReadOnlySpan<double> z, Parameter p, int start, Span<double> mean, Span<double> normals, Span<double> phi)
        where L : struct, ILanes<L>
    {
        var (half, one) = (L.Of(0.5), L.Of(1));
        for (var i = 0; i < n.Length; i += L.Width)
        {
            var (each, normal) = (p.At<L>(start + i), L.Load(in MemoryMarshal.GetReference(z), i));
            var share = L.SelectLess(half, each, one - each, each);
            L.Store(L.Load(in MemoryMarshal.GetReference(n), i) * share, ref MemoryMarshal.GetReference(mean), i);
            L.Store(L.SelectLess(half, each, -normal, normal), ref MemoryMarshal.GetReference(normals), i);
            L.Store(one - share, ref MemoryMarshal.GetReference(phi), i);
        }
    }

    private static void Finish<L>(ReadOnlySpan<double> n, Parameter p, int start, Span<double> counts) where L : struct, ILanes<L>
    {
        ref var target = ref MemoryMarshal.GetReference(counts);
        for (var i = 0; i < n.Length; i += L.Width)
        {
            var cases = L.Load(in MemoryMarshal.GetReference(n), i);
            var count = L.Min(L.Load(in target, i), cases);
            L.Store(L.SelectLess(L.Of(0.5), p.At<L>(start + i), cases - count, count), ref target, i);
        }
    }
}
