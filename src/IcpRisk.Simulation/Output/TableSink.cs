using System.Collections.Concurrent;
using IcpRisk.Contracts.Outcomes;
using IcpRisk.Numerics.Lanes;
using IcpRisk.Numerics.Statistics;
using IcpRisk.Parquet;
using IcpRisk.Paths;

namespace IcpRisk.Simulation.Output;

/// <summary>
/// Writes one table of a dataset while trials come in: one row a trial, or one a trial and year. Row groups and parts have
/// their edges at fixed trial numbers; columns are encoded by whichever thread is free and written in order.
/// </summary>
public sealed class TableSink : ISimulationSink, IDisposable
{
    // About 1 MiB a column: large enough to compress and to skip by, small enough to hold a few.
    private const int RowsPerGroup = 122_880;
    private const int GroupsPerPart = 8;
    private readonly TableSource[] _sources;
    private readonly int _years;
    private readonly int _trialsPerGroup;
    private readonly long _trials;
    private readonly TableFile _file;
    private readonly ConcurrentDictionary<long, Group> _open = [];
    private readonly ConcurrentBag<Array[]> _pool = [];
    private readonly ConcurrentQueue<Action> _work = [];

    /// <param name="directory">The dataset being written.</param>
    /// <param name="name">Name of the table: <c>trials</c> or <c>trial_years</c>, below a folder of the dataset or not.</param>
    /// <param name="columns">The columns beside the keys; the trials' weight may be one of them.</param>
    /// <param name="years">Years a trial has rows for; 0 for one row a trial.</param>
    /// <param name="trials">Trials of the run.</param>
    /// <param name="options">Profile and metadata.</param>
    public TableSink(DatasetDirectory directory, string name, IEnumerable<OutcomeColumn> columns, int years, long trials, ParquetOptions options)
    {
        Name = name;
        _sources = [.. columns.Select(c => new TableSource(c))];
        _years = years;
        _trials = trials;
        var granules = Math.Max(1, RowsPerGroup / Math.Max(1, years) / Granule.Trials);
        _trialsPerGroup = granules * Granule.Trials;
        var keys = new List<ParquetColumn> { new("trial", ParquetType.Int64, "1", "number of the trial, from 0", sorted: true) };
        if (years > 0)
        {
            keys.Add(new ParquetColumn("year", ParquetType.Int32, "1", "contract year, from 1"));
        }

        var schema = new ParquetSchema(name[(name.LastIndexOf('/') + 1)..], [.. keys, .. _sources.Select(s => s.File)]);
        _file = new TableFile(directory, name, schema, options, years > 0 ? GroupsPerPart : 0, (trials + _trialsPerGroup - 1) / _trialsPerGroup);
    }

    public IEnumerable<RowId> Rows => _sources.Where(s => s.Outcome.Row is not null).Select(s => s.Outcome.Row!.Value);

    public IEnumerable<OutcomeColumn> Columns => _sources.Where(s => s.Outcome.Row is null && !s.IsWeight).Select(s => s.Outcome);

    private int RowsPerTrial => Math.Max(1, _years);

    public void Take<L>(PathTile path, OutcomeTile outcomes)
        where L : struct, ILanes<L>
    {
        var number = path.FirstTrial / _trialsPerGroup;
        var group = _open.GetOrAdd(number, Open);
        var at = (int)(path.FirstTrial - group.FirstTrial) * RowsPerTrial;
        for (var c = 0; c < _sources.Length; c++)
        {
            if (_years == 0)
            {
                _sources[c].Copy(path, outcomes, 0, group.Arrays[c], at, 1);
                continue;
            }

            for (var year = 1; year <= _years; year++)
            {
                _sources[c].Copy(path, outcomes, year, group.Arrays[c], at + year - 1, _years);
            }
        }
    }

    public void EndGranule(long granule)
    {
        var number = granule * Granule.Trials / _trialsPerGroup;
        var group = _open[number];
        if (group.EndGranule())
        {
            for (var column = 0; column < group.Columns; column++)
            {
                var c = column;
                _work.Enqueue(() => Encode(number, group, c));
            }
        }
    }

    public bool TryWork()
    {
        if (!_work.TryDequeue(out var job))
        {
            return false;
        }

        job();
        return true;
    }

    /// <summary>Closes the files; the table is whole when this has returned.</summary>
    public IReadOnlyList<DatasetFile> Finish() => _file.Finish();

    public string Name { get; }

    /// <summary>Content hash by column.</summary>
    public IReadOnlyDictionary<string, string> Hashes => _file.Hashes;

    public void Dispose() => _file.Dispose();

    private Group Open(long number)
    {
        var first = number * _trialsPerGroup;
        var trials = (int)Math.Min(_trialsPerGroup, _trials - first);
        var arrays = _pool.TryTake(out var used)
            ? used
            : [.. _sources.Select(s => s.NewArray(_trialsPerGroup * RowsPerTrial))];
        return new Group(first, trials, RowsPerTrial, _years, arrays);
    }

    private void Encode(long number, Group group, int column)
    {
        var first = group.FirstTrial * RowsPerTrial;
        group.Encoded[column] = _file.Encode(column, first, group.Data(column));
        if (group.EndColumn())
        {
            _open.TryRemove(number, out _);
            _pool.Add(group.Arrays);
            _file.Write(number, group.Encoded!);
        }
    }

    /// <summary>A row group being filled.</summary>
    private sealed class Group(long firstTrial, int trials, int rowsPerTrial, int years, Array[] arrays)
    {
        private long _granulesLeft = Granule.Count(trials);
        private int _columnsLeft = arrays.Length + (years > 0 ? 2 : 1);

        public long FirstTrial => firstTrial;

        public Array[] Arrays => arrays;

        public int Columns { get; } = arrays.Length + (years > 0 ? 2 : 1);

        public EncodedColumn?[] Encoded { get; } = new EncodedColumn?[arrays.Length + (years > 0 ? 2 : 1)];

        private int Rows => trials * rowsPerTrial;

        public bool EndGranule() => Interlocked.Decrement(ref _granulesLeft) == 0;

        public bool EndColumn() => Interlocked.Decrement(ref _columnsLeft) == 0;

        public ColumnData Data(int column)
        {
            var keys = years > 0 ? 2 : 1;
            return column switch
            {
                0 => Enumerable.Range(0, Rows).Select(r => firstTrial + (r / rowsPerTrial)).ToArray(),
                1 when years > 0 => Enumerable.Range(0, Rows).Select(r => (r % years) + 1).ToArray(),
                _ => TableSource.Data(arrays[column - keys], Rows),
            };
        }
    }
}
