using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using IcpRisk.Parquet.Encodings;
using IcpRisk.Parquet.Format;

namespace IcpRisk.Parquet.Chunks;

/// <summary>Codes into a list of the distinct values, in order of first appearance (RLE_DICTIONARY).</summary>
internal abstract class DictionaryEncoding : ChunkEncoding
{
    private protected DictionaryEncoding(int rows) => Codes = ArrayPool<int>.Shared.Rent(rows);

    internal override PageEncoding Encoding => PageEncoding.RleDictionary;

    private protected int[] Codes { get; }

    internal override void WritePage(int start, int count, PooledStream to)
    {
        // Width 1 for a single entry: 0 is allowed, but not every reader has met it.
        var width = Math.Max(1, 32 - BitOperations.LeadingZeroCount((uint)(DictionaryCount - 1)));
        to.WriteByte((byte)width);
        RleEncoder.Encode(Codes.AsSpan(start, count), width, to);
    }

    public override void Dispose() => ArrayPool<int>.Shared.Return(Codes);
}

/// <summary>A dictionary of numbers told apart by their bits, so that −0 and every NaN survive.</summary>
internal sealed class NumberDictionary<T> : DictionaryEncoding
    where T : unmanaged
{
    private readonly List<T> entries = [];

    private NumberDictionary(int rows)
        : base(rows)
    {
    }

    internal override int DictionaryCount => entries.Count;

    internal ReadOnlySpan<T> Entries => CollectionsMarshal.AsSpan(entries);

    internal override void WriteDictionary(PooledStream to) => to.Write(MemoryMarshal.AsBytes(Entries));

    /// <summary>Null when there are more than <paramref name="limit"/> distinct values, or it would not pay.</summary>
    internal static NumberDictionary<T>? TryCreate(ReadOnlySpan<T> values, int limit)
    {
        // A dictionary as long as half the rows saves nothing.
        limit = Math.Min(limit, values.Length / 2);
        if (limit == 0)
            return null;
        var result = new NumberDictionary<T>(values.Length);
        if (result.Fill(values, limit))
            return result;
        result.Dispose();
        return null;
    }

    private bool Fill(ReadOnlySpan<T> values, int limit)
    {
        var size = (int)BitOperations.RoundUpToPowerOf2((uint)(2 * limit));
        var slots = ArrayPool<int>.Shared.Rent(size);
        try
        {
            slots.AsSpan(0, size).Clear();
            var previous = 0UL;
            var previousCode = -1;
            for (var i = 0; i < values.Length; i++)
            {
                var key = Bits(values[i]);
                if (key != previous || previousCode < 0)
                {
                    var slot = (int)((key * 0x9E3779B97F4A7C15) >> 32) & (size - 1);
                    while (slots[slot] != 0 && Bits(entries[slots[slot] - 1]) != key)
                        slot = (slot + 1) & (size - 1);
                    if (slots[slot] == 0)
                    {
                        if (entries.Count == limit)
                            return false;
                        entries.Add(values[i]);
                        slots[slot] = entries.Count;
                    }

                    previous = key;
                    previousCode = slots[slot] - 1;
                }

                Codes[i] = previousCode;
            }

            return true;
        }
        finally
        {
            ArrayPool<int>.Shared.Return(slots);
        }
    }

    private static ulong Bits(T value) =>
        Unsafe.SizeOf<T>() == 8 ? Unsafe.BitCast<T, ulong>(value) : Unsafe.BitCast<T, uint>(value);
}

internal sealed class TextDictionary : DictionaryEncoding
{
    private readonly List<string> entries = [];

    private TextDictionary(int rows)
        : base(rows)
    {
    }

    internal override int DictionaryCount => entries.Count;

    internal ReadOnlySpan<string> Entries => CollectionsMarshal.AsSpan(entries);

    internal override void WriteDictionary(PooledStream to)
    {
        foreach (var text in entries)
            Utf8.WritePlain(text, to);
    }

    /// <summary>
    /// Null when there are more than <paramref name="limit"/> distinct strings, when half the rows differ, or when the
    /// dictionary would not fit a page.
    /// </summary>
    /// <exception cref="ArgumentException">A string is null or has a lone surrogate.</exception>
    internal static TextDictionary? TryCreate(ReadOnlySpan<string> values, int limit, int pageBytes)
    {
        limit = Math.Min(limit, values.Length / 2);
        if (limit == 0)
            return null;
        var result = new TextDictionary(values.Length);
        try
        {
            if (result.Fill(values, limit, pageBytes))
                return result;
        }
        catch
        {
            result.Dispose();
            throw;
        }

        result.Dispose();
        return null;
    }

    private bool Fill(ReadOnlySpan<string> values, int limit, int pageBytes)
    {
        var codes = new Dictionary<string, int>(StringComparer.Ordinal);
        string? previous = null;
        var code = 0;
        long size = 0;
        for (var i = 0; i < values.Length; i++)
        {
            var text = values[i];
            if (previous is null || !ReferenceEquals(text, previous))
            {
                if (text is null || !codes.TryGetValue(text, out code))
                {
                    size += 4 + Utf8.Count(text);
                    if (entries.Count == limit || size > pageBytes)
                        return false;
                    code = entries.Count;
                    codes.Add(text!, code);
                    entries.Add(text!);
                }

                previous = text;
            }

            Codes[i] = code;
        }

        return true;
    }
}
