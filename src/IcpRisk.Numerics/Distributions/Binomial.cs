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
    /// <param name="p">Probability of each, 0 ≤ p ≤ 1, the same in every trial; 0 and 1 are exact.</param>
    /// <param name="counts">Receives whole counts, 0 to n. Not the same memory as <paramref name="n"/>.</param>
    public static void Fill<L>(ReadOnlySpan<double> z, ReadOnlySpan<double> n, double p, Span<double> counts)
        where L : struct, ILanes<L>
    {
        TrialRows.Trials(z, counts);
        TrialRows.Trials(n, counts);
        if (!(p >= 0 && p <= 1))
            throw new ArgumentOutOfRangeException(nameof(p), p, "A probability is between 0 and 1.");
        var flips = p > 0.5;
        var share = flips ? 1 - p : p;
        Span<double> mean = stackalloc double[Chunk];
        Span<double> normals = stackalloc double[Chunk];
        for (var start = 0; start < counts.Length; start += Chunk)
        {
            var length = Math.Min(Chunk, counts.Length - start);
            var m = mean[..length];
            var y = normals[..length];
            var target = counts.Slice(start, length);
            Prepare<L>(n.Slice(start, length), z.Slice(start, length), share, flips, m, y);
            CountInversion.Fill<L>(y, m, 1 - share, target);
            Finish<L>(n.Slice(start, length), flips, target);
        }
    }

    private const int Chunk = 256;

    private static void Prepare<L>(
        ReadOnlySpan<double> n, ReadOnlySpan<double> z, double share, bool flips, Span<double> mean, Span<double> normals)
        where L : struct, ILanes<L>
    {
        var sign = L.Of(flips ? -1 : 1);
        for (var i = 0; i < n.Length; i += L.Width)
        {
            L.Store(L.Load(in MemoryMarshal.GetReference(n), i) * L.Of(share), ref MemoryMarshal.GetReference(mean), i);
            L.Store(sign * L.Load(in MemoryMarshal.GetReference(z), i), ref MemoryMarshal.GetReference(normals), i);
        }
    }

    private static void Finish<L>(ReadOnlySpan<double> n, bool flips, Span<double> counts) where L : struct, ILanes<L>
    {
        ref var target = ref MemoryMarshal.GetReference(counts);
        for (var i = 0; i < n.Length; i += L.Width)
        {
            var cases = L.Load(in MemoryMarshal.GetReference(n), i);
            var count = L.Min(L.Load(in target, i), cases);
            L.Store(flips ? cases - count : count, ref target, i);
        }
    }
}
