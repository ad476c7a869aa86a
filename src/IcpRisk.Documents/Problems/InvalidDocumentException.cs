namespace IcpRisk.Documents;

/// <summary>
/// A document is not valid. The message has one line for each problem and is meant for the person who wrote the
/// document: no stack trace adds to it.
/// </summary>
public sealed class InvalidDocumentException : Exception
{
    public InvalidDocumentException(IReadOnlyList<Problem> problems)
        : this(problems, problems.Count)
    {
    }

    internal InvalidDocumentException(IReadOnlyList<Problem> problems, int total)
        : base(Documents.Problems.Lines(problems, total))
    {
        Problems = problems;
        Total = total;
    }

    /// <summary>The problems kept, at most <see cref="Problems.Shown"/>.</summary>
    public IReadOnlyList<Problem> Problems { get; }

    /// <summary>How many there were.</summary>
    public int Total { get; }
}
