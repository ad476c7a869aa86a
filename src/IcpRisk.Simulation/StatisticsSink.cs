using IcpRisk.Contracts.Outcomes;
using IcpRisk.Numerics.Lanes;
using IcpRisk.Numerics.Statistics;
using IcpRisk.Paths;

namespace IcpRisk.Simulation;

/// <summary>A column of outcomes in one year (from 1), or over the term (year 0).</summary>
public readonly record struct StatisticKey(string Column, int Year);

/// <summary>
/// Keeps chosen columns for statistics: whole while they fit the memory allowed, else as histograms with moments. Money is
/// kept in pounds.
/// </summary>
public sealed class StatisticsSink : ISimulationSink
{
    private readonly OutcomeColumn[] _columns;
    private readonly (StatisticKey Key, OutcomeColumn Column)[] _keys;
    private readonly ColumnStore _store;
    private readonly FixedTree<Moments[]>? _moments;
    private readonly ThreadLocal<State> _state;
    private readonly long _trials;
    private readonly bool _isWeighted;
    private readonly TrialClusters? _clusters;

    /// <param name="keys">What to keep.</param>
    /// <param name="columns">The columns there are.</param>
    /// <param name="trials">Trials of the run.</param>
    /// <param name="memory">Bytes allowed for whole columns.</param>
    /// <param name="sampling">How trials are drawn; independent ones where left out.</param>
    /// <exception cref="InvalidOperationException">Trials are weighted or dependent, and whole columns do not fit.</exception>
    public StatisticsSink(
        IEnumerable<StatisticKey> keys, IReadOnlyList<OutcomeColumn> columns, long trials, long memory, SamplingOptions? sampling = null)
    {
        _keys = [.. keys.Select(k => (k, columns.First(c => c.Name == k.Column)))];
        _columns = [.. _keys.Select(k => k.Column).Distinct()];
        _trials = trials;
        _isWeighted = sampling?.Importance is not null;
        _clusters = sampling?.Clusters;
        _store = ColumnStore.Create(_keys.Length + (_isWeighted ? 1 : 0), trials, memory);
        if (!_store.IsExact && (_isWeighted || _clusters is not null))
        {
            throw new InvalidOperationException(
                $"the summary of weighted or dependent trials needs whole columns: {_store.Columns} of {trials} trials take {_store.Columns * trials * sizeof(double)} bytes, {memory} are allowed");
        }

        _moments = _store.IsExact ? null : new FixedTree<Moments[]>(Moments.MergeAll);
        _state = new ThreadLocal<State>(() => new State(_keys.Length));
    }

    public IEnumerable<RowId> Rows => [];

    public IEnumerable<OutcomeColumn> Columns => _columns;

    /// <summary>Whether quantiles are exact.</summary>
    public bool IsExact => _store.IsExact;

    /// <summary>Bytes that whole columns take.</summary>
    public static long Bytes(int keys, long trials, SamplingOptions sampling) =>
        (keys + (sampling.Importance is null ? 0 : 1)) * trials * sizeof(double);

    public IReadOnlyList<StatisticKey> Keys => [.. _keys.Select(k => k.Key)];

    public void Take<L>(PathTile path, OutcomeTile outcomes)
        where L : struct, ILanes<L>
    {
        var state = _state.Value!;
        Span<double> scratch = stackalloc double[PathTile.MaxTrials];
        for (var k = 0; k < _keys.Length; k++)
        {
            var (key, column) = _keys[k];
            var slot = outcomes.Layout.Slot(column.Name);
            var values = key.Year == 0 ? outcomes.Term(slot) : outcomes.Row(slot, key.Year);
            var kept = scratch[..path.Count];
            values[..path.Count].CopyTo(kept);
            if (column.Type == OutcomeType.Money)
            {
                for (var i = 0; i < kept.Length; i++)
                {
                    kept[i] = OutcomeTile.Pounds(kept[i]);
                }
            }

            _store.Add(k, path.FirstTrial, kept);
            if (_moments is not null)
            {
                state.Accumulators[k].Add<L>(kept);
            }
        }

        if (_isWeighted)
        {
            _store.Add(_keys.Length, path.FirstTrial, path.Weights[..path.Count]);
        }
    }

    public void EndGranule(long granule) =>
        _moments?.Add(granule, [.. _state.Value!.Accumulators.Select(a => a.Take())]);

    public bool TryWork() => false;

    /// <summary>The distribution of a kept column when all trials are in.</summary>
    public DistributionSummary Summarise(StatisticKey key, SummaryOptions options)
    {
        var k = Index(key);
        var moments = _moments is null ? Moments.Empty : _moments.Result(Granule.Count(_trials))[k];
        return _store.Summarise(k, moments, options, Weights.Span, _clusters);
    }

    /// <summary>A histogram of a kept column for drawing.</summary>
    public HistogramBins Bins(StatisticKey key, int bins) => _store.IsExact
        ? HistogramBins.Of(_store.Values(Index(key)).Span, bins, Weights.Span)
        : HistogramBins.Of(_store.Histogram(Index(key)), bins);

    /// <summary>What each trial counts for, trial 0 first; empty where each counts as one.</summary>
    public ReadOnlyMemory<double> Weights => _isWeighted ? _store.Values(_keys.Length) : default;

    /// <summary>A kept column, trial 0 first.</summary>
    /// <exception cref="InvalidOperationException">It was too large to keep whole.</exception>
    public ReadOnlyMemory<double> Values(StatisticKey key) => _store.Values(Index(key));

    private int Index(StatisticKey key)
    {
        var k = Array.FindIndex(_keys, x => x.Key == key);
        return k >= 0 ? k : throw new KeyNotFoundException($"{key.Column} of year {key.Year} was not kept.");
    }

    private sealed class State(int columns)
    {
        public MomentsAccumulator[] Accumulators { get; } = [.. Enumerable.Range(0, columns).Select(_ => new MomentsAccumulator())];
    }
}
