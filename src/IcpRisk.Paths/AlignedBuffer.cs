using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace IcpRisk.Paths;

/// <summary>
/// Doubles that start at a multiple of 64 bytes and stay there, so that a vector of eight is one cache line. All zero at
/// first; the garbage collector takes it back like any array.
/// </summary>
public sealed class AlignedBuffer
{
    private const int Line = 64;
    private readonly double[] _array;
    private readonly int _start;

    public AlignedBuffer(int length)
    {
        Length = length;
        _array = GC.AllocateArray<double>(length + (Line / sizeof(double)), pinned: true);
        var past = (int)(Marshal.UnsafeAddrOfPinnedArrayElement(_array, 0) % Line);
        _start = past == 0 ? 0 : (Line - past) / sizeof(double);
    }

    public int Length { get; }

    /// <summary>The first element; the others follow.</summary>
    public ref double First
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_array), _start);
    }

    /// <summary>Elements from <paramref name="from"/> on.</summary>
    public Span<double> Span(int from, int length) => _array.AsSpan(_start + from, length);
}
