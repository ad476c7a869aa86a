using IcpRisk.Parquet.Chunks;

namespace IcpRisk.Parquet.Format;

/// <summary>The bytes of one file in order, and where each part came to lie.</summary>
/// <remarks>
/// <code>
/// PAR1 | chunk of column 0, 1, … of row group 0 | row group 1 | … | column indexes | offset indexes | footer | length | PAR1
/// </code>
/// </remarks>
internal sealed class FileBody(Stream stream, bool leaveOpen) : IDisposable
{
    internal long Position { get; private set; }

    internal void Begin() => Put("PAR1"u8);

    internal ChunkPlace Put(EncodedColumn column)
    {
        var pages = new PagePlace[column.Pages.Count];
        long? dictionary = column.Dictionary is null ? null : Position;
        if (column.Dictionary is { } d)
            Put(d);
        long row = 0;
        for (var i = 0; i < pages.Length; i++)
        {
            var page = column.Pages[i];
            pages[i] = new(Position, checked((int)page.StoredSize), row, page.Range);
            Put(page);
            row += page.Rows;
        }

        return new ChunkPlace
        {
            Column = column.Column,
            Encoding = column.Encoding,
            Codec = column.Codec,
            Rows = column.Rows,
            UncompressedSize = column.UncompressedSize,
            StoredSize = column.StoredSize,
            DictionaryOffset = dictionary,
            Range = column.Range,
            Pages = pages,
        };
    }

    // Readers expect all column indexes before all offset indexes.
    internal void PutIndexes(ParquetSchema schema, IReadOnlyList<RowGroupPlace> groups)
    {
        using var bytes = new PooledStream();
        foreach (var chunk in groups.SelectMany(g => g.Chunks).Where(c => schema.Columns[c.Column].Sorted))
        {
            bytes.Clear();
            PageIndex.WriteRanges(chunk, bytes);
            chunk.ColumnIndex = (Position, bytes.Count);
            Put(bytes.Written);
        }

        foreach (var chunk in groups.SelectMany(g => g.Chunks))
        {
            bytes.Clear();
            PageIndex.WriteOffsets(chunk, bytes);
            chunk.OffsetIndex = (Position, bytes.Count);
            Put(bytes.Written);
        }
    }

    /// <summary>Adds the footer's length, writes both, then the closing mark, and flushes to disk.</summary>
    internal void End(PooledStream footer)
    {
        footer.WriteInt32(footer.Count);
        Put(footer.Written);

        // The mark goes last and alone: a reader finds it only if everything before it was accepted.
        stream.Flush();
        Put("PAR1"u8);
        if (stream is FileStream file)
            file.Flush(flushToDisk: true);
        else
            stream.Flush();
    }

    public void Dispose()
    {
        if (!leaveOpen)
            stream.Dispose();
    }

    private void Put(EncodedPage page)
    {
        Put(page.Header);
        Put(page.Body.Written);
    }

    private void Put(ReadOnlySpan<byte> bytes)
    {
        stream.Write(bytes);
        Position += bytes.Length;
    }
}
