namespace IcpRisk.Documents;

/// <summary>
/// Where a value was written: the file as the user named it, line and column from 1, and the path of keys, such
/// as <c>contract.gain_loss.gains[0].to</c>. Line 0 means that the value is in no file: <see cref="File"/> then
/// says where it came from (<c>--set path=value</c>), or that it concerns the file as a whole. Column 0: the line only
/// is known, as in CSV, where the path ends with the name of the column.
/// </summary>
public sealed record Location(string File, int Line, int Column, string Path)
{
    /// <summary>The place of a value that was made in code, not read.</summary>
    public static Location None { get; } = new("", 0, 0, "");

    /// <summary><c>file:line:column</c>, without what is not known.</summary>
    public string Place => (Line, Column) switch
    {
        (0, _) => File,
        (_, 0) => FormattableString.Invariant($"{File}:{Line}"),
        _ => FormattableString.Invariant($"{File}:{Line}:{Column}"),
    };

    public override string ToString() => (Place, Path) switch
    {
        ("", var path) => path,
        (var place, "") => place,
        var (place, path) => $"{place}: {path}",
    };
}
