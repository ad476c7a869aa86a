using IcpRisk.Contracts.Outcomes;
using IcpRisk.Numerics.Lanes;
using IcpRisk.Numerics.Statistics;
using IcpRisk.Paths;
using IcpRisk.Simulation;

namespace IcpRisk.Analysis.Measures;

/// <summary>
/// Takes the series of measures from trials while they are hot. A series of which a quantile is asked is kept whole while
/// all that are fit the memory allowed, else as a histogram; of others moments are enough. Weighted and dependent trials
/// are kept whole.
/// </summary>
public sealed class MeasureSink : ISimulationSink
{
    private readonly MeasureSet _set;
    private readonly RunOptions _options;
    private readonly bool _isWeighted;
    private readonly double[]?[] _values;
    private readonly LogLinearHistogram?[] _histograms;
    private readonly double[] _weights = [];
    private readonly FixedTree<Moments[]> _moments = new(Moments.MergeAll);
    private readonly ThreadLocal<State> _state;

    /// <param name="set">The questions.</param>
    /// <param name="options">Trials, sampling and memory of the run.</param>
    /// <param name="keepAll">Whether every series is kept whole, for differences between runs or for convergence.</param>
    /// <exception cref="InvalidOperationException">Whole series are needed and do not fit.</exception>
    public MeasureSink(MeasureSet set, RunOptions options, bool keepAll = false)
    {
        (_set, _options) = (set, options);
        var whole = keepAll || options.Sampling.NeedsWholeColumns;
        _isWeighted = set.Given is not null || options.Sampling.Importance is not null;
        IsExact = Bytes(set, options, whole) <= options.Memory && options.Trials <= Array.MaxLength;
        if (whole && !IsExact)
        {
            throw new InvalidOperationException($"measures need {Bytes(set, options, whole)} bytes, {options.Memory} are allowed");
        }

        var kept = set.Kept.Select(k => k || whole).ToList();
        _values = [.. kept.Select(k => k && IsExact ? GC.AllocateUninitializedArray<double>((int)options.Trials) : null)];
        _histograms = [.. kept.Select(k => k && !IsExact ? new LogLinearHistogram() : null)];
        if (_isWeighted && IsExact && kept.Contains(true))
        {
            _weights = GC.AllocateUninitializedArray<double>((int)options.Trials);
        }

        // The condition's own share is the last.
        _state = new ThreadLocal<State>(() => new State(set.Columns, set.Series.Count + 1));
    }

    /// <summary>Whether quantiles are exact.</summary>
    public bool IsExact { get; }

    /// <summary>The questions.</summary>
    public MeasureSet Set => _set;

    public IEnumerable<RowId> Rows => _set.Columns.RowsRead();

    public IEnumerable<OutcomeColumn> Columns => _set.Columns.Where(c => c.Row is null);

    /// <summary>Bytes that whole series and weights take.</summary>
    public static long Bytes(MeasureSet set, RunOptions options, bool keepAll)
    {
        var kept = keepAll || options.Sampling.NeedsWholeColumns ? set.Series.Count : set.Kept.Count(k => k);
        var weights = kept > 0 && (set.Given is not null || options.Sampling.Importance is not null) ? 1 : 0;
        return (kept + weights) * options.Trials * sizeof(double);
    }

    public void Take<L>(PathTile path, OutcomeTile outcomes)
        where L : struct, ILanes<L>
    {
        var state = _state.Value!;
        state.Block.Begin(path, outcomes);
        Span<double> buffer = stackalloc double[PathTile.MaxTrials];
        Span<double> weightBuffer = stackalloc double[PathTile.MaxTrials];
        Span<double> counting = stackalloc double[PathTile.MaxTrials];
        var values = buffer[..path.Count];
        var weights = Weights<L>(state, path, weightBuffer);
        for (var s = 0; s < _set.Series.Count; s++)
        {
            _set.Series[s].Evaluate(state.Block, 0, values);
            if (_values[s] is { } whole)
            {
                values.CopyTo(whole.AsSpan((int)path.FirstTrial));
            }
            else if (_histograms[s] is { } histogram)
            {
                histogram.Add(Counting(values, weights, counting));
            }

            if (weights.IsEmpty)
            {
                state.Accumulators[s].Add<L>(values);
            }
            else
            {
                state.Accumulators[s].Add<L>(values, weights);
            }
        }
    }

    public void EndGranule(long granule) => _moments.Add(granule, [.. _state.Value!.Accumulators.Select(a => a.Take())]);

    public bool TryWork() => false;

    /// <summary>The answers, when all trials are in.</summary>
    public IReadOnlyList<MeasureResult> Results()
    {
        var moments = _moments.Result(Granule.Count(_options.Trials));
        return [.. _set.Measures.Select((m, i) => new MeasureResult(m, Errors(Answer(m, _set.SeriesOf(i), moments))))];
    }

    /// <summary>The answer as it would have been after the first trials alone; only of series kept whole.</summary>
    public Estimate After(int measure, long trials)
    {
        var values = Values(_set.SeriesOf(measure)).Span[..(int)trials];
        return Errors(Answer(_set.Measures[measure], values, _weights.Length == 0 ? default : _weights.AsSpan(0, (int)trials)));
    }

    /// <summary>The share of trials for which the condition holds; 1 where there is none.</summary>
    public Estimate GivenShare()
    {
        var moments = _moments.Result(Granule.Count(_options.Trials));
        return _set.Given is null ? Estimate.Normal(1, 0) : Errors(moments[^1].ShareEstimate());
    }

    /// <summary>A series that was kept whole, trial 0 first.</summary>
    /// <exception cref="InvalidOperationException">It was not.</exception>
    public ReadOnlyMemory<double> Values(int series) =>
        _values[series] ?? throw new InvalidOperationException("The series was not kept whole.");

    /// <summary>What each trial counts for, trial 0 first; empty where each counts as one.</summary>
    public ReadOnlyMemory<double> TrialWeights => _weights;

    private Estimate Answer(Measure measure, int series, Moments[] moments) => (_values[series], _histograms[series]) switch
    {
        ({ } values, _) => Answer(measure, values, _weights),
        (_, { } histogram) => MeasureEstimator.Of(measure, histogram, moments[series]),
        _ => MeasureEstimator.Of(measure, moments[series]),
    };

    private Estimate Answer(Measure measure, ReadOnlySpan<double> values, ReadOnlySpan<double> weights)
    {
        // Of independent trials those that do not count are left out, so that quantiles have the interval of order statistics.
        if (weights.IsEmpty || measure.IsStreamed || _options.Sampling.NeedsWholeColumns)
        {
            return MeasureEstimator.Of(measure, values, weights, _options.Sampling.Clusters);
        }

        var counting = new double[values.Length];
        return MeasureEstimator.Of(measure, Counting(values, weights, counting));
    }

    // Trials of one set of parameters hang together: an error that takes them for independent would be too small.
    private Estimate Errors(Estimate estimate) => _options.TrialsPerSet == 1 ? estimate : Estimate.Unknown with { Value = estimate.Value };

    private Span<double> Weights<L>(State state, PathTile path, Span<double> buffer)
        where L : struct, ILanes<L>
    {
        if (!_isWeighted)
        {
            return default;
        }

        var weights = buffer[..path.Count];
        if (_set.Given is { } given)
        {
            given.Expression.Evaluate(state.Block, 0, weights);
            if (path.IsWeighted)
            {
                state.Accumulators[^1].Add<L>(weights, path.Weights[..path.Count]);
                Times(weights, path.Weights);
            }
            else
            {
                state.Accumulators[^1].Add<L>(weights);
            }
        }
        else
        {
            path.Weights[..path.Count].CopyTo(weights);
        }

        if (_weights.Length > 0)
        {
            weights.CopyTo(_weights.AsSpan((int)path.FirstTrial));
        }

        return weights;
    }

    private static void Times(Span<double> values, ReadOnlySpan<double> factors)
    {
        for (var i = 0; i < values.Length; i++)
        {
            values[i] *= factors[i];
        }
    }

    private static ReadOnlySpan<double> Counting(ReadOnlySpan<double> values, ReadOnlySpan<double> weights, Span<double> into)
    {
        if (weights.IsEmpty)
        {
            return values;
        }

        var n = 0;
        for (var i = 0; i < values.Length; i++)
        {
            if (weights[i] != 0)
            {
                into[n++] = values[i];
            }
        }

        return into[..n];
    }

    private sealed class State(IReadOnlyList<OutcomeColumn> columns, int series)
    {
        public TileBlock Block { get; } = new(columns);

        public MomentsAccumulator[] Accumulators { get; } = [.. Enumerable.Range(0, series).Select(_ => new MomentsAccumulator())];
    }
}
