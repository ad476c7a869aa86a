namespace IcpRisk.Parquet.Format;

// Numbers from parquet.thrift.
internal enum PageEncoding
{
    Plain = 0,
    Rle = 3,
    DeltaBinaryPacked = 5,
    RleDictionary = 8,
    ByteStreamSplit = 9,
}

internal enum Codec
{
    Uncompressed = 0,
    Snappy = 1,
    Gzip = 2,
}

internal enum PageKind
{
    Data = 0,
    Dictionary = 2,
}

internal static class PhysicalType
{
    internal static int Of(ParquetType type) => type switch
    {
        ParquetType.Boolean => 0,
        ParquetType.Int32 => 1,
        ParquetType.Int64 => 2,
        ParquetType.Float => 4,
        ParquetType.Double => 5,
        _ => 6,
    };
}
