using IcpRisk.Parquet.Format;

namespace IcpRisk.Parquet.Chunks;

/// <summary>Turns the values of one column chunk into pages. Depends on its arguments only, so any thread may do it.</summary>
internal static class ColumnEncoder
{
    /// <exception cref="ArgumentException">No rows, the wrong type, a bad string, or a sorted column out of order.</exception>
    internal static EncodedColumn Encode(int place, ParquetColumn column, ColumnData data, EncodingPolicy policy)
    {
        if (data.Type != column.Type)
            throw new ArgumentException($"Column '{column.Name}' is {column.Type}, its values are {data.Type}.");
        if (data.Count == 0)
            throw new ArgumentException($"Column '{column.Name}' has no rows: an empty row group is not written.");

        var order = column.Sorted ? CheckOrder(column, data) : ((long, long)?)null;
        using var encoding = EncodingChooser.Choose(column, data, policy);
        var chunk = new EncodedColumn(place, data.Count)
        {
            Encoding = encoding.Encoding,
            Range = ValueRange.Of(data, encoding),
            Order = order,
        };
        try
        {
            WritePages(chunk, column, data, encoding, policy);
            return chunk;
        }
        catch
        {
            chunk.Dispose();
            throw;
        }
    }

    private static void WritePages(
        EncodedColumn chunk, ParquetColumn column, ColumnData data, ChunkEncoding encoding, EncodingPolicy policy)
    {
        // All pages of a chunk share a codec: the first page of values decides whether compressing pays.
        PageCodec? codec = null;
        using var plain = new PooledStream();
        for (var start = 0; start < data.Count;)
        {
            var rows = encoding.PageRows(start, Math.Min(policy.PageBytes / 8, data.Count - start), policy.PageBytes);
            plain.Clear();
            encoding.WritePage(start, rows, plain);
            var body = Compress(plain, ref codec, policy.Codec);
            var range = column.Sorted ? PageRange(data, start, rows) : (ValueRange?)null;
            chunk.Pages.Add(EncodedPage.Data(body, plain.Count, rows, encoding.Encoding, range));
            start += rows;
        }

        chunk.Codec = codec!.Id;
        if (encoding.DictionaryCount == 0)
            return;
        plain.Clear();
        encoding.WriteDictionary(plain);
        chunk.Dictionary = EncodedPage.Dictionary(Compress(plain, ref codec, policy.Codec), plain.Count, encoding.DictionaryCount);
    }

    private static PooledStream Compress(PooledStream plain, ref PageCodec? codec, PageCodec candidate)
    {
        var body = new PooledStream();
        (codec ?? candidate).Compress(plain.Written, body);
        if (codec is not null)
            return body;
        codec = body.Count <= plain.Count - (plain.Count / 20) - 1 ? candidate : Uncompressed.Instance;
        if (codec == candidate)
            return body;
        body.Clear();
        codec.Compress(plain.Written, body);
        return body;
    }

    private static ValueRange PageRange(ColumnData data, int start, int rows) =>
        data.Type == ParquetType.Int64
            ? ValueRange.OfSorted(data.Values<long>().Slice(start, rows))
            : ValueRange.OfSorted(data.Values<int>().Slice(start, rows));

    private static (long First, long Last) CheckOrder(ParquetColumn column, ColumnData data)
    {
        if (data.Type == ParquetType.Int64)
        {
            var values = data.Values<long>();
            for (var i = 1; i < values.Length; i++)
                Check(column, values[i - 1], values[i]);
            return (values[0], values[^1]);
        }

        var ints = data.Values<int>();
        for (var i = 1; i < ints.Length; i++)
            Check(column, ints[i - 1], ints[i]);
        return (ints[0], ints[^1]);
    }

    internal static void Check(ParquetColumn column, long before, long after)
    {
        if (after < before)
            throw new ArgumentException($"Column '{column.Name}' is declared sorted, but {after} follows {before}.");
    }
}
