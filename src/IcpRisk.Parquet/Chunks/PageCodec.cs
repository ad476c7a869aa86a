using System.IO.Compression;
using IcpRisk.Parquet.Format;

namespace IcpRisk.Parquet.Chunks;

/// <summary>Compresses one page. Implementations keep no state: pages are compressed on several threads.</summary>
internal abstract class PageCodec
{
    internal abstract Codec Id { get; }

    internal abstract void Compress(ReadOnlySpan<byte> page, PooledStream to);
}

internal sealed class Uncompressed : PageCodec
{
    internal static readonly Uncompressed Instance = new();

    internal override Codec Id => Codec.Uncompressed;

    internal override void Compress(ReadOnlySpan<byte> page, PooledStream to) => to.Write(page);
}

/// <summary>GZIP. What a level and a strategy are worth depends on the values: docs/parquet.md has a table.</summary>
internal sealed class GzipCodec(int level, ZLibCompressionStrategy strategy) : PageCodec
{
    internal static readonly GzipCodec Search1 = new(1, ZLibCompressionStrategy.Default);

    internal static readonly GzipCodec Search2 = new(2, ZLibCompressionStrategy.Default);

    /// <summary>
    /// Runs of one byte, then Huffman codes. On unrounded doubles as small as any search, since there is nothing else to
    /// find in them, and several times faster; level 1 with a search would expand them.
    /// </summary>
    internal static readonly GzipCodec Runs = new(1, ZLibCompressionStrategy.RunLengthEncoding);

    private readonly ZLibCompressionOptions options = new() { CompressionLevel = level, CompressionStrategy = strategy };

    internal override Codec Id => Codec.Gzip;

    internal override void Compress(ReadOnlySpan<byte> page, PooledStream to)
    {
        using var gzip = new GZipStream(to, options, leaveOpen: true);
        gzip.Write(page);
    }
}
