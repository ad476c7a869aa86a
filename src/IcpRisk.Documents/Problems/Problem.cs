using System.Text;

namespace IcpRisk.Documents;

/// <summary>
/// One thing wrong with a document: where, in words (may be empty when found and allowed say it all), what was
/// found as written, what is allowed, and the nearest known name for a likely typo.
/// </summary>
public sealed record Problem(
    Location Where, string Message, string? Found = null, string? Allowed = null, string? Nearest = null)
{
    /// <summary>The problem on one line: <c>x.yaml:20:9: risks.sd: found -2 %; allowed 0 % to 100 %</c>.</summary>
    public override string ToString()
    {
        string?[] parts =
        [
            Found is null ? null : $"found {Found}",
            Message.Length == 0 ? null : Message,
            Allowed is null ? null : $"allowed {Allowed}",
            Nearest is null ? null : $"did you mean {Nearest}?",
        ];
        var text = new StringBuilder(Where.ToString());
        if (text.Length > 0)
            text.Append(": ");
        return text.AppendJoin("; ", parts.Where(part => part is not null)).ToString();
    }
}
