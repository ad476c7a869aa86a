using System.Text;

namespace IcpRisk.Documents;

/// <summary>Text from a file, made fit for one line of a message: short, and no control characters.</summary>
internal static class Shown
{
    private const int Longest = 60;

    public static string Text(string text, int longest = Longest)
    {
        if (text.Length == 0)
            return "an empty text";
        var shown = new StringBuilder();
        foreach (var c in text.AsSpan(0, Math.Min(text.Length, longest)))
            shown.Append(char.IsControl(c) || char.IsSurrogate(c) ? ' ' : c);
        return text.Length > longest ? shown.Append('…').ToString() : shown.ToString();
    }
}
