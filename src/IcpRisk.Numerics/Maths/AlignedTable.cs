using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace IcpRisk.Numerics.Maths;

/// <summary>A constant table at a cache line's start, so that no vector load of it crosses two lines. Lives as long as the process.</summary>
internal readonly unsafe struct AlignedTable
{
    private readonly double* _start;

    public AlignedTable(ReadOnlySpan<double> values)
    {
        _start = (double*)NativeMemory.AlignedAlloc((nuint)values.Length * sizeof(double), 64);
        values.CopyTo(new Span<double>(_start, values.Length));
    }

    /// <summary>The element at <paramref name="index"/>, unchecked.</summary>
    public ref double this[int index]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref Unsafe.AsRef<double>(_start + index);
    }
}
