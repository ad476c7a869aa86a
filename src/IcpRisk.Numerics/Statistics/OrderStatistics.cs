using System.Buffers;
using System.Numerics;

namespace IcpRisk.Numerics.Statistics;

/// <summary>Exact order statistics of a column, several at once, in time proportional to its length.</summary>
/// <remarks>
/// Radix selection on the ordered bit patterns: count the values in up to 2¹⁵ buckets of equal width in bits, keep only the
/// buckets that hold a wanted rank, repeat inside them. Each round narrows the range of bits by the number of buckets (at
/// least 64), so there is no bad input; no pivots, no randomness. The column is not changed.
/// </remarks>
public static class OrderStatistics
{
    private const int SortAtMost = 256;

    /// <summary>The values that stand at the given ranks when the column is sorted upwards.</summary>
    /// <param name="values">Not empty, no NaN; −0 counts, and is returned, as 0.</param>
    /// <param name="ranks">1 … n, in any order, repeats allowed.</param>
    /// <param name="results">One for each rank.</param>
    /// <exception cref="ArgumentException">A NaN among the values, or lengths that differ.</exception>
    public static void Select(ReadOnlySpan<double> values, ReadOnlySpan<long> ranks, Span<double> results)
    {
        if (ranks.Length != results.Length)
            throw new ArgumentException("There must be one result a rank.", nameof(results));
        foreach (var rank in ranks)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(rank, 1, nameof(ranks));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(rank, values.Length, nameof(ranks));
        }

        var wanted = new Wanted[ranks.Length];
        for (var i = 0; i < wanted.Length; i++)
            wanted[i] = new((int)(ranks[i] - 1), i);
        Array.Sort(wanted, (a, b) => a.Place.CompareTo(b.Place));
        Within(values, 0, wanted, results);
    }

    private static void Within(ReadOnlySpan<double> values, int before, ReadOnlySpan<Wanted> wanted, Span<double> results)
    {
        if (wanted.IsEmpty)
            return;
        var (least, greatest) = Range(values);
        if (least == greatest)
        {
            foreach (var w in wanted)
                results[w.Slot] = OrderedBits.Value(least);
        }
        else if (values.Length <= SortAtMost)
        {
            Span<double> sorted = stackalloc double[values.Length];
            values.CopyTo(sorted);
            sorted.Sort();
            foreach (var w in wanted)
                results[w.Slot] = sorted[w.Place - before] + 0.0;
        }
        else
        {
            Buckets(values, least, greatest, before, wanted, results);
        }
    }

    private static void Buckets(
        ReadOnlySpan<double> values, ulong least, ulong greatest, int before, ReadOnlySpan<Wanted> wanted,
        Span<double> results)
    {
        var bits = Math.Clamp(BitOperations.Log2((uint)values.Length) - 2, 6, 15);
        var shift = Math.Max(0, 64 - BitOperations.LeadingZeroCount(greatest - least) - bits);
        var buckets = (int)((greatest - least) >> shift) + 1;
        var starts = ArrayPool<int>.Shared.Rent(buckets);
        var slots = starts.AsSpan(0, buckets);
        slots.Clear();
        foreach (var v in values)
            slots[(int)((OrderedBits.Of(v) - least) >> shift)]++;

        // Where each wanted bucket goes among the kept values; −1 for the others.
        var segments = new Segment[Math.Min(wanted.Length, buckets)];
        var (kept, seen, next, used) = (0, before, 0, 0);
        for (var b = 0; b < buckets; b++)
        {
            var size = slots[b];
            var first = next;
            while (next < wanted.Length && wanted[next].Place < seen + size)
                next++;
            slots[b] = next > first ? kept : -1;
            if (next > first)
            {
                segments[used++] = new(kept, size, seen, first, next - first);
                kept += size;
            }

            seen += size;
        }

        var pool = ArrayPool<double>.Shared.Rent(kept);
        foreach (var v in values)
        {
            ref var slot = ref slots[(int)((OrderedBits.Of(v) - least) >> shift)];
            if (slot >= 0)
                pool[slot++] = v;
        }

        ArrayPool<int>.Shared.Return(starts);
        foreach (var s in segments.AsSpan(0, used))
            Within(pool.AsSpan(s.Start, s.Length), s.Before, wanted.Slice(s.First, s.Count), results);
        ArrayPool<double>.Shared.Return(pool);
    }

    private static (ulong Least, ulong Greatest) Range(ReadOnlySpan<double> values)
    {
        var (least, greatest) = (ulong.MaxValue, ulong.MinValue);
        foreach (var v in values)
        {
            var key = OrderedBits.Of(v);
            least = Math.Min(least, key);
            greatest = Math.Max(greatest, key);
        }

        if (least < OrderedBits.NegativeInfinity || greatest > OrderedBits.PositiveInfinity)
            throw new ArgumentException("A value is not a number.", nameof(values));
        return (least, greatest);
    }

    private readonly record struct Wanted(int Place, int Slot);

    private readonly record struct Segment(int Start, int Length, int Before, int First, int Count);
}
