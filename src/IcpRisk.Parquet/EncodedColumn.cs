using IcpRisk.Parquet.Chunks;
using IcpRisk.Parquet.Format;

namespace IcpRisk.Parquet;

/// <summary>
/// One column of one row group, encoded and compressed, waiting to be written. Made by
/// <see cref="ParquetTableWriter.Encode"/> on any thread; given up to the writer, or disposed of.
/// </summary>
public sealed class EncodedColumn : IDisposable
{
    private readonly List<EncodedPage> pages = [];

    internal EncodedColumn(int column, int rows)
    {
        Column = column;
        Rows = rows;
    }

    /// <summary>Position of the column in the schema.</summary>
    public int Column { get; }

    /// <summary>Number of rows.</summary>
    public int Rows { get; }

    /// <summary>Bytes in the file, page headers included.</summary>
    public long StoredSize => Sum(static p => p.StoredSize);

    internal long UncompressedSize => Sum(static p => p.UncompressedSize);

    internal EncodedPage? Dictionary { get; set; }

    internal List<EncodedPage> Pages => pages;

    internal PageEncoding Encoding { get; init; }

    internal Codec Codec { get; init; }

    internal ValueRange? Range { get; init; }

    /// <summary>First and last value of a sorted column.</summary>
    internal (long First, long Last)? Order { get; init; }

    public void Dispose()
    {
        Dictionary?.Body.Dispose();
        foreach (var page in pages)
            page.Body.Dispose();
        pages.Clear();
        Dictionary = null;
    }

    private long Sum(Func<EncodedPage, long> size)
    {
        var sum = Dictionary is null ? 0 : size(Dictionary);
        foreach (var page in pages)
            sum += size(page);
        return sum;
    }
}
