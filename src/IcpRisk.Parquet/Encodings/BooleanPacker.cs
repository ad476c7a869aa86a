using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace IcpRisk.Parquet.Encodings;

/// <summary>PLAIN booleans: one bit each, the first in the lowest bit; the last byte is filled with zeros.</summary>
internal static class BooleanPacker
{
    /// <remarks><c>to</c> has at least ⌈n / 8⌉ bytes.</remarks>
    internal static void Pack(ReadOnlySpan<bool> values, Span<byte> to)
    {
        var bytes = MemoryMarshal.AsBytes(values);
        var i = 0;
        for (; i + 32 <= bytes.Length; i += 32)
        {
            var zeros = Vector256.Equals(Vector256.Create(bytes.Slice(i, 32)), Vector256<byte>.Zero);
            MemoryMarshal.Write(to[(i / 8)..], ~zeros.ExtractMostSignificantBits());
        }

        for (; i < bytes.Length; i += 8)
        {
            var b = 0;
            for (var k = 0; k < 8 && i + k < bytes.Length; k++)
                b |= bytes[i + k] != 0 ? 1 << k : 0;
            to[i / 8] = (byte)b;
        }
    }
}
