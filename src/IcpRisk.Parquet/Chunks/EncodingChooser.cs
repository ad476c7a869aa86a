using IcpRisk.Parquet.Format;

namespace IcpRisk.Parquet.Chunks;

/// <summary>
/// Chooses a chunk's encoding and codec from its column, its values and the policy, and from nothing else. All pages of
/// a chunk share a codec, so it is chosen before the first, on a sample: the first rows.
/// </summary>
internal static class EncodingChooser
{
    private const int SampleRows = 8192;

    /// <summary>The encoding is the caller's to dispose of.</summary>
    internal static (ChunkEncoding Encoding, PageCodec Codec) Choose(ParquetColumn column, ColumnData data, EncodingPolicy policy)
    {
        var plain = Unsplit(column, data, policy);
        try
        {
            var splits = plain is PlainNumbers<double> or PlainNumbers<float>;
            return Smallest(plain, splits ? new SplitNumbers(data) : plain, data.Count, policy);
        }
        catch
        {
            plain.Dispose();
            throw;
        }
    }

    private static (ChunkEncoding Encoding, PageCodec Codec) Smallest(
        ChunkEncoding plain, ChunkEncoding split, int rows, EncodingPolicy policy)
    {
        if (policy.Candidates is [{ Codec: Uncompressed }])
            return (policy.Candidates[0].Split ? split : plain, Uncompressed.Instance);

        var sampleRows = plain.PageRows(0, Math.Min(SampleRows, rows), policy.PageBytes);
        using var values = new PooledStream();
        using var stored = new PooledStream();
        plain.WritePage(0, sampleRows, values);
        var limit = values.Count - (values.Count / 20);
        var best = (Encoding: plain, Codec: (PageCodec)Uncompressed.Instance);
        foreach (var candidate in policy.Candidates)
        {
            var encoding = candidate.Split ? split : plain;
            values.Clear();
            encoding.WritePage(0, sampleRows, values);
            stored.Clear();
            candidate.Codec.Compress(values.Written, stored);
            if (stored.Count < limit)
                (limit, best) = (stored.Count - (stored.Count / 10), (encoding, candidate.Codec));
        }

        return best;
    }

    private static ChunkEncoding Unsplit(ParquetColumn column, ColumnData data, EncodingPolicy policy) => column.Type switch
    {
        ParquetType.Boolean => new PlainBooleans(data),
        ParquetType.Int32 => Integers<int>(column, data, policy),
        ParquetType.Int64 => Integers<long>(column, data, policy),
        ParquetType.Float => Floats<float>(data, policy),
        ParquetType.Double => Floats<double>(data, policy),
        _ => TextDictionary.TryCreate(data.Values<string>(), policy.TextDictionary, policy.PageBytes)
            ?? (ChunkEncoding)new PlainTexts(data),
    };

    // Differences are never much longer than plain values, and usually a fraction; keys are nearly nothing.
    private static ChunkEncoding Integers<T>(ParquetColumn column, ColumnData data, EncodingPolicy policy)
        where T : unmanaged =>
        (column.Sorted ? null : NumberDictionary<T>.TryCreate(data.Values<T>(), policy.NumberDictionary))
            ?? (ChunkEncoding)new DeltaNumbers(data);

    private static ChunkEncoding Floats<T>(ColumnData data, EncodingPolicy policy)
        where T : unmanaged =>
        NumberDictionary<T>.TryCreate(data.Values<T>(), policy.NumberDictionary)
            ?? (ChunkEncoding)new PlainNumbers<T>(data);
}
