using System.Buffers.Binary;
using System.IO.Compression;

namespace IcpRisk.Parquet.Tests;

internal static class Zlib
{
    internal static uint Crc32(ReadOnlySpan<byte> bytes)
    {
        using var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, CompressionLevel.NoCompression, leaveOpen: true))
            gzip.Write(bytes);
        return BinaryPrimitives.ReadUInt32LittleEndian(stream.ToArray().AsSpan()[^8..]);
    }

    internal static byte[] Inflate(byte[] gzipped)
    {
        using var gzip = new GZipStream(new MemoryStream(gzipped), CompressionMode.Decompress);
        using var plain = new MemoryStream();
        gzip.CopyTo(plain);
        return plain.ToArray();
    }
}
