namespace IcpRisk.Parquet.Chunks;

/// <summary>What a profile means for one column chunk. The figures behind it are in docs/parquet.md.</summary>
/// <param name="Codec">Tried on the first page, and kept for the chunk when it saves a twentieth or more.</param>
/// <param name="SplitFloats">BYTE_STREAM_SPLIT, not PLAIN, for DOUBLE and FLOAT that have no dictionary.</param>
/// <param name="NumberDictionary">Most distinct numbers of a chunk that become a dictionary; 0 = never.</param>
/// <param name="TextDictionary">Most distinct strings of a chunk that become a dictionary.</param>
/// <param name="PageBytes">Bytes of values in a page before compression.</param>
internal sealed record EncodingPolicy(
    PageCodec Codec, bool SplitFloats, int NumberDictionary, int TextDictionary, int PageBytes)
{
    private const int Numbers = 1024, Texts = 32_768;

    internal static EncodingPolicy Of(ParquetOptions options) => options.Profile switch
    {
        ParquetProfile.Compact => new(GzipCodec.Runs, true, Numbers, Texts, options.PageBytes),
        ParquetProfile.Fast => new(Uncompressed.Instance, false, 0, Texts, options.PageBytes),
        _ => new(GzipCodec.Runs, false, Numbers, Texts, options.PageBytes),
    };
}
