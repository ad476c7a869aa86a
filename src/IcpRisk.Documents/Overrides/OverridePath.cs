using System.Globalization;

namespace IcpRisk.Documents;

/// <summary>One step of an override's path: a key, or an index into a list (<see cref="Index"/> ≥ 0).</summary>
internal readonly record struct PathStep(string Key, int Index)
{
    public string Under(string path) => Index >= 0 ? KeyPath.Item(path, Index) : KeyPath.Key(path, Key);
}

/// <summary>Splits <c>a.b[0]["c.d"]=value</c>.</summary>
internal static class OverridePath
{
    /// <summary>The steps and the text after the equals sign; null when it is not of that form.</summary>
    public static (IReadOnlyList<PathStep> Steps, string Value)? Parse(string text)
    {
        var steps = new List<PathStep>();
        var i = 0;
        while (true)
        {
            if (i < text.Length && text[i] == '[')
            {
                var close = text.IndexOf(i + 1 < text.Length && text[i + 1] == '"' ? "\"]" : "]", i + 1, StringComparison.Ordinal);
                if (close < 0 || Bracket(text, i, close) is not { } step)
                    return null;
                steps.Add(step);
                i = text.IndexOf(']', close) + 1;
            }
            else
            {
                var end = text.AsSpan(i).IndexOfAny('.', '[', '=') is >= 0 and var at ? i + at : -1;
                if (end <= i)
                    return null;
                steps.Add(new PathStep(text[i..end].Trim(), -1));
                i = end;
            }

            if (i >= text.Length)
                return null;
            if (text[i] == '=')
                return (steps, text[(i + 1)..].Trim());
            if (text[i] == '.')
                i++;
            else if (text[i] != '[')
                return null;
        }
    }

    private static PathStep? Bracket(string text, int open, int close)
    {
        if (text[open + 1] == '"')
            return close > open + 2 ? new PathStep(text[(open + 2)..close], -1) : null;
        return int.TryParse(text.AsSpan(open + 1, close - open - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            ? new PathStep("", index)
            : null;
    }
}
