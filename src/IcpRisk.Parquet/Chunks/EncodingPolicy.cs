namespace IcpRisk.Parquet.Chunks;

/// <summary>A way to store numbers: as they are or by <see cref="Encodings.ByteStreamSplit"/>, then a codec.</summary>
internal readonly record struct Candidate(bool Split, PageCodec Codec);

/// <summary>What a profile means for one column chunk. The figures behind it are in docs/parquet.md.</summary>
/// <param name="Candidates">
/// The cheapest first, tried on the first rows of a chunk. The first must save a twentieth of the plain size, each later
/// one a tenth of the best before it; where none does, the chunk stays PLAIN and uncompressed.
/// </param>
/// <param name="NumberDictionary">Most distinct numbers of a chunk that become a dictionary; 0 = never.</param>
/// <param name="TextDictionary">Most distinct strings of a chunk that become a dictionary.</param>
/// <param name="PageBytes">Bytes of values in a page before compression.</param>
internal sealed record EncodingPolicy(
    IReadOnlyList<Candidate> Candidates, int NumberDictionary, int TextDictionary, int PageBytes)
{
    private const int Numbers = 1024, Texts = 32_768;

    // Money to the penny has patterns to search for; unrounded numbers and flags have runs and frequent bytes only.
    private static readonly Candidate[] Compat = [new(false, GzipCodec.Runs), new(false, GzipCodec.Search1)];
    private static readonly Candidate[] Compact = [new(true, GzipCodec.Runs), new(false, GzipCodec.Runs), new(false, GzipCodec.Search2)];
    private static readonly Candidate[] Fast = [new(false, Uncompressed.Instance)];

    internal static EncodingPolicy Of(ParquetOptions options) => options.Profile switch
    {
        ParquetProfile.Compact => new(Compact, Numbers, Texts, options.PageBytes),
        ParquetProfile.Fast => new(Fast, 0, Texts, options.PageBytes),
        _ => new(Compat, Numbers, Texts, options.PageBytes),
    };
}
