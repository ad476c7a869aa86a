using System.Diagnostics.CodeAnalysis;
using System.Numerics;

namespace IcpRisk.Numerics.Lanes;

/// <summary>
/// A vector of doubles, one trial a lane. Everything that runs once a trial is written once against this interface and
/// compiled three times: eight lanes (AVX-512), four lanes (AVX2 + FMA) and one lane (any processor).
/// </summary>
/// <remarks>
/// Only operations whose result is fixed by IEEE 754, or is pure bit work, are offered; so each lane has the same bits at
/// every width. Nothing is contracted behind the caller's back: a fused multiply-add happens only where
/// <see cref="Fma"/> is written. Operations named <c>…Bits</c> treat a lane as a 64-bit integer.
/// A mask is a value whose lanes are all ones (true) or all zeros (false).
/// </remarks>
public interface ILanes<TSelf> :
    IAdditionOperators<TSelf, TSelf, TSelf>,
    ISubtractionOperators<TSelf, TSelf, TSelf>,
    IMultiplyOperators<TSelf, TSelf, TSelf>,
    IDivisionOperators<TSelf, TSelf, TSelf>,
    IUnaryNegationOperators<TSelf, TSelf>
    where TSelf : struct, ILanes<TSelf>
{
    /// <summary>Lanes in a vector: 8, 4 or 1.</summary>
    static abstract int Width { get; }

    /// <summary>Whether this processor runs this width at full speed (always true of one lane).</summary>
    static abstract bool IsSupported { get; }

    static abstract TSelf Zero { get; }

    /// <summary>The same value in every lane.</summary>
    static abstract TSelf Of(double value);

    /// <summary>The same 64-bit pattern in every lane.</summary>
    static abstract TSelf OfBits(ulong bits);

    /// <summary>0, 1, 2 … in the lanes, as 64-bit integers.</summary>
    static abstract TSelf IndexBits { get; }

    /// <summary>Reads <see cref="Width"/> values that start <paramref name="offset"/> elements after <paramref name="source"/>; unchecked.</summary>
    static abstract TSelf Load(ref readonly double source, int offset);

    /// <summary>Writes <see cref="Width"/> values from <paramref name="offset"/> elements after <paramref name="target"/>; unchecked.</summary>
    static abstract void Store(TSelf value, ref double target, int offset);

    /// <summary>a·b + c, rounded once.</summary>
    static abstract TSelf Fma(TSelf a, TSelf b, TSelf c);

    static abstract TSelf Sqrt(TSelf a);

    static abstract TSelf Abs(TSelf a);

    /// <summary>a &lt; b ? a : b in each lane (so b where either is NaN).</summary>
    static abstract TSelf Min(TSelf a, TSelf b);

    /// <summary>a &gt; b ? a : b in each lane (so b where either is NaN).</summary>
    static abstract TSelf Max(TSelf a, TSelf b);

    static abstract TSelf Floor(TSelf a);

    /// <summary>Nearest whole number, halves to even.</summary>
    static abstract TSelf Round(TSelf a);

    static abstract TSelf Less(TSelf a, TSelf b);

    static abstract TSelf LessOrEqual(TSelf a, TSelf b);

    static abstract TSelf Equal(TSelf a, TSelf b);

    /// <summary>mask ? a : b in each lane.</summary>
    static abstract TSelf Select(TSelf mask, TSelf a, TSelf b);

    /// <summary>a &lt; b ? x : y in each lane. The same as a <see cref="Select"/> of a <see cref="Less"/>, but leaves the mask where the processor made it.</summary>
    static abstract TSelf SelectLess(TSelf a, TSelf b, TSelf x, TSelf y);

    static abstract bool AnyTrue(TSelf mask);

    static abstract TSelf AndBits(TSelf a, TSelf b);

    static abstract TSelf OrBits(TSelf a, TSelf b);

    static abstract TSelf XorBits(TSelf a, TSelf b);

    /// <summary>a xor b xor c.</summary>
    static abstract TSelf XorBits(TSelf a, TSelf b, TSelf c);

    /// <summary>mask ? a : b in each bit.</summary>
    static abstract TSelf SelectBits(TSelf mask, TSelf a, TSelf b);

    /// <summary>a and not b.</summary>
    static abstract TSelf AndNotBits(TSelf a, TSelf b);

    static abstract TSelf AddBits(TSelf a, TSelf b);

    static abstract TSelf SubtractBits(TSelf a, TSelf b);

    static abstract TSelf ShiftLeftBits(TSelf a, [ConstantExpected] byte count);

    static abstract TSelf ShiftRightBits(TSelf a, [ConstantExpected] byte count);

    /// <summary>The 64-bit product of the low 32 bits of each lane; the high halves are ignored.</summary>
    static abstract TSelf MultiplyLow32Bits(TSelf a, TSelf b);

    /// <summary>The low 32 bits of each lane of <paramref name="low"/> with those of <paramref name="high"/> above them.</summary>
    static abstract TSelf JoinLow32Bits(TSelf low, TSelf high);

    /// <summary>table[index] in each lane; index is a lane's 64-bit integer, unchecked.</summary>
    static abstract TSelf Gather(ref readonly double table, TSelf indexBits);

    /// <summary>table[index mod 16] in each lane, from a table of exactly 16 entries, kept in registers where they allow it.</summary>
    static abstract TSelf Lookup16(ref readonly double table, TSelf indexBits);

    /// <summary>
    /// The eight elements table[start] … table[start + 7] of each lane's row, by column: a row is a cache line, and all of it
    /// is used. <paramref name="start"/> is a lane's 64-bit integer, a multiple of 8, unchecked.
    /// </summary>
    static abstract void LoadEights(
        ref readonly double table, TSelf start,
        out TSelf c0, out TSelf c1, out TSelf c2, out TSelf c3, out TSelf c4, out TSelf c5, out TSelf c6, out TSelf c7);

    /// <summary>The same of four elements, table[start] … table[start + 3]; <paramref name="start"/> is any index, unchecked.</summary>
    static abstract void LoadFours(ref readonly double table, TSelf start, out TSelf c0, out TSelf c1, out TSelf c2, out TSelf c3);
}
