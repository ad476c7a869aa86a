using System.Numerics;
using IcpRisk.Parquet.Format;

namespace IcpRisk.Parquet.Encodings;

/// <summary>
/// DELTA_BINARY_PACKED (parquet-format, Encodings.md): first value, then blocks of 128 differences in four miniblocks of
/// 32, each packed to its own width after the block's least difference is taken off. Arithmetic wraps in the type's width.
/// </summary>
/// <remarks>
/// <code>
/// varint 128 | varint 4 | varint count | zigzag first value
/// block: zigzag least difference | width × 4 (a byte each) | packed × 4 (none for a miniblock without values)
/// </code>
/// </remarks>
internal static class DeltaEncoder
{
    private const int BlockSize = 128, Miniblocks = 4, MiniblockSize = 32;

    internal static void Encode(ReadOnlySpan<long> values, PooledStream to)
    {
        Header(values.Length, values[0], to);
        Span<long> block = stackalloc long[BlockSize];
        for (var start = 1; start < values.Length; start += BlockSize)
        {
            var count = Math.Min(BlockSize, values.Length - start);
            for (var i = 0; i < count; i++)
                block[i] = unchecked(values[start + i] - values[start + i - 1]);
            Block(block[..count], ulong.MaxValue, to);
        }
    }

    internal static void Encode(ReadOnlySpan<int> values, PooledStream to)
    {
        Header(values.Length, values[0], to);
        Span<long> block = stackalloc long[BlockSize];
        for (var start = 1; start < values.Length; start += BlockSize)
        {
            var count = Math.Min(BlockSize, values.Length - start);
            for (var i = 0; i < count; i++)
                block[i] = unchecked(values[start + i] - values[start + i - 1]);
            Block(block[..count], uint.MaxValue, to);
        }
    }

    private static void Header(int count, long first, PooledStream to)
    {
        to.WriteVarint(BlockSize);
        to.WriteVarint(Miniblocks);
        to.WriteVarint((ulong)count);
        to.WriteVarint(ThriftWriter.ZigZag(first));
    }

    private static void Block(ReadOnlySpan<long> differences, ulong mask, PooledStream to)
    {
        var least = differences[0];
        foreach (var d in differences)
            least = Math.Min(least, d);
        to.WriteVarint(ThriftWriter.ZigZag(least));

        Span<ulong> offsets = stackalloc ulong[BlockSize];
        Span<int> widths = stackalloc int[Miniblocks];
        widths.Clear();
        for (var i = 0; i < differences.Length; i++)
        {
            offsets[i] = unchecked((ulong)(differences[i] - least)) & mask;
            widths[i / MiniblockSize] = Math.Max(widths[i / MiniblockSize], 64 - BitOperations.LeadingZeroCount(offsets[i]));
        }

        foreach (var width in widths)
            to.WriteByte((byte)width);
        for (var m = 0; m * MiniblockSize < differences.Length; m++)
        {
            var start = m * MiniblockSize;
            var count = Math.Min(MiniblockSize, differences.Length - start);
            BitPacker.Pack(offsets.Slice(start, count), widths[m], MiniblockSize, to);
        }
    }
}
