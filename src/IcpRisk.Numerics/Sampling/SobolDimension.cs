using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using IcpRisk.Numerics.Lanes;
using IcpRisk.Numerics.Streams;

namespace IcpRisk.Numerics.Sampling;

/// <summary>
/// One dimension of scrambled Sobol points, all 32 randomisations side by side. A randomisation multiplies the generator
/// matrix by a random lower triangular one and adds random digits (Matoušek, J. Complexity 14, 1998), to 52 digits.
/// </summary>
/// <remarks>
/// Two points whose digits first differ at digit k keep that; the digits after it are random and independent, since below
/// its diagonal the matrix is. So any two points are jointly distributed as under Owen's nested scrambling, and an
/// estimate has the same variance (Owen, ACM TOMACS 13, 2003), at the price of one exclusive or a point. Points come in
/// Gray code order: any 2ᵏ from a multiple of 2ᵏ are the same points as in natural order.
/// </remarks>
internal sealed class SobolDimension
{
    private const int Digits = 52;

    // The digits added, then each scrambled column: 32 words each, one a randomisation.
    private readonly double[] _columns;
    private readonly int _bits;

    /// <param name="dimension">Which dimension of <see cref="DirectionNumbers"/>.</param>
    /// <param name="philox">What it is scrambled by.</param>
    /// <param name="scramble">The stream of its scrambling.</param>
    /// <param name="trials">Trials it may be asked for, at least 1.</param>
    public SobolDimension(int dimension, in Philox philox, StreamId scramble, long trials)
    {
        _bits = Math.Max(1, 64 - BitOperations.LeadingZeroCount((ulong)(trials - 1) >> Randomisations.Bits));
        _columns = GC.AllocateUninitializedArray<double>((_bits + 1) * Randomisations.Count, pinned: true);
        Span<uint> columns = stackalloc uint[_bits];
        DirectionNumbers.Columns(dimension, columns);
        Span<ulong> lower = stackalloc ulong[_bits];
        for (var r = 0; r < Randomisations.Count; r++)
        {
            Put(0, r, philox.Bits((uint)r, scramble, 0) >> (64 - Digits));
            for (var j = 0; j < _bits; j++)
            {
                var diagonal = 1UL << (Digits - 1 - j);
                lower[j] = diagonal | (philox.Bits((uint)r, scramble, j + 1) & (diagonal - 1));
            }

            for (var k = 0; k < _bits; k++)
            {
                var product = 0UL;
                for (var digits = columns[k]; digits != 0; digits &= digits - 1)
                    product ^= lower[31 - BitOperations.TrailingZeroCount(digits)];
                Put(k + 1, r, product);
            }
        }
    }

    /// <summary>Uniforms of consecutive trials, each ((digits) + ½)·2⁻⁵² as a drawn uniform is.</summary>
    /// <param name="firstTrial">A multiple of 8.</param>
    /// <param name="row">A multiple of 8 trials.</param>
    public void Fill<L>(uint firstTrial, Span<double> row) where L : struct, ILanes<L>
    {
        if (row.Length % 8 != 0 || firstTrial % 8 != 0)
            throw new ArgumentException($"A row of {row.Length} from trial {firstTrial}: want multiples of 8.");
        ref var columns = ref MemoryMarshal.GetArrayDataReference(_columns);
        ref var target = ref MemoryMarshal.GetReference(row);
        for (var r = 0; r < Randomisations.Count; r += L.Width)
        {
            var i = (r - (int)firstTrial) & (Randomisations.Count - 1);
            if (i >= row.Length)
                continue;
            var point = Point(firstTrial, i);
            var x = L.Load(ref columns, r);
            for (var gray = point ^ (point >> 1); gray != 0; gray &= gray - 1)
                x = L.XorBits(x, L.Load(ref columns, Column(gray) + r));
            while (true)
            {
                L.Store(L.OrBits(x, L.Of(1)) - L.Of(1 - (1.0 / (1L << 53))), ref target, i);
                i += Randomisations.Count;
                if (i >= row.Length)
                    break;
                x = L.XorBits(x, L.Load(ref columns, Column(Point(firstTrial, i)) + r));
            }
        }
    }

    /// <summary>The point of a trial; trials past those asked for begin again, so that a row's padding is within the table.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private uint Point(uint firstTrial, int i) => (uint)((firstTrial + (ulong)i) >> Randomisations.Bits) & ((1U << _bits) - 1);

    /// <summary>Where the column of the lowest set bit starts; none is set only in padding that begins again.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Column(uint bits) => (Math.Min(BitOperations.TrailingZeroCount(bits), _bits - 1) + 1) * Randomisations.Count;

    private void Put(int column, int randomisation, ulong digits) =>
        _columns[(column * Randomisations.Count) + randomisation] = BitConverter.UInt64BitsToDouble(digits);
}
