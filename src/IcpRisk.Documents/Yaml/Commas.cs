namespace IcpRisk.Documents;

/// <summary>
/// Thousands set apart by a comma inside [ ] or { }: to a reader <c>1,530</c> is one number, to YAML the comma ends
/// it. Seen by nothing standing between a digit and three digits but the comma.
/// </summary>
internal static class Commas
{
    public static bool Split(Node left, Node right) =>
        left is ScalarNode { IsPlain: true } a && right is ScalarNode { IsPlain: true } b
        && a.Mark.Line > 0 && a.Mark.EndLine == b.Mark.Line && a.Mark.EndColumn + 1 == b.Mark.Column
        && a.Text.Length > 0 && char.IsAsciiDigit(a.Text[^1])
        && b.Text.Length >= 3 && b.Text.AsSpan(0, 3).IndexOfAnyExceptInRange('0', '9') < 0;

    /// <summary>In a map the rest of the number stands as a key without value.</summary>
    public static bool Split(Node left, ScalarNode key, Node value) =>
        value is ScalarNode { IsPlain: true, Text: "" } && Split(left, key);

    public static Problem InMap(Entry entry, ScalarNode rest, string path)
    {
        var left = ((ScalarNode)entry.Value).Text;
        return new Problem(
            entry.Value.At(KeyPath.Key(path, entry.Key.Text)), $"within {{ }} a comma ends the value: write {left}{rest.Text}",
            Shown.Text($"{left},{rest.Text}"));
    }

    public static Problem InList(ScalarNode left, ScalarNode right, string path) => new(
        left.At(path), $"one number or two? write {left.Text}{right.Text}, or a space after the comma",
        Shown.Text($"{left.Text},{right.Text}"));
}
