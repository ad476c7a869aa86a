namespace IcpRisk.Numerics.Statistics;

/// <summary>
/// Keeps columns of outcomes: whole while all of them fit a budget of bytes, else as histograms. Which of the two is
/// settled before the run, from the number of trials, never during it.
/// </summary>
/// <remarks>Thread-safe: several threads may add tiles of the same column, of trials that no other adds.</remarks>
public sealed class ColumnStore
{
    private readonly double[][] _values;
    private readonly LogLinearHistogram[] _histograms;
    private readonly long[] _added;

    private ColumnStore(int columns, long trials, bool exact, int bits)
    {
        Trials = trials;
        IsExact = exact;
        _added = new long[columns];
        _values = exact ? new double[columns][] : [];
        _histograms = exact ? [] : new LogLinearHistogram[columns];
        for (var c = 0; c < columns; c++)
        {
            if (exact)
                _values[c] = GC.AllocateUninitializedArray<double>((int)trials);
            else
                _histograms[c] = new(bits);
        }
    }

    /// <summary>Trials of the run.</summary>
    public long Trials { get; }

    /// <summary>Whether columns are kept whole.</summary>
    public bool IsExact { get; }

    /// <summary>Number of columns.</summary>
    public int Columns => _added.Length;

    /// <summary>Whether so many columns of so many trials fit the budget whole, at 8 bytes a value.</summary>
    public static bool Fits(int columns, long trials, long byteBudget) =>
        trials <= Array.MaxLength && (columns == 0 || trials <= byteBudget / 8 / columns);

    /// <summary>Makes room for a run.</summary>
    /// <param name="columns">At least 0.</param>
    /// <param name="trials">Trials of the whole run, at least 1.</param>
    /// <param name="byteBudget">Bytes that whole columns may take together.</param>
    /// <param name="bits">Bins a binade of the histograms, see <see cref="LogLinearHistogram"/>.</param>
    public static ColumnStore Create(int columns, long trials, long byteBudget, int bits = 7)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(columns);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(trials);
        return new(columns, trials, Fits(columns, trials, byteBudget), bits);
    }

    /// <summary>Adds a tile of a column.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The tile reaches past the last trial.</exception>
    public void Add(int column, long firstTrial, ReadOnlySpan<double> values)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(firstTrial);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(firstTrial + values.Length, Trials, nameof(firstTrial));
        if (IsExact)
            values.CopyTo(_values[column].AsSpan((int)firstTrial));
        else
            _histograms[column].Add(values);
        Interlocked.Add(ref _added[column], values.Length);
    }

    /// <summary>A whole column, trial 0 first.</summary>
    /// <exception cref="InvalidOperationException">Columns are not kept whole, or trials are missing.</exception>
    public ReadOnlyMemory<double> Values(int column)
    {
        if (!IsExact)
            throw new InvalidOperationException("Columns are kept as histograms: they did not fit the budget.");
        RefuseIncomplete(column);
        return _values[column];
    }

    /// <summary>The histogram of a column.</summary>
    /// <exception cref="InvalidOperationException">Columns are kept whole.</exception>
    public LogLinearHistogram Histogram(int column) =>
        IsExact ? throw new InvalidOperationException("Columns are kept whole.") : _histograms[column];

    /// <summary>The summary of a column when all its trials were added.</summary>
    /// <param name="column">Which.</param>
    /// <param name="moments">Of the same trials, from the run's accumulators; used where the column is a histogram.</param>
    /// <param name="options">What is wanted.</param>
    /// <param name="weights">One a trial, or none; only of columns kept whole.</param>
    /// <param name="clusters">Which trials depend on one another; only of columns kept whole.</param>
    /// <exception cref="InvalidOperationException">Trials are missing, or were added twice.</exception>
    public DistributionSummary Summarise(
        int column, Moments moments, SummaryOptions options, ReadOnlySpan<double> weights = default, TrialClusters? clusters = null)
    {
        RefuseIncomplete(column);
        if (!IsExact && (!weights.IsEmpty || clusters is not null))
            throw new InvalidOperationException("Weighted and dependent trials need whole columns.");
        return IsExact
            ? DistributionSummary.Of(_values[column], options, weights, clusters)
            : DistributionSummary.Of(_histograms[column], moments, options);
    }

    private void RefuseIncomplete(int column)
    {
        var added = Interlocked.Read(ref _added[column]);
        if (added != Trials)
            throw new InvalidOperationException($"Column {column} has {added} trials of {Trials}.");
    }
}
