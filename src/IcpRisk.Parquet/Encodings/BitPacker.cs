using System.Buffers.Binary;
using IcpRisk.Parquet.Format;

namespace IcpRisk.Parquet.Encodings;

/// <summary>Packs values of a fixed width in bits, from the lowest bit of the first byte upwards.</summary>
internal static class BitPacker
{
    /// <summary>Packs <paramref name="values"/>, then zeros until there are <paramref name="padTo"/> values.</summary>
    /// <remarks><c>width</c> is 0 to 64 bits, <c>padTo * width</c> must be whole bytes, and every value fits.</remarks>
    internal static void Pack(ReadOnlySpan<ulong> values, int width, int padTo, PooledStream to)
    {
        var target = to.Take(checked((int)((long)padTo * width / 8)));
        target.Clear();
        if (width == 0)
            return;
        ulong word = 0;
        var filled = 0;
        var at = 0;
        foreach (var value in values)
        {
            word |= value << filled;
            filled += width;
            if (filled < 64)
                continue;
            BinaryPrimitives.WriteUInt64LittleEndian(target[at..], word);
            at += 8;
            filled -= 64;
            word = filled == 0 ? 0 : value >> (width - filled);
        }

        for (; filled > 0; filled -= 8, word >>= 8)
            target[at++] = (byte)word;
    }
}
