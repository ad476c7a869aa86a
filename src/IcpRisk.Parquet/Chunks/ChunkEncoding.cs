using System.Runtime.InteropServices;
using IcpRisk.Parquet.Encodings;
using IcpRisk.Parquet.Format;

namespace IcpRisk.Parquet.Chunks;

/// <summary>The values of one column chunk in their chosen encoding, handed out a page at a time.</summary>
internal abstract class ChunkEncoding : IDisposable
{
    internal abstract PageEncoding Encoding { get; }

    /// <summary>Entries of the dictionary page; 0 when the chunk has none.</summary>
    internal virtual int DictionaryCount => 0;

    internal virtual void WriteDictionary(PooledStream to) => throw new NotSupportedException();

    /// <summary>How many of the rows from <paramref name="start"/> on make one page, 1 to <paramref name="most"/>.</summary>
    internal virtual int PageRows(int start, int most, int pageBytes) => most;

    internal abstract void WritePage(int start, int count, PooledStream to);

    public virtual void Dispose()
    {
    }
}

internal sealed class PlainNumbers<T>(ColumnData data) : ChunkEncoding
    where T : unmanaged
{
    internal override PageEncoding Encoding => PageEncoding.Plain;

    internal override void WritePage(int start, int count, PooledStream to) =>
        to.Write(MemoryMarshal.AsBytes(data.Values<T>().Slice(start, count)));
}

internal sealed class PlainBooleans(ColumnData data) : ChunkEncoding
{
    internal override PageEncoding Encoding => PageEncoding.Plain;

    internal override void WritePage(int start, int count, PooledStream to) =>
        BooleanPacker.Pack(data.Values<bool>().Slice(start, count), to.Take((count + 7) / 8));
}

internal sealed class SplitNumbers(ColumnData data) : ChunkEncoding
{
    internal override PageEncoding Encoding => PageEncoding.ByteStreamSplit;

    internal override void WritePage(int start, int count, PooledStream to)
    {
        if (data.Type == ParquetType.Double)
            ByteStreamSplit.Split(data.Values<double>().Slice(start, count), to.Take(count * 8));
        else
            ByteStreamSplit.Split(data.Values<float>().Slice(start, count), to.Take(count * 4));
    }
}

internal sealed class DeltaNumbers(ColumnData data) : ChunkEncoding
{
    internal override PageEncoding Encoding => PageEncoding.DeltaBinaryPacked;

    internal override void WritePage(int start, int count, PooledStream to)
    {
        if (data.Type == ParquetType.Int64)
            DeltaEncoder.Encode(data.Values<long>().Slice(start, count), to);
        else
            DeltaEncoder.Encode(data.Values<int>().Slice(start, count), to);
    }
}

internal sealed class PlainTexts(ColumnData data) : ChunkEncoding
{
    internal override PageEncoding Encoding => PageEncoding.Plain;

    internal override int PageRows(int start, int most, int pageBytes)
    {
        var texts = data.Values<string>();
        long size = 0;
        for (var rows = 0; rows < most; rows++)
        {
            size += 4 + Utf8.Count(texts[start + rows]);
            if (size > pageBytes && rows > 0)
                return rows;
        }

        return most;
    }

    internal override void WritePage(int start, int count, PooledStream to)
    {
        foreach (var text in data.Values<string>().Slice(start, count))
            Utf8.WritePlain(text, to);
    }
}
