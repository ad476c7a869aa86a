using IcpRisk.Parquet.Chunks;

namespace IcpRisk.Parquet.Format;

/// <summary>Where a written page lies: offset of its header, stored size with header, rows, and range if sorted.</summary>
internal readonly record struct PagePlace(long Offset, int StoredSize, long FirstRow, ValueRange? Range);

/// <summary>What the footer says of one column chunk. Totals include page headers.</summary>
internal sealed class ChunkPlace
{
    internal required int Column { get; init; }

    internal required PageEncoding Encoding { get; init; }

    internal required Codec Codec { get; init; }

    internal required long Rows { get; init; }

    internal required long UncompressedSize { get; init; }

    internal required long StoredSize { get; init; }

    internal required long? DictionaryOffset { get; init; }

    internal required ValueRange? Range { get; init; }

    internal required IReadOnlyList<PagePlace> Pages { get; init; }

    internal (long Offset, int Size) OffsetIndex { get; set; }

    internal (long Offset, int Size)? ColumnIndex { get; set; }

    internal long DataOffset => Pages[0].Offset;

    internal long FirstOffset => DictionaryOffset ?? DataOffset;
}

internal sealed record RowGroupPlace(long Rows, IReadOnlyList<ChunkPlace> Chunks);
