namespace IcpRisk.Parquet.Chunks;

/// <summary>Chooses a chunk's encoding from its column, its values and the policy, and from nothing else.</summary>
internal static class EncodingChooser
{
    internal static ChunkEncoding Choose(ParquetColumn column, ColumnData data, EncodingPolicy policy) => column.Type switch
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
        where T : unmanaged
    {
        var dictionary = NumberDictionary<T>.TryCreate(data.Values<T>(), policy.NumberDictionary);
        if (dictionary is not null)
            return dictionary;
        return policy.SplitFloats ? new SplitNumbers(data) : new PlainNumbers<T>(data);
    }
}
