using System.Numerics;
using System.Runtime.InteropServices;
using IcpRisk.Numerics.Lanes;
using IcpRisk.Numerics.Streams;

namespace IcpRisk.Numerics.Sampling;

/// <summary>
/// Permutations of 0 … size − 1 as functions, one for each of the 32 randomisations: the place of any point is had alone,
/// and nothing is stored but keys.
/// </summary>
/// <remarks>
/// On k bits, 2ᵏ at least the size, rounds of: add a key, multiply by an odd key, fold the upper half onto the lower; each
/// can be undone, so their chain is a permutation. A result outside the size is permuted again until it is inside
/// (cycle walking: Black and Rogaway, CT-RSA 2002), twice on average at most.
/// </remarks>
internal sealed class KeyedPermutation
{
    // A round's summands, then its factors: 32 words each, one a randomisation.
    private readonly double[] _keys;
    private readonly double[] _sizes;
    private readonly double _mask;
    private readonly double _fold;
    private readonly int _rounds;

    /// <param name="sizes">32 sizes from 1 to 2²⁷.</param>
    /// <param name="philox">What keys come from.</param>
    /// <param name="stream">The stream of the keys.</param>
    public KeyedPermutation(ReadOnlySpan<long> sizes, in Philox philox, StreamId stream)
    {
        var bits = 0;
        _sizes = GC.AllocateUninitializedArray<double>(Randomisations.Count, pinned: true);
        for (var r = 0; r < Randomisations.Count; r++)
        {
            _sizes[r] = sizes[r];
            bits = Math.Max(bits, 64 - BitOperations.LeadingZeroCount((ulong)(sizes[r] - 1)));
        }

        _mask = BitConverter.UInt64BitsToDouble((1UL << bits) - 1);
        // Shifts by half the bits, as a product whose upper word is kept: the count is no constant.
        _fold = BitConverter.UInt64BitsToDouble(1UL << (32 - Math.Max(1, (bits + 1) / 2)));
        // A round mixes the less, the fewer bits there are.
        _rounds = bits <= 10 ? 12 : 6;
        _keys = GC.AllocateUninitializedArray<double>(2 * _rounds * Randomisations.Count, pinned: true);
        for (var k = 0; k < _rounds; k++)
        {
            for (var r = 0; r < Randomisations.Count; r++)
            {
                var key = philox.Bits((uint)r, stream, k);
                _keys[(2 * k * Randomisations.Count) + r] = BitConverter.UInt64BitsToDouble(key >> 32);
                _keys[(((2 * k) + 1) * Randomisations.Count) + r] = BitConverter.UInt64BitsToDouble((uint)key | 1);
            }
        }
    }

    /// <summary>The sizes of randomisations <paramref name="first"/> and those after it.</summary>
    public L Sizes<L>(int first) where L : struct, ILanes<L> => L.Load(ref MemoryMarshal.GetArrayDataReference(_sizes), first);

    /// <summary>Permutes places, of randomisations <paramref name="first"/> and those after it; places past the size count as the last.</summary>
    /// <param name="place">64-bit integers, at least 0.</param>
    /// <param name="first">A multiple of the width.</param>
    /// <returns>Whole numbers, as doubles.</returns>
    public L Of<L>(L place, int first) where L : struct, ILanes<L>
    {
        var size = Sizes<L>(first);
        var inside = L.Less(Number(place), size);
        place = L.Select(inside, place, L.XorBits(size - L.Of(1) + L.Of(1L << 52), L.Of(1L << 52)));
        var mixed = Mix(place, first);
        for (var outside = L.LessOrEqual(size, Number(mixed)); L.AnyTrue(outside); outside = L.LessOrEqual(size, Number(mixed)))
            mixed = L.Select(outside, Mix(mixed, first), mixed);
        return Number(mixed);
    }

    /// <summary>A whole number below 2⁵² from its bits: as the mantissa of 2⁵² + x.</summary>
    private static L Number<L>(L bits) where L : struct, ILanes<L> => L.OrBits(bits, L.Of(1L << 52)) - L.Of(1L << 52);

    private L Mix<L>(L x, int first) where L : struct, ILanes<L>
    {
        ref var keys = ref MemoryMarshal.GetArrayDataReference(_keys);
        var mask = L.Of(_mask);
        var fold = L.Of(_fold);
        for (var k = first; k < 2 * _rounds * Randomisations.Count; k += 2 * Randomisations.Count)
        {
            x = L.AndBits(L.AddBits(x, L.Load(ref keys, k)), mask);
            x = L.AndBits(L.MultiplyLow32Bits(x, L.Load(ref keys, k + Randomisations.Count)), mask);
            x = L.XorBits(x, L.ShiftRightBits(L.MultiplyLow32Bits(x, fold), 32));
        }

        return x;
    }
}
