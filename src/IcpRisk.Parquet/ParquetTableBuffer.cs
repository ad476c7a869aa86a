namespace IcpRisk.Parquet;

/// <summary>
/// Collects batches of any length, or single rows, and writes a row group every
/// <see cref="ParquetOptions.RowGroupRows"/> rows, so that the cuts lie at fixed row numbers whatever the batches were.
/// </summary>
/// <remarks>Holds one row group in memory. Not safe for several threads; encoding uses those it was given.</remarks>
/// <example><code>
/// var rows = new ParquetTableBuffer(writer);
/// rows.AppendRow("mean", 1250.25, 3);
/// rows.Finish();
/// </code></example>
public sealed class ParquetTableBuffer
{
    private readonly ParquetTableWriter writer;
    private readonly int threads;
    private readonly ColumnBuffer[] columns;

    /// <param name="writer">Not owned: the caller disposes of it.</param>
    /// <param name="threads">Threads to encode a row group with, 1 and up.</param>
    public ParquetTableBuffer(ParquetTableWriter writer, int threads = 1)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        this.writer = writer;
        this.threads = threads;
        columns = [.. writer.Schema.Columns.Select(c => ColumnBuffer.For(c, writer.Options.RowGroupRows))];
    }

    /// <summary>Copies a batch. Afterwards the caller may reuse its memory.</summary>
    /// <param name="batch">Every column of the schema in order, all with as many rows, of the columns' types.</param>
    /// <exception cref="ArgumentException">The batch does not fit the schema, or a full row group holds a refused value.</exception>
    /// <exception cref="IOException">The stream refused a full row group.</exception>
    public void Append(IReadOnlyList<ColumnData> batch)
    {
        if (batch.Count != columns.Length)
            throw new ArgumentException($"Table '{writer.Schema.Name}' has {columns.Length} columns; {batch.Count} were given.");
        for (var i = 0; i < columns.Length; i++)
        {
            if (batch[i].Type != columns[i].Column.Type || batch[i].Count != batch[0].Count)
            {
                throw new ArgumentException($"Column '{columns[i].Column.Name}' wants {batch[0].Count} rows of " +
                    $"{columns[i].Column.Type}; it got {batch[i].Count} of {batch[i].Type}.");
            }
        }

        for (var start = 0; start < batch[0].Count;)
        {
            var count = Math.Min(writer.Options.RowGroupRows - columns[0].Count, batch[0].Count - start);
            for (var i = 0; i < columns.Length; i++)
                columns[i].Add(batch[i], start, count);
            start += count;
            FlushWhenFull();
        }
    }

    /// <summary>Adds one row; for small tables, since numbers are boxed.</summary>
    /// <param name="values">One value for each column, of exactly the column's .NET type.</param>
    /// <exception cref="ArgumentException">A value is missing or of another type; the row is not added.</exception>
    /// <exception cref="IOException">The stream refused a full row group.</exception>
    public void AppendRow(params ReadOnlySpan<object> values)
    {
        if (values.Length != columns.Length)
            throw new ArgumentException($"Table '{writer.Schema.Name}' has {columns.Length} columns; {values.Length} were given.");
        for (var i = 0; i < columns.Length; i++)
        {
            if (!columns[i].Accepts(values[i]))
            {
                throw new ArgumentException($"Column '{columns[i].Column.Name}' is {columns[i].Column.Type}; " +
                    $"it got {values[i]?.GetType().Name ?? "null"}.");
            }
        }

        for (var i = 0; i < columns.Length; i++)
            columns[i].Add(values[i]);
        FlushWhenFull();
    }

    /// <summary>Writes what is left as a last row group and finishes the file.</summary>
    /// <exception cref="IOException">The stream refused the bytes; the file is then not whole.</exception>
    public void Finish()
    {
        Flush();
        writer.Finish();
    }

    private void FlushWhenFull()
    {
        if (columns[0].Count == writer.Options.RowGroupRows)
            Flush();
    }

    private void Flush()
    {
        writer.WriteRowGroup(Array.ConvertAll(columns, c => c.Data), threads);
        foreach (var column in columns)
            column.Clear();
    }
}

internal abstract class ColumnBuffer(ParquetColumn column)
{
    internal ParquetColumn Column => column;

    internal int Count { get; private protected set; }

    internal abstract ColumnData Data { get; }

    internal static ColumnBuffer For(ParquetColumn column, int capacity) => column.Type switch
    {
        ParquetType.Boolean => new ColumnBuffer<bool>(column, capacity),
        ParquetType.Int32 => new ColumnBuffer<int>(column, capacity),
        ParquetType.Int64 => new ColumnBuffer<long>(column, capacity),
        ParquetType.Float => new ColumnBuffer<float>(column, capacity),
        ParquetType.Double => new ColumnBuffer<double>(column, capacity),
        _ => new ColumnBuffer<string>(column, capacity),
    };

    internal abstract bool Accepts(object value);

    internal abstract void Add(object value);

    internal abstract void Add(ColumnData batch, int start, int count);

    internal void Clear() => Count = 0;
}

internal sealed class ColumnBuffer<T>(ParquetColumn column, int capacity) : ColumnBuffer(column)
{
    private T[] values = new T[Math.Min(capacity, 64)];

    internal override ColumnData Data => new ColumnData<T>(Column.Type, values.AsMemory(0, Count));

    internal override bool Accepts(object value) => value is T;

    internal override void Add(object value)
    {
        Reserve(1);
        values[Count++] = (T)value;
    }

    internal override void Add(ColumnData batch, int start, int count)
    {
        Reserve(count);
        batch.Values<T>().Slice(start, count).CopyTo(values.AsSpan(Count));
        Count += count;
    }

    // Never more than a row group: the buffer is emptied when it has reached it.
    private void Reserve(int count)
    {
        if (Count + count > values.Length)
            Array.Resize(ref values, (int)Math.Min(capacity, Math.Max(2L * values.Length, Count + count)));
    }
}
