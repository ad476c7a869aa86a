using IcpRisk.Parquet.Format;

namespace IcpRisk.Parquet.Encodings;

/// <summary>
/// The RLE / bit-packing hybrid of dictionary codes (parquet-format, Encodings.md): runs of at least eight equal codes
/// as <c>varint(count &lt;&lt; 1) | code</c>, everything between as groups of eight packed codes,
/// <c>varint(groups &lt;&lt; 1 | 1) | bits</c>. Only the last group is padded.
/// </summary>
internal static class RleEncoder
{
    private const int Group = 8;

    /// <remarks>Codes are 0 to 2^width − 1, and the width is 1 to 32 bits.</remarks>
    internal static void Encode(ReadOnlySpan<int> codes, int width, PooledStream to)
    {
        var packedFrom = 0;
        var i = 0;
        while (i < codes.Length)
        {
            var end = i + 1;
            while (end < codes.Length && codes[end] == codes[i])
                end++;

            // A run may only start where a whole number of packed groups ends: they take what they need from its front.
            var start = i + ((Group - ((i - packedFrom) % Group)) % Group);
            if (end - start >= Group)
            {
                Packed(codes[packedFrom..start], width, to);
                Run(codes[i], end - start, width, to);
                packedFrom = end;
            }

            i = end;
        }

        Packed(codes[packedFrom..], width, to);
    }

    private static void Run(int code, int count, int width, PooledStream to)
    {
        to.WriteVarint((ulong)count << 1);
        for (var shift = 0; shift < width; shift += 8)
            to.WriteByte((byte)(code >> shift));
    }

    private static void Packed(ReadOnlySpan<int> codes, int width, PooledStream to)
    {
        if (codes.IsEmpty)
            return;
        var groups = (codes.Length + Group - 1) / Group;
        to.WriteVarint(((ulong)groups << 1) | 1);
        Span<ulong> part = stackalloc ulong[512];
        while (!codes.IsEmpty)
        {
            var count = Math.Min(part.Length, codes.Length);
            for (var i = 0; i < count; i++)
                part[i] = (ulong)codes[i];
            BitPacker.Pack(part[..count], width, (count + Group - 1) / Group * Group, to);
            codes = codes[count..];
        }
    }
}
