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
internal sealed class Workspace(int rows, int capacity)
{
    private readonly AlignedBuffer _values = new(Math.Max(1, rows) * capacity);

    /// <summary>Trials worked on: a multiple of 8.</summary>
    public int Trials { get; private set; }

    public uint FirstTrial { get; private set; }

    /// <summary>
    /// Row of the trials' importance weights, −1 where there are none. Checks of a year read it when the year is done: the
    /// likelihood ratio of what has been drawn so far is enough.
    /// </summary>
    public int WeightRow { get; set; } = -1;

    public void Begin(long firstTrial, int trials)
    {
        FirstTrial = checked((uint)firstTrial);
        Trials = trials;
    }

    /// <summary>Elements from one row to the next.</summary>
    public int Stride => capacity;

    /// <summary>Rows that follow each other, <see cref="Stride"/> elements apart.</summary>
    public Span<double> Block(int firstRow, int rows) => _values.Span(firstRow * capacity, rows * capacity);

    public Span<double> Row(int row) => _values.Span(row * capacity, Trials);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref double First(int row) =>
        ref Unsafe.Add(ref _values.First, row * capacity);
}
