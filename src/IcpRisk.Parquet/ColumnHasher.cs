using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace IcpRisk.Parquet;

/// <summary>
/// A 64-bit content hash of a column's values: the same on every machine, however the rows were batched, in whatever
/// order the batches came, and whoever hashed them. So parts of a table can be hashed apart and merged.
/// </summary>
/// <remarks>
/// <para>The sum modulo 2⁶⁴, over rows i from 0, of <c>mix(bits(i) xor ((i + 1) · 0x9E3779B97F4A7C15))</c>, where mix is
/// SplitMix64's finaliser (Steele, Lea and Flood, 2014; Stafford's variant 13) and bits are those of a DOUBLE or INT64,
/// a FLOAT's 32 bits, an INT32 extended by its sign, 0 or 1 for a BOOLEAN, and FNV-1a (64 bits) of a string's UTF-8
/// bytes. One changed number always changes the hash; other accidents pass with odds of 2⁻⁶⁴. It finds errors, not
/// forgers: use a checksum of the file for those. −0 and +0 differ, as do NaNs of different bits.</para>
/// <para>Not safe for several threads: give each its own and <see cref="Merge"/>.</para>
/// </remarks>
public sealed class ColumnHasher
{
    private const ulong Golden = 0x9E3779B97F4A7C15;

    private ulong sum;

    public ColumnHasher(ParquetType type) => Type = type;

    public ParquetType Type { get; }

    /// <summary>Rows hashed so far, merged ones included.</summary>
    public long Rows { get; private set; }

    public ulong Value => sum;

    /// <summary>Adds rows.</summary>
    /// <param name="firstRow">Number of the first of them in the whole table, from 0. Each row is to be added once.</param>
    /// <param name="values">Any number of rows of this type.</param>
    /// <exception cref="ArgumentException">The values are of another type, or a string is null or has a lone surrogate.</exception>
    public void Add(long firstRow, ColumnData values)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(firstRow);
        ArgumentNullException.ThrowIfNull(values);
        if (values.Type != Type)
            throw new ArgumentException($"A hash of {Type} was given {values.Type}.", nameof(values));
        sum += Type switch
        {
            ParquetType.Boolean => Booleans(firstRow, values.Values<bool>()),
            ParquetType.Int32 => Ints(firstRow, values.Values<int>()),
            ParquetType.Float => Words32(firstRow, MemoryMarshal.Cast<float, uint>(values.Values<float>())),
            ParquetType.Int64 => Words64(firstRow, MemoryMarshal.Cast<long, ulong>(values.Values<long>())),
            ParquetType.Double => Words64(firstRow, MemoryMarshal.Cast<double, ulong>(values.Values<double>())),
            _ => Texts(firstRow, values.Values<string>()),
        };
        Rows += values.Count;
    }

    /// <summary>Adds what another hasher saw of the same column.</summary>
    /// <exception cref="ArgumentException">The other is of another type.</exception>
    public void Merge(ColumnHasher other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.Type != Type)
            throw new ArgumentException($"A hash of {Type} cannot take in one of {other.Type}.", nameof(other));
        sum += other.sum;
        Rows += other.Rows;
    }

    /// <summary>Sixteen lower-case hexadecimal digits.</summary>
    public override string ToString() => sum.ToString("x16");

    private static ulong Words64(long row, ReadOnlySpan<ulong> words)
    {
        ulong total = 0;
        var step = unchecked((ulong)(row + 1) * Golden);
        foreach (var word in words)
        {
            total += Mix(word ^ step);
            step += Golden;
        }

        return total;
    }

    private static ulong Words32(long row, ReadOnlySpan<uint> words)
    {
        ulong total = 0;
        foreach (var word in words)
            total += Mix(word ^ unchecked((ulong)++row * Golden));
        return total;
    }

    private static ulong Ints(long row, ReadOnlySpan<int> values)
    {
        ulong total = 0;
        foreach (var value in values)
            total += Mix(unchecked((ulong)(long)value ^ ((ulong)++row * Golden)));
        return total;
    }

    private static ulong Booleans(long row, ReadOnlySpan<bool> values)
    {
        ulong total = 0;
        foreach (var value in values)
            total += Mix((value ? 1UL : 0UL) ^ unchecked((ulong)++row * Golden));
        return total;
    }

    private static ulong Texts(long row, ReadOnlySpan<string> values)
    {
        ulong total = 0;
        foreach (var value in values)
            total += Mix(Fnv(value) ^ unchecked((ulong)++row * Golden));
        return total;
    }

    private static ulong Fnv(string text)
    {
        Chunks.Utf8.Count(text);
        var hash = 0xCBF29CE484222325UL;
        foreach (var b in Chunks.Utf8.Bytes(text))
            hash = unchecked((hash ^ b) * 0x100000001B3UL);
        return hash;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Mix(ulong z)
    {
        unchecked
        {
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }
}
