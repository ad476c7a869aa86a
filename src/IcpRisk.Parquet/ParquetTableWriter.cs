using System.Runtime.ExceptionServices;
using IcpRisk.Parquet.Chunks;
using IcpRisk.Parquet.Format;

namespace IcpRisk.Parquet;

/// <summary>
/// Writes one flat table of REQUIRED columns as an Apache Parquet file, row group by row group.
/// </summary>
/// <remarks>
/// <para>The bytes depend on the schema, the options, the values, the cuts between row groups and the build of the
/// program; not on threads. A file is whole only after <see cref="Finish"/>: before that it has no footer, and every
/// reader refuses it.</para>
/// <para>One thread at a time, but for <see cref="Encode"/>, which any number may call. An <see cref="IOException"/>
/// (a full disk) leaves the writer broken: it can only be disposed of. A row group refused for its values leaves the
/// writer as it was.</para>
/// </remarks>
/// <example>
/// <code>
/// var schema = new ParquetSchema("trials",
///     new ParquetColumn("trial", ParquetType.Int64, "1", "Number of the trial, from 0.", sorted: true),
///     new ParquetColumn("cost_total", ParquetType.Double, "GBP", "Cost over the term."));
/// using var writer = ParquetTableWriter.Create("trials.parquet", schema);
/// writer.WriteRowGroup([trial, costTotal]);   // long[], double[]
/// writer.Finish();
/// </code>
/// </example>
public sealed class ParquetTableWriter : IDisposable
{
    private readonly FileBody body;
    private readonly EncodingPolicy policy;
    private readonly List<RowGroupPlace> groups = [];
    private readonly List<KeyValuePair<string, string>> metadata = [];
    private readonly HashSet<string> keys = new(StringComparer.Ordinal);
    private readonly long?[] lastOf;
    private State state = State.Open;

    /// <param name="stream">Writable; written from where it stands, which is the start of the file. Need not seek.</param>
    /// <param name="schema">The columns.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <param name="leaveOpen">True to keep the stream open when this is disposed of.</param>
    /// <exception cref="ArgumentException">The options are out of range or two metadata keys are the same.</exception>
    /// <exception cref="IOException">The first bytes could not be written.</exception>
    public ParquetTableWriter(Stream stream, ParquetSchema schema, ParquetOptions? options = null, bool leaveOpen = false)
        : this(stream, schema, Checked(options), EncodingPolicy.Of(options ?? new()), leaveOpen)
    {
    }

    internal ParquetTableWriter(Stream stream, ParquetSchema schema, ParquetOptions options, EncodingPolicy policy, bool leaveOpen)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(schema);
        if (!BitConverter.IsLittleEndian)
            throw new PlatformNotSupportedException("Parquet files are written on little-endian machines only.");
        body = new FileBody(stream, leaveOpen);
        this.policy = policy;
        Schema = schema;
        Options = options;
        lastOf = new long?[schema.Columns.Count];
        foreach (var column in schema.Columns)
        {
            keys.Add($"column.{column.Name}.unit");
            keys.Add($"column.{column.Name}.meaning");
        }

        foreach (var (key, value) in options.Metadata)
            AddMetadata(key, value);
        body.Begin();
    }

    private enum State
    {
        Open,
        Broken,
        Finished,
        Disposed,
    }

    public ParquetSchema Schema { get; }

    public ParquetOptions Options { get; }

    /// <summary>Rows of the row groups written so far.</summary>
    public long Rows { get; private set; }

    /// <summary>Bytes written so far.</summary>
    public long Length => body.Position;

    /// <summary>Creates or replaces the file at <paramref name="path"/>; its directory must exist.</summary>
    /// <exception cref="ArgumentException">The options are out of range or two metadata keys are the same.</exception>
    /// <exception cref="IOException">The file cannot be made or written.</exception>
    public static ParquetTableWriter Create(string path, ParquetSchema schema, ParquetOptions? options = null)
    {
        // No buffer in the stream: nothing may reach the disk after a write has failed.
        var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
        try
        {
            return new ParquetTableWriter(file, schema, options);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Adds a key to the file's metadata, any time before <see cref="Finish"/>.</summary>
    /// <exception cref="ArgumentException">The key is blank, or there already (the columns' own keys count).</exception>
    public void AddMetadata(string key, string value)
    {
        ThrowUnlessOpen();
        ArgumentException.ThrowIfNullOrWhiteSpace(key);
        ArgumentNullException.ThrowIfNull(value);
        if (!keys.Add(key))
            throw new ArgumentException($"Metadata has the key '{key}' twice.", nameof(key));
        metadata.Add(new(key, value));
    }

    /// <summary>Encodes and compresses one column of one row group. Pure: any thread, any order, same bytes.</summary>
    /// <param name="column">Position in the schema.</param>
    /// <param name="values">One row or more, of the column's type.</param>
    /// <exception cref="ArgumentException">
    /// No rows, another type, a null or a lone surrogate in a string, or a sorted column out of order.
    /// </exception>
    public EncodedColumn Encode(int column, ColumnData values)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(column);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(column, Schema.Columns.Count);
        ArgumentNullException.ThrowIfNull(values);
        return ColumnEncoder.Encode(column, Schema.Columns[column], values, policy);
    }

    /// <summary>Encodes one row group, on up to <paramref name="threads"/> threads, and writes it.</summary>
    /// <param name="columns">Every column of the schema in order, all with as many rows. No rows: nothing is written.</param>
    /// <param name="threads">1 and up; the bytes do not depend on it.</param>
    /// <exception cref="ArgumentException">The columns do not fit the schema or each other, or a value is not allowed.</exception>
    /// <exception cref="IOException">The stream refused the bytes.</exception>
    public void WriteRowGroup(IReadOnlyList<ColumnData> columns, int threads = 1)
    {
        ThrowUnlessOpen();
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        CheckShape(columns.Count, i => columns[i].Count);
        if (columns[0].Count == 0)
            return;
        var encoded = new EncodedColumn?[columns.Count];
        try
        {
            if (threads == 1)
            {
                for (var i = 0; i < encoded.Length; i++)
                    encoded[i] = Encode(i, columns[i]);
            }
            else
            {
                Parallel.For(0, encoded.Length, new() { MaxDegreeOfParallelism = threads }, i => encoded[i] = Encode(i, columns[i]));
            }
        }
        catch (Exception e)
        {
            foreach (var column in encoded)
                column?.Dispose();
            if (e is AggregateException many)
                ExceptionDispatchInfo.Throw(many.Flatten().InnerExceptions[0]);
            throw;
        }

        WriteRowGroup(encoded!);
    }

    /// <summary>Writes one row group of columns encoded by <see cref="Encode"/>, and disposes of them.</summary>
    /// <param name="columns">Every column of the schema in order, all with as many rows.</param>
    /// <exception cref="ArgumentException">The columns do not fit, or a sorted column starts below its last value.</exception>
    /// <exception cref="IOException">The stream refused the bytes.</exception>
    public void WriteRowGroup(IReadOnlyList<EncodedColumn> columns)
    {
        ThrowUnlessOpen();
        try
        {
            CheckShape(columns.Count, i => columns[i].Rows);
            for (var i = 0; i < columns.Count; i++)
            {
                if (columns[i].Column != i || columns[i].Pages.Count == 0)
                    throw new ArgumentException($"Column '{Schema.Columns[i].Name}' is not at its place, or was written before.");
                if (columns[i].Order is { } order && lastOf[i] is { } last)
                    ColumnEncoder.Check(Schema.Columns[i], last, order.First);
            }

            state = State.Broken;
            var chunks = new ChunkPlace[columns.Count];
            for (var i = 0; i < chunks.Length; i++)
            {
                chunks[i] = body.Put(columns[i]);
                lastOf[i] = columns[i].Order?.Last;
            }

            groups.Add(new(columns[0].Rows, chunks));
            Rows += columns[0].Rows;
            state = State.Open;
        }
        finally
        {
            foreach (var column in columns)
                column.Dispose();
        }
    }

    /// <summary>Writes page indexes and footer, and flushes to disk. The file is whole when this has returned.</summary>
    /// <exception cref="InvalidOperationException">An earlier write failed, or the file is finished already.</exception>
    /// <exception cref="IOException">The stream refused the bytes; the file is then not whole.</exception>
    public void Finish()
    {
        ThrowUnlessOpen();
        state = State.Broken;
        foreach (var column in Schema.Columns)
        {
            metadata.Add(new($"column.{column.Name}.unit", column.Unit));
            metadata.Add(new($"column.{column.Name}.meaning", column.Meaning));
        }

        body.PutIndexes(Schema, groups);
        using var footer = new PooledStream();
        Footer.Write(Schema, groups, metadata, CreatedBy.Text, footer);
        body.End(footer);
        state = State.Finished;
    }

    /// <summary>Closes the file. Without <see cref="Finish"/> it stays unreadable.</summary>
    public void Dispose()
    {
        if (state == State.Disposed)
            return;
        state = State.Disposed;
        body.Dispose();
    }

    private static ParquetOptions Checked(ParquetOptions? options)
    {
        options ??= new();
        options.Validate();
        return options;
    }

    private void CheckShape(int count, Func<int, int> rows)
    {
        if (count != Schema.Columns.Count)
            throw new ArgumentException($"Table '{Schema.Name}' has {Schema.Columns.Count} columns; {count} were given.");
        for (var i = 1; i < count; i++)
        {
            if (rows(i) != rows(0))
                throw new ArgumentException($"Column '{Schema.Columns[i].Name}' has {rows(i)} rows, the first column {rows(0)}.");
        }
    }

    private void ThrowUnlessOpen()
    {
        ObjectDisposedException.ThrowIf(state == State.Disposed, this);
        if (state == State.Broken)
            throw new InvalidOperationException("An earlier write failed: the file cannot be finished.");
        if (state == State.Finished)
            throw new InvalidOperationException("The file is finished.");
    }
}
