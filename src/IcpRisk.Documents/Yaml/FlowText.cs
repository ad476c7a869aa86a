using System.Text;
using System.Text.RegularExpressions;

namespace IcpRisk.Documents;

/// <summary>A node on one line, as in <c>{planned: 0 %, expected: [1 %, 2 %]}</c>: for the register and short values.</summary>
internal static partial class FlowText
{
    public static string Of(Node node) => node switch
    {
        ScalarNode scalar => Scalar(scalar),
        ListNode list => $"[{string.Join(", ", list.Items.Select(Of))}]",
        MapNode map => $"{{{string.Join(", ", map.Entries.Select(e => $"{Scalar(e.Key)}: {Of(e.Value)}"))}}}",
        _ => "",
    };

    /// <summary>The scalar so that it reads back as the same text: plain where that is safe anywhere, else in quotes.</summary>
    public static string Scalar(ScalarNode node)
    {
        if (node.IsNull)
            return "null";
        return Safe().IsMatch(node.Text) && !ScalarNode.IsNullText(node.Text) && !node.Text.EndsWith(' ') ? node.Text : Quoted(node.Text);
    }

    private static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"", text.Length + 2);
        foreach (var c in text)
        {
            if (c is '"' or '\\')
                quoted.Append('\\').Append(c);
            else if (char.IsControl(c) || c is '\u2028' or '\u2029' or '\ufeff')
                quoted.Append(FormattableString.Invariant($"\\u{(int)c:X4}"));
            else
                quoted.Append(c);
        }

        return quoted.Append('"').ToString();
    }

    [GeneratedRegex(@"^(?:[A-Za-z£_(]|[-+.]?[0-9£.])[A-Za-z0-9£_ %.+\-/()<>=*';]*\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Safe();
}
