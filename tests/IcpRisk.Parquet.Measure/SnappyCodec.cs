using IcpRisk.Parquet.Chunks;
using IcpRisk.Parquet.Format;

namespace IcpRisk.Parquet.Measure;

/// <summary>The alternative to GZIP that every reader knows, measured here so that the choice can be checked.</summary>
internal sealed class SnappyCodec : PageCodec
{
    internal override Codec Id => Codec.Snappy;

    internal override void Compress(ReadOnlySpan<byte> page, PooledStream to) => to.Write(IronSnappy.Snappy.Encode(page));
}
