using System.Runtime.InteropServices;

namespace IcpRisk.Parquet.Chunks;

/// <summary>Least and greatest value as PLAIN bytes without a length, for statistics; both or neither.</summary>
/// <remarks>
/// Left out when a chunk holds a NaN (no order is defined) and for strings longer than 64 bytes. A zero is written as
/// −0 when it is the least and +0 when it is the greatest, because readers may take the two for different or equal.
/// </remarks>
internal readonly record struct ValueRange(byte[] Least, byte[] Greatest)
{
    private const int LongestText = 64;

    internal static ValueRange? Of(ColumnData data, ChunkEncoding encoding) => data.Type switch
    {
        ParquetType.Boolean => OfBooleans(data.Values<bool>()),
        ParquetType.Int32 => OfIntegers(Distinct<int>(data, encoding)),
        ParquetType.Int64 => OfIntegers(Distinct<long>(data, encoding)),
        ParquetType.Float => OfFloats(Distinct<float>(data, encoding)),
        ParquetType.Double => OfDoubles(Distinct<double>(data, encoding)),
        _ => OfTexts(encoding is TextDictionary texts ? texts.Entries : data.Values<string>()),
    };

    internal static ValueRange OfSorted<T>(ReadOnlySpan<T> page)
        where T : unmanaged => new(Bytes(page[0]), Bytes(page[^1]));

    internal static ValueRange? OfDoubles(ReadOnlySpan<double> values)
    {
        double least = double.PositiveInfinity, greatest = double.NegativeInfinity;
        foreach (var v in values)
        {
            if (double.IsNaN(v))
                return null;
            least = v < least ? v : least;
            greatest = v > greatest ? v : greatest;
        }

        return new(Bytes(least == 0 ? -0.0 : least), Bytes(greatest == 0 ? 0.0 : greatest));
    }

    internal static ValueRange? OfFloats(ReadOnlySpan<float> values)
    {
        float least = float.PositiveInfinity, greatest = float.NegativeInfinity;
        foreach (var v in values)
        {
            if (float.IsNaN(v))
                return null;
            least = v < least ? v : least;
            greatest = v > greatest ? v : greatest;
        }

        return new(Bytes(least == 0 ? -0f : least), Bytes(greatest == 0 ? 0f : greatest));
    }

    private static ReadOnlySpan<T> Distinct<T>(ColumnData data, ChunkEncoding encoding)
        where T : unmanaged => encoding is NumberDictionary<T> numbers ? numbers.Entries : data.Values<T>();

    private static ValueRange OfBooleans(ReadOnlySpan<bool> values)
    {
        var bytes = MemoryMarshal.AsBytes(values);
        var anyFalse = bytes.Contains((byte)0);
        var anyTrue = bytes.ContainsAnyExcept((byte)0);
        return new([(byte)(anyFalse ? 0 : 1)], [(byte)(anyTrue ? 1 : 0)]);
    }

    private static ValueRange OfIntegers<T>(ReadOnlySpan<T> values)
        where T : unmanaged, IComparable<T>
    {
        var least = values[0];
        var greatest = values[0];
        foreach (var v in values)
        {
            least = v.CompareTo(least) < 0 ? v : least;
            greatest = v.CompareTo(greatest) > 0 ? v : greatest;
        }

        return new(Bytes(least), Bytes(greatest));
    }

    private static ValueRange? OfTexts(ReadOnlySpan<string> values)
    {
        var least = values[0];
        var greatest = values[0];
        foreach (var v in values)
        {
            least = Compare(v, least) < 0 ? v : least;
            greatest = Compare(v, greatest) > 0 ? v : greatest;
        }

        var (low, high) = (Utf8.Bytes(least), Utf8.Bytes(greatest));
        return low.Length > LongestText || high.Length > LongestText ? null : new(low, high);
    }

    // The order of the UTF-8 bytes, which is that of code points. UTF-16 differs where surrogates meet U+E000 and up.
    private static int Compare(string a, string b)
    {
        var at = a.AsSpan().CommonPrefixLength(b);
        if (at == a.Length || at == b.Length)
            return a.Length - b.Length;
        return Rank(a[at]) - Rank(b[at]);

        static int Rank(char c) => char.IsSurrogate(c) ? c + 0x10000 : c;
    }

    private static byte[] Bytes<T>(T value)
        where T : unmanaged => MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in value)).ToArray();
}
