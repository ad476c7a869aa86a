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
        var (encoding, codec) = EncodingChooser.Choose(column, data, policy);
        using var owned = encoding;
        var chunk = new EncodedColumn(place, data.Count)
        {
            Encoding = encoding.Encoding,
            Codec = codec.Id,
            Range = ValueRange.Of(data, encoding),
            Order = order,
        };
        try
        {
            WritePages(chunk, column, data, encoding, codec, policy.PageBytes);
            return chunk;
        }
        catch
        {
            chunk.Dispose();
            throw;
        }
    }

    private static void WritePages(
        EncodedColumn chunk, ParquetColumn column, ColumnData data, ChunkEncoding encoding, PageCodec codec, int pageBytes)
    {
        using var plain = new PooledStream();
        if (encoding.DictionaryCount > 0)
        {
            encoding.WriteDictionary(plain);
            chunk.Dictionary = EncodedPage.Dictionary(Compress(plain, codec), plain.Count, encoding.DictionaryCount);
        }

        for (var start = 0; start < data.Count;)
        {
            var rows = encoding.PageRows(start, Math.Min(pageBytes / 8, data.Count - start), pageBytes);
            plain.Clear();
            encoding.WritePage(start, rows, plain);
            var range = column.Sorted ? PageRange(data, start, rows) : (ValueRange?)null;
            chunk.Pages.Add(EncodedPage.Data(Compress(plain, codec), plain.Count, rows, encoding.Encoding, range));
            start += rows;
        }
    }

    private static PooledStream Compress(PooledStream plain, PageCodec codec)
    {
        var body = new PooledStream();
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
