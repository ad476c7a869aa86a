namespace IcpRisk.Parquet;

/// <summary>What a file is tuned for. Measured sizes and speeds are in docs/parquet.md.</summary>
public enum ParquetProfile
{
    /// <summary>The default: PLAIN, dictionary and delta encodings, GZIP where it pays. Every known reader.</summary>
    Compat,

    /// <summary>Smallest: BYTE_STREAM_SPLIT on DOUBLE and FLOAT, then GZIP. Not read by fastparquet.</summary>
    Compact,

    /// <summary>Least work: no compression, no dictionary on numbers. Every known reader.</summary>
    Fast,
}

/// <summary>Choices for one file. Unchanged values are the recommended ones.</summary>
public sealed record ParquetOptions
{
    /// <summary>Default <see cref="ParquetProfile.Compat"/>.</summary>
    public ParquetProfile Profile { get; init; }

    /// <summary>
    /// Rows of a row group when <see cref="ParquetTableBuffer"/> cuts them; 1 and up, default 131,072. Callers of
    /// <see cref="ParquetTableWriter.WriteRowGroup(IReadOnlyList{ColumnData}, int)"/> cut for themselves.
    /// </summary>
    public int RowGroupRows { get; init; } = 131_072;

    /// <summary>
    /// Bytes of values in a page before compression, 64 to 1 GiB, default 1 MiB. A page holds at most a value for every
    /// eight bytes; only a single string longer than this makes a larger page.
    /// </summary>
    public int PageBytes { get; init; } = 1 << 20;

    /// <summary>Key-value metadata of the file, in this order, before what the writer adds for each column.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Metadata { get; init; } = [];

    internal void Validate()
    {
        if (!Enum.IsDefined(Profile))
            throw new ArgumentException($"Unknown Parquet profile {Profile}.");
        if (RowGroupRows < 1)
            throw new ArgumentException($"RowGroupRows is {RowGroupRows}; it must be 1 or more.");
        if (PageBytes is < 64 or > 1 << 30)
            throw new ArgumentException($"PageBytes is {PageBytes}; it must be from 64 to {1 << 30}.");
    }
}
