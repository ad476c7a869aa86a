using IcpRisk.Parquet.Format;

namespace IcpRisk.Parquet.Chunks;

/// <summary>One page as it lies in the file: header, then body; its rows, and its range where the column is sorted.</summary>
internal sealed record EncodedPage(byte[] Header, PooledStream Body, int Rows, int PlainSize, ValueRange? Range)
{
    internal long StoredSize => (long)Header.Length + Body.Count;

    internal long UncompressedSize => (long)Header.Length + PlainSize;

    internal static EncodedPage Data(PooledStream body, int plainSize, int rows, PageEncoding encoding, ValueRange? range)
    {
        var header = MakeHeader(PageKind.Data, body, plainSize, thrift =>
        {
            thrift.BeginStruct(5);
            thrift.Int32(1, rows);
            thrift.Int32(2, (int)encoding);
            thrift.Int32(3, (int)PageEncoding.Rle);
            thrift.Int32(4, (int)PageEncoding.Rle);
            thrift.End();
        });
        return new(header, body, rows, plainSize, range);
    }

    internal static EncodedPage Dictionary(PooledStream body, int plainSize, int entries)
    {
        var header = MakeHeader(PageKind.Dictionary, body, plainSize, thrift =>
        {
            thrift.BeginStruct(7);
            thrift.Int32(1, entries);
            thrift.Int32(2, (int)PageEncoding.Plain);
            thrift.End();
        });
        return new(header, body, 0, plainSize, null);
    }

    private static byte[] MakeHeader(PageKind kind, PooledStream body, int plainSize, Action<ThriftWriter> own)
    {
        using var bytes = new PooledStream(64);
        var thrift = new ThriftWriter(bytes);
        thrift.BeginItem();
        thrift.Int32(1, (int)kind);
        thrift.Int32(2, plainSize);
        thrift.Int32(3, body.Count);
        thrift.Int32(4, unchecked((int)Crc32.Compute(body.Written)));
        own(thrift);
        thrift.End();
        return bytes.Written.ToArray();
    }
}
