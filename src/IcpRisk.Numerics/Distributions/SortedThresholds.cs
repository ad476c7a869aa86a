using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using IcpRisk.Numerics.Lanes;

namespace IcpRisk.Numerics.Distributions;

/// <summary>Counts, lane by lane, how many of some rising thresholds a value has passed: a bisection without branches.</summary>
internal sealed class SortedThresholds
{
    private readonly double[] _table;

    /// <param name="thresholds">Not falling.</param>
    public SortedThresholds(ReadOnlySpan<double> thresholds)
    {
        var size = 1;
        while (size <= thresholds.Length)
            size *= 2;
        _table = new double[size];
        Array.Fill(_table, double.PositiveInfinity);
        thresholds.CopyTo(_table);
    }

    /// <summary>How many thresholds lie below <paramref name="value"/>, as a 64-bit integer in each lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public L Below<L>(L value) where L : struct, ILanes<L>
    {
        ref var table = ref MemoryMarshal.GetArrayDataReference(_table);
        var passed = L.OfBits(0);
        for (var step = (ulong)_table.Length / 2; step > 0; step /= 2)
        {
            var probe = L.Gather(ref table, L.AddBits(passed, L.OfBits(step - 1)));
            passed = L.AddBits(passed, L.AndBits(L.Less(probe, value), L.OfBits(step)));
        }

        return passed;
    }
}
