using System.Runtime.InteropServices;

namespace IcpRisk.Parquet.Encodings;

/// <summary>
/// BYTE_STREAM_SPLIT: plane k holds byte k of every value, plane 0 the lowest. Signs and exponents come to lie beside
/// each other, where a compressor finds them.
/// </summary>
internal static class ByteStreamSplit
{
    /// <param name="values">n values of eight bytes.</param>
    /// <param name="to">8n bytes.</param>
    internal static void Split(ReadOnlySpan<double> values, Span<byte> to)
    {
        var words = MemoryMarshal.Cast<double, ulong>(values);
        var n = words.Length;
        var i = 0;
        for (; i + 8 <= n; i += 8)
            Transpose(words.Slice(i, 8), to, i, n);
        for (; i < n; i++)
        {
            for (var k = 0; k < 8; k++)
                to[(k * n) + i] = (byte)(words[i] >> (8 * k));
        }
    }

    /// <param name="values">n values of four bytes.</param>
    /// <param name="to">4n bytes.</param>
    internal static void Split(ReadOnlySpan<float> values, Span<byte> to)
    {
        var words = MemoryMarshal.Cast<float, uint>(values);
        var n = words.Length;
        for (var i = 0; i < n; i++)
        {
            for (var k = 0; k < 4; k++)
                to[(k * n) + i] = (byte)(words[i] >> (8 * k));
        }
    }

    // Eight words as an 8 × 8 matrix of bytes, turned over by swapping blocks of 4, then 2, then 1 across the diagonal.
    private static void Transpose(ReadOnlySpan<ulong> w, Span<byte> to, int i, int n)
    {
        ulong a = w[0], b = w[1], c = w[2], d = w[3], e = w[4], f = w[5], g = w[6], h = w[7];
        Swap(ref a, ref e, 32, 0x00000000FFFFFFFF);
        Swap(ref b, ref f, 32, 0x00000000FFFFFFFF);
        Swap(ref c, ref g, 32, 0x00000000FFFFFFFF);
        Swap(ref d, ref h, 32, 0x00000000FFFFFFFF);
        Swap(ref a, ref c, 16, 0x0000FFFF0000FFFF);
        Swap(ref b, ref d, 16, 0x0000FFFF0000FFFF);
        Swap(ref e, ref g, 16, 0x0000FFFF0000FFFF);
        Swap(ref f, ref h, 16, 0x0000FFFF0000FFFF);
        Swap(ref a, ref b, 8, 0x00FF00FF00FF00FF);
        Swap(ref c, ref d, 8, 0x00FF00FF00FF00FF);
        Swap(ref e, ref f, 8, 0x00FF00FF00FF00FF);
        Swap(ref g, ref h, 8, 0x00FF00FF00FF00FF);
        Store(to, i, a);
        Store(to, n + i, b);
        Store(to, (2 * n) + i, c);
        Store(to, (3 * n) + i, d);
        Store(to, (4 * n) + i, e);
        Store(to, (5 * n) + i, f);
        Store(to, (6 * n) + i, g);
        Store(to, (7 * n) + i, h);
    }

    private static void Swap(ref ulong low, ref ulong high, int shift, ulong mask)
    {
        var t = ((low >> shift) ^ high) & mask;
        high ^= t;
        low ^= t << shift;
    }

    private static void Store(Span<byte> to, int at, ulong word) => MemoryMarshal.Write(to[at..], word);
}
