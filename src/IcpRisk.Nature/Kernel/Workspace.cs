using System.Runtime.CompilerServices;
using IcpRisk.Paths;

namespace IcpRisk.Nature.Kernel;

/// <summary>Hands out the rows of a workspace while a plan is made.</summary>
internal sealed class RowAllocator
{
    public int Count { get; private set; }

    public int Next() => Count++;

    /// <summary>The first of <paramref name="count"/> rows that follow each other.</summary>
    public int Next(int count)
    {
        var first = Count;
        Count += count;
        return first;
    }
}

/// <summary>
/// What nature keeps while it works on one tile: states, latents and intermediate rows, one double a trial each.
/// One a thread, reused from tile to tile.
/// </summary>
/// <param name="rows">Rows.</param>
/// <param name="capacity">Trials of a row.</param>
/// <param name="trialsPerSet">Trials that follow each other and share one set of parameters: 1 unless the run is nested.</param>
internal sealed class Workspace(int rows, int capacity, long trialsPerSet = 1)
{
    private readonly AlignedBuffer _values = new(Math.Max(1, rows) * capacity);
    private AlignedBuffer? _spare;

    /// <summary>Trials worked on: a multiple of 8.</summary>
    public int Trials { get; private set; }

    public uint FirstTrial { get; private set; }

    /// <summary>Trials that follow each other and share one set of parameters.</summary>
    public long TrialsPerSet => trialsPerSet;

    /// <summary>Marks with 1, among zeros, the first trial of every set.</summary>
    /// <returns>Whether there is one.</returns>
    public bool SetStarts(Span<double> marks)
    {
        var any = false;
        for (var i = 0; i < marks.Length; i++)
        {
            var starts = (FirstTrial + (long)i) % trialsPerSet == 0;
            marks[i] = starts ? 1 : 0;
            any |= starts;
        }

        return any;
    }

    /// <summary>The set of parameters of the first trial: what is drawn once a set is addressed by it.</summary>
    public uint FirstSet => (uint)(FirstTrial / trialsPerSet);

    public void Begin(long firstTrial, int trials)
    {
        FirstTrial = checked((uint)firstTrial);
        Trials = trials;
    }

    /// <summary>
    /// Turns rows drawn for <see cref="FirstSet"/> and those after it into rows by trial: each trial takes its set's value.
    /// </summary>
    public void ByTrial(Span<double> rows, int length)
    {
        if (trialsPerSet == 1)
        {
            return;
        }

        // From the end, so that no value is overwritten before it is read: a trial's set never lies after it.
        for (var start = 0; start < rows.Length; start += length)
        {
            var row = rows.Slice(start, length);
            for (var i = length - 1; i >= 0; i--)
            {
                row[i] = row[(int)(((FirstTrial + (long)i) / trialsPerSet) - FirstSet)];
            }
        }
    }

    /// <summary>Elements from one row to the next.</summary>
    public int Stride => capacity;

    /// <summary>Rows that follow each other, <see cref="Stride"/> elements apart.</summary>
    public Span<double> Block(int firstRow, int rows) => _values.Span(firstRow * capacity, rows * capacity);

    /// <summary>Rows end to end for what is used up at once; made when first asked for, and again when more are.</summary>
    public Span<double> Spare(int rows)
    {
        if (_spare is null || _spare.Length < rows * capacity)
        {
            _spare = new AlignedBuffer(rows * capacity);
        }

        return _spare.Span(0, rows * capacity);
    }

    public Span<double> Row(int row) => _values.Span(row * capacity, Trials);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref double First(int row) =>
        ref Unsafe.Add(ref _values.First, row * capacity);
}
