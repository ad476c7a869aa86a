namespace IcpRisk.Parquet.Format;

/// <summary>OffsetIndex (where each page lies) and ColumnIndex (least and greatest of each page of a sorted column).</summary>
internal static class PageIndex
{
    private const int Ascending = 1;

    internal static void WriteOffsets(ChunkPlace chunk, PooledStream to)
    {
        var thrift = new ThriftWriter(to);
        thrift.BeginItem();
        thrift.StructList(1, chunk.Pages.Count);
        foreach (var page in chunk.Pages)
        {
            thrift.BeginItem();
            thrift.Int64(1, page.Offset);
            thrift.Int32(2, page.StoredSize);
            thrift.Int64(3, page.FirstRow);
            thrift.End();
        }

        thrift.End();
    }

    internal static void WriteRanges(ChunkPlace chunk, PooledStream to)
    {
        var ranges = chunk.Pages.Select(p => p.Range!.Value).ToArray();
        var thrift = new ThriftWriter(to);
        thrift.BeginItem();
        thrift.BoolList(1, new bool[ranges.Length]);
        thrift.BytesList(2, Array.ConvertAll(ranges, r => r.Least));
        thrift.BytesList(3, Array.ConvertAll(ranges, r => r.Greatest));
        thrift.Int32(4, Ascending);
        thrift.Int64List(5, new long[ranges.Length]);
        thrift.End();
    }
}
