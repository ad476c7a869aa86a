namespace IcpRisk.Documents;

/// <summary>
/// A document read and found valid: the immutable value and what is known about how it was written.
/// </summary>
public sealed class Document<T>
    where T : class
{
    private readonly Func<object, string, Location> _locate;
    private readonly Func<IReadOnlyList<string>, string> _hashWithout;

    internal Document(Func<object, string, Location> locate, Func<IReadOnlyList<string>, string> hashWithout) =>
        (_locate, _hashWithout) = (locate, hashWithout);

    public required T Value { get; init; }

    /// <summary>Every number in the document with its source, in file order; a table is one entry.</summary>
    public required IReadOnlyList<RegisterEntry> Register { get; init; }

    /// <summary>
    /// SHA-256 in lower-case hex of the values, with overrides applied, defaults filled in and tables included.
    /// Comments, formatting, sources and the order of a record's keys make no difference; the order of lists,
    /// rows and <see cref="Keyed{T}"/> names does.
    /// </summary>
    public required string Hash { get; init; }

    /// <summary>
    /// A hash as <see cref="Hash"/>, of all but some keys of the root: equal of two documents that differ in these alone.
    /// </summary>
    /// <param name="keys">Keys of the root as they are written: contract.</param>
    public string HashWithout(params IReadOnlyList<string> keys) => _hashWithout(keys);

    /// <summary>The document with what it extends and overrides applied, aliases expanded and tables written in: reads to the same <see cref="Hash"/>.</summary>
    public required string ResolvedYaml { get; init; }

    /// <summary>Empty when read; for checks that need more than the document, followed by <see cref="Documents.Problems.ThrowIfAny"/>.</summary>
    public Problems Problems { get; } = new();

    /// <summary>Where a property of a record in this document was written; see <see cref="Checks"/> for names.</summary>
    /// <exception cref="ArgumentException">The record is not of this document, or has no such property.</exception>
    public Location Locate(object record, string property) => _locate(record, property);
}

/// <summary>
/// A number of the document: where, the text as written, the value with its unit, and what it rests on: the key
/// and text of its source and the reason, each from the nearest mapping that gives one. A figure with neither has
/// <see cref="Source"/> and <see cref="Because"/> null.
/// </summary>
public sealed record RegisterEntry(
    Location Where, string Text, string Value, string? Source, string? SourceText, string? Because)
{
    /// <summary>Neither source nor reason is in scope.</summary>
    public bool IsUnfounded => Source is null && Because is null;
}

/// <summary>How to read a document.</summary>
public sealed record ReadOptions
{
    /// <summary>
    /// Overrides as on the command line, applied in order: <c>costs.fixed.amount=2000</c>,
    /// <c>gains[0].to=5 %</c>, and relative ones on numbers, <c>costs.fixed.amount=+10 %</c>.
    /// </summary>
    public IReadOnlyList<string> Set { get; init; } = [];

    /// <summary>Documents that may be extended by name, without a file: their YAML by name.</summary>
    public IReadOnlyDictionary<string, string> Library { get; init; } = new Dictionary<string, string>();
}
