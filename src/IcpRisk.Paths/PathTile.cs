using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace IcpRisk.Paths;

/// <summary>
/// A tile of simulated paths: for each kept row and contract year, one double a trial, side by side, so that a vector
/// register holds the same quantity of neighbouring trials. One tile a thread, reused; not thread-safe.
/// </summary>
public sealed class PathTile
{
    /// <summary>Trials a tile holds at most.</summary>
    public const int MaxTrials = 256;

    private readonly AlignedBuffer _values;
    private readonly AlignedBuffer? _weights;

    /// <param name="layout">The rows kept.</param>
    /// <param name="capacity">Trials, a multiple of 8, at most <see cref="MaxTrials"/>.</param>
    /// <param name="isWeighted">Whether trials have weights.</param>
    public PathTile(PathLayout layout, int capacity, bool isWeighted = false)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(capacity, MaxTrials);
        ArgumentOutOfRangeException.ThrowIfNotEqual(capacity % 8, 0);
        Layout = layout;
        Capacity = capacity;
        _values = new AlignedBuffer(layout.Rows.Count * layout.Years * capacity);
        _weights = isWeighted ? new AlignedBuffer(capacity) : null;
    }

    public PathLayout Layout { get; }

    public int Capacity { get; }

    /// <summary>Number of the first trial; a multiple of 8.</summary>
    public long FirstTrial { get; private set; }

    /// <summary>Trials wanted of this tile; kernels work <see cref="Padded"/> ones, the surplus is ignored by outputs.</summary>
    public int Count { get; private set; }

    /// <summary><see cref="Count"/> rounded up to a multiple of 8.</summary>
    public int Padded => (Count + 7) & ~7;

    /// <summary>Whether trials have weights; else each counts as one.</summary>
    public bool IsWeighted => _weights is not null;

    /// <summary>What each trial counts for, padded trials long; empty where each counts as one.</summary>
    public Span<double> Weights => _weights is null ? default : _weights.Span(0, Padded);

    public void Begin(long firstTrial, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(firstTrial % 8, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Capacity);
        FirstTrial = firstTrial;
        Count = count;
    }

    /// <summary>The row in <paramref name="slot"/> in contract year <paramref name="year"/> (from 1), padded trials long.</summary>
    public Span<double> Row(int slot, int year) =>
        _values.Span(((slot * Layout.Years) + year - 1) * Capacity, Padded);

    /// <summary>First element of the row; trials follow.</summary>
    public ref double First(int slot, int year)
    {
        Debug.Assert((uint)slot < (uint)Layout.Rows.Count && year >= 1 && year <= Layout.Years, "a row of the layout");
        return ref Unsafe.Add(ref _values.First, ((slot * Layout.Years) + year - 1) * Capacity);
    }
}
