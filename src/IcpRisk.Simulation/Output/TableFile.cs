using IcpRisk.Parquet;

namespace IcpRisk.Simulation.Output;

/// <summary>The file, or the numbered parts, of one table: row groups come in any order and are written in theirs.</summary>
internal sealed class TableFile : IDisposable
{
    private readonly DatasetDirectory _directory;
    private readonly string _name;
    private readonly ParquetSchema _schema;
    private readonly ParquetOptions _options;
    private readonly int _groupsPerPart;
    private readonly long _groups;
    private readonly Lock _lock = new();
    private readonly Dictionary<long, EncodedColumn[]> _waiting = [];
    private readonly ColumnHasher[] _hashers;
    private readonly List<DatasetFile> _files = [];
    private readonly ParquetTableWriter _encoder;
    private OpenFile? _open;
    private long _next;

    /// <param name="directory">The dataset being written.</param>
    /// <param name="name">Name of the table.</param>
    /// <param name="schema">Its columns.</param>
    /// <param name="options">Profile and metadata.</param>
    /// <param name="groupsPerPart">Row groups of a part; 0 for one file.</param>
    /// <param name="groups">Row groups of the whole table.</param>
    public TableFile(DatasetDirectory directory, string name, ParquetSchema schema, ParquetOptions options, int groupsPerPart, long groups)
    {
        (_directory, _name, _schema, _options, _groupsPerPart, _groups) = (directory, name, schema, options, groupsPerPart, groups);
        _hashers = [.. schema.Columns.Select(c => new ColumnHasher(c.Type))];

        // Encoding is pure, so one writer that writes nowhere serves all threads.
        _encoder = new ParquetTableWriter(Stream.Null, schema, options);
    }

    public IReadOnlyDictionary<string, string> Hashes =>
        _schema.Columns.Select((c, i) => (c.Name, Hash: _hashers[i].ToString())).ToDictionary(x => x.Name, x => x.Hash);

    public EncodedColumn Encode(int column, long firstRow, ColumnData values)
    {
        var hasher = new ColumnHasher(_schema.Columns[column].Type);
        hasher.Add(firstRow, values);
        lock (_hashers[column])
        {
            _hashers[column].Merge(hasher);
        }

        return _encoder.Encode(column, values);
    }

    public void Write(long group, EncodedColumn[] columns)
    {
        lock (_lock)
        {
            _waiting.Add(group, columns);
            while (_waiting.Remove(_next, out var ready))
            {
                _open ??= Open();
                _open.Writer.WriteRowGroup(ready);
                _next++;
                if (_next == _groups || (_groupsPerPart > 0 && _next % _groupsPerPart == 0))
                {
                    Close();
                }
            }
        }
    }

    /// <exception cref="InvalidOperationException">Row groups are missing.</exception>
    public IReadOnlyList<DatasetFile> Finish() => _next == _groups
        ? _files
        : throw new InvalidOperationException($"Table {_name} has {_next} row groups of {_groups}.");

    public void Dispose()
    {
        _open?.Dispose();
        _encoder.Dispose();
    }

    private OpenFile Open()
    {
        var relative = _groupsPerPart > 0 ? $"{_name}/part-{_next / _groupsPerPart:00000}.parquet" : $"{_name}.parquet";
        return new OpenFile(relative, _directory, _schema, _options);
    }

    private void Close()
    {
        _files.Add(_open!.Finish());
        _open.Dispose();
        _open = null;
    }

    private sealed class OpenFile : IDisposable
    {
        private readonly string _relative;
        private readonly HashingStream _stream;

        public OpenFile(string relative, DatasetDirectory directory, ParquetSchema schema, ParquetOptions options)
        {
            _relative = relative;
            _stream = directory.Create(relative);
            Writer = new ParquetTableWriter(_stream, schema, options);
        }

        public ParquetTableWriter Writer { get; }

        public DatasetFile Finish()
        {
            Writer.Finish();
            return new DatasetFile(_relative, Writer.Rows, _stream.Length, _stream.Sha256());
        }

        public void Dispose() => Writer.Dispose();
    }
}
