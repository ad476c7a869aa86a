using System.Text;

namespace IcpRisk.Documents;

/// <summary>
/// A tree back to YAML: maps and lists as blocks, what was on one line and is short on one line. Aliases are
/// written out, so that the text needs nothing else; some nodes are replaced on the way (tables written in).
/// </summary>
internal sealed class YamlWriter(IReadOnlyDictionary<Node, Node> replaced)
{
    private const int Widest = 110;

    private readonly StringBuilder _text = new();

    public static string Write(Node root, IReadOnlyDictionary<Node, Node> replaced)
    {
        var writer = new YamlWriter(replaced);
        writer.Block(root, 0);
        return writer._text.ToString();
    }

    private void Block(Node node, int indent)
    {
        if (node is MapNode map)
        {
            foreach (var entry in map.Entries)
            {
                Indent(indent).Append(FlowText.Scalar(entry.Key)).Append(':');
                Value(entry.Value, indent);
            }
        }
        else if (node is ListNode list)
        {
            foreach (var item in list.Items)
            {
                Indent(indent).Append('-');
                Value(item, indent);
            }
        }
    }

    private void Value(Node node, int indent)
    {
        node = replaced.GetValueOrDefault(node, node);
        if (node is ScalarNode { IsPlain: false } text && IsLiteral(text.Text))
        {
            Literal(text.Text, indent + 2);
            return;
        }

        if (OnOneLine(node, indent) is { } line)
        {
            _text.Append(' ').Append(line).Append('\n');
            return;
        }

        _text.Append('\n');
        Block(node, indent + 2);
    }

    private string? OnOneLine(Node node, int indent)
    {
        if (node is ScalarNode or ListNode { Items.Count: 0 } or MapNode { Entries.Count: 0 })
            return FlowText.Of(node);
        if (node is not (ListNode { IsFlow: true } or MapNode { IsFlow: true }) || node.Weight > Widest || Holds(node))
            return null;
        var line = FlowText.Of(node);
        return line.Length + indent <= Widest ? line : null;
    }

    /// <summary>Lines that a literal block keeps as they are; any other text goes in quotes.</summary>
    private static bool IsLiteral(string text) =>
        text.EndsWith('\n') && !text.EndsWith("\n\n", StringComparison.Ordinal) && text[0] is not (' ' or '\n')
        && !text.Any(c => (char.IsControl(c) && c != '\n') || c is '\u2028' or '\u2029' or '\ufeff');

    private void Literal(string text, int indent)
    {
        _text.Append(" |\n");
        foreach (var line in text.AsSpan(0, text.Length - 1).EnumerateLines())
            Indent(line.IsEmpty ? 0 : indent).Append(line).Append('\n');
    }

    private bool Holds(Node node) => replaced.ContainsKey(node) || node switch
    {
        ListNode list => list.Items.Any(Holds),
        MapNode map => map.Entries.Any(entry => Holds(entry.Value)),
        _ => false,
    };

    private StringBuilder Indent(int indent) => _text.Append(' ', indent);
}
