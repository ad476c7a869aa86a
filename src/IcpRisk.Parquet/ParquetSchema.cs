namespace IcpRisk.Parquet;

/// <summary>The types a column can have. Every column is REQUIRED: a table has no nulls.</summary>
public enum ParquetType
{
    /// <summary>One bit a value; <see cref="bool"/>.</summary>
    Boolean,

    /// <summary>INT32; <see cref="int"/>.</summary>
    Int32,

    /// <summary>INT64; <see cref="long"/>.</summary>
    Int64,

    /// <summary>FLOAT; <see cref="float"/>.</summary>
    Float,

    /// <summary>DOUBLE; <see cref="double"/>.</summary>
    Double,

    /// <summary>BYTE_ARRAY marked as UTF-8 text; <see cref="string"/>.</summary>
    String,
}

/// <summary>One column of a table: what it is called, how it is stored and what it means.</summary>
public sealed record ParquetColumn
{
    /// <param name="name">Name in the file: not empty, no full stop (readers take it for a path).</param>
    /// <param name="type">Type of the values.</param>
    /// <param name="unit">Unit in words or as a symbol ("GBP", "people", "1"); kept as <c>column.NAME.unit</c>.</param>
    /// <param name="meaning">What a value says, in a sentence; kept as <c>column.NAME.meaning</c>.</param>
    /// <param name="sorted">
    /// True when values never decrease through the whole file. The writer checks it, stores the column as differences
    /// and adds a page index, so that readers skip what a query does not need. INT32 and INT64 only.
    /// </param>
    /// <exception cref="ArgumentException">The name is unusable, or <paramref name="sorted"/> on another type.</exception>
    public ParquetColumn(string name, ParquetType type, string unit, string meaning, bool sorted = false)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(unit);
        ArgumentNullException.ThrowIfNull(meaning);
        if (name.Contains('.'))
            throw new ArgumentException($"Column name '{name}' has a full stop, which readers take for a path.", nameof(name));
        if (!Enum.IsDefined(type))
            throw new ArgumentException($"Column '{name}' has an unknown type.", nameof(type));
        if (sorted && type is not (ParquetType.Int32 or ParquetType.Int64))
            throw new ArgumentException($"Column '{name}' is {type}; only INT32 and INT64 can be declared sorted.", nameof(sorted));
        Name = name;
        Type = type;
        Unit = unit;
        Meaning = meaning;
        Sorted = sorted;
    }

    public string Name { get; }

    public ParquetType Type { get; }

    public string Unit { get; }

    public string Meaning { get; }

    public bool Sorted { get; }
}

/// <summary>The columns of a flat table, in file order. Immutable.</summary>
public sealed class ParquetSchema
{
    private readonly ParquetColumn[] columns;
    private readonly Dictionary<string, int> places;

    /// <param name="name">Name of the root element, such as "trials". Some readers refuse a blank one.</param>
    /// <param name="columns">At least one column; names differ, also when case is ignored (DuckDB and Spark ignore it).</param>
    /// <exception cref="ArgumentException">The name is blank, there is no column, or two columns share a name.</exception>
    public ParquetSchema(string name, params IEnumerable<ParquetColumn> columns)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        Name = name;
        this.columns = [.. columns];
        if (this.columns.Length == 0)
            throw new ArgumentException("A table needs at least one column.", nameof(columns));
        places = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < this.columns.Length; i++)
        {
            if (!places.TryAdd(this.columns[i].Name, i))
                throw new ArgumentException($"Two columns are called '{this.columns[i].Name}'.", nameof(columns));
        }
    }

    public string Name { get; }

    public IReadOnlyList<ParquetColumn> Columns => columns;

    /// <summary>The position of a column.</summary>
    /// <exception cref="ArgumentException">No column has this name.</exception>
    public int IndexOf(string column) =>
        places.TryGetValue(column, out var i) && columns[i].Name == column
            ? i
            : throw new ArgumentException($"Table '{Name}' has no column '{column}'.", nameof(column));
}
