namespace IcpRisk.Parquet.Format;

/// <summary>FileMetaData (parquet.thrift) of a flat table of REQUIRED columns.</summary>
internal static class Footer
{
    private const int Required = 0, Utf8 = 0;

    internal static void Write(
        ParquetSchema schema,
        IReadOnlyList<RowGroupPlace> groups,
        IReadOnlyList<KeyValuePair<string, string>> metadata,
        string createdBy,
        PooledStream to)
    {
        var thrift = new ThriftWriter(to);
        thrift.BeginItem();
        thrift.Int32(1, 1);
        Schema(schema, thrift);
        thrift.Int64(3, groups.Sum(g => g.Rows));
        thrift.StructList(4, groups.Count);
        for (var i = 0; i < groups.Count; i++)
            RowGroup(schema, groups[i], i, thrift);
        thrift.StructList(5, metadata.Count);
        foreach (var (key, value) in metadata)
        {
            thrift.BeginItem();
            thrift.String(1, key);
            thrift.String(2, value);
            thrift.End();
        }

        thrift.String(6, createdBy);
        thrift.StructList(7, schema.Columns.Count);
        for (var i = 0; i < schema.Columns.Count; i++)
        {
            // ColumnOrder.TYPE_ORDER: compare as the column's type does.
            thrift.BeginItem();
            thrift.BeginStruct(1);
            thrift.End();
            thrift.End();
        }

        thrift.End();
    }

    private static void Schema(ParquetSchema schema, ThriftWriter thrift)
    {
        thrift.StructList(2, schema.Columns.Count + 1);
        thrift.BeginItem();
        thrift.String(4, schema.Name);
        thrift.Int32(5, schema.Columns.Count);
        thrift.End();
        foreach (var column in schema.Columns)
        {
            thrift.BeginItem();
            thrift.Int32(1, PhysicalType.Of(column.Type));
            thrift.Int32(3, Required);
            thrift.String(4, column.Name);
            if (column.Type == ParquetType.String)
            {
                thrift.Int32(6, Utf8);
                thrift.BeginStruct(10);
                thrift.BeginStruct(1);
                thrift.End();
                thrift.End();
            }

            thrift.End();
        }
    }

    private static void RowGroup(ParquetSchema schema, RowGroupPlace group, int ordinal, ThriftWriter thrift)
    {
        thrift.BeginItem();
        thrift.StructList(1, group.Chunks.Count);
        foreach (var chunk in group.Chunks)
            ColumnChunk(schema.Columns[chunk.Column], chunk, thrift);
        thrift.Int64(2, group.Chunks.Sum(c => c.UncompressedSize));
        thrift.Int64(3, group.Rows);
        var sorted = Enumerable.Range(0, schema.Columns.Count).Where(i => schema.Columns[i].Sorted).ToArray();
        if (sorted.Length > 0)
        {
            thrift.StructList(4, sorted.Length);
            foreach (var column in sorted)
            {
                thrift.BeginItem();
                thrift.Int32(1, column);
                thrift.Bool(2, false);
                thrift.Bool(3, false);
                thrift.End();
            }
        }

        thrift.Int64(5, group.Chunks[0].FirstOffset);
        thrift.Int64(6, group.Chunks.Sum(c => c.StoredSize));
        if (ordinal <= short.MaxValue)
            thrift.Int16(7, (short)ordinal);
        thrift.End();
    }

    private static void ColumnChunk(ParquetColumn column, ChunkPlace chunk, ThriftWriter thrift)
    {
        thrift.BeginItem();
        thrift.Int64(2, 0);
        thrift.BeginStruct(3);
        thrift.Int32(1, PhysicalType.Of(column.Type));
        thrift.Int32List(2, chunk.DictionaryOffset is null ? [(int)chunk.Encoding] : [(int)PageEncoding.Plain, (int)chunk.Encoding]);
        thrift.BytesList(3, [System.Text.Encoding.UTF8.GetBytes(column.Name)]);
        thrift.Int32(4, (int)chunk.Codec);
        thrift.Int64(5, chunk.Rows);
        thrift.Int64(6, chunk.UncompressedSize);
        thrift.Int64(7, chunk.StoredSize);
        thrift.Int64(9, chunk.DataOffset);
        if (chunk.DictionaryOffset is { } dictionary)
            thrift.Int64(11, dictionary);
        Statistics(chunk, thrift);
        EncodingCounts(chunk, thrift);
        thrift.End();
        thrift.Int64(4, chunk.OffsetIndex.Offset);
        thrift.Int32(5, chunk.OffsetIndex.Size);
        if (chunk.ColumnIndex is { } index)
        {
            thrift.Int64(6, index.Offset);
            thrift.Int32(7, index.Size);
        }

        thrift.End();
    }

    private static void Statistics(ChunkPlace chunk, ThriftWriter thrift)
    {
        thrift.BeginStruct(12);
        thrift.Int64(3, 0);
        if (chunk.Range is { } range)
        {
            thrift.Bytes(5, range.Greatest);
            thrift.Bytes(6, range.Least);
        }

        thrift.End();
    }

    private static void EncodingCounts(ChunkPlace chunk, ThriftWriter thrift)
    {
        thrift.StructList(13, chunk.DictionaryOffset is null ? 1 : 2);
        if (chunk.DictionaryOffset is not null)
            Count(PageKind.Dictionary, PageEncoding.Plain, 1);
        Count(PageKind.Data, chunk.Encoding, chunk.Pages.Count);

        void Count(PageKind kind, PageEncoding encoding, int pages)
        {
            thrift.BeginItem();
            thrift.Int32(1, (int)kind);
            thrift.Int32(2, (int)encoding);
            thrift.Int32(3, pages);
            thrift.End();
        }
    }
}
