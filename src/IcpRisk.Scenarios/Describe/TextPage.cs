namespace IcpRisk.Scenarios.Describe;

/// <summary>Plain text being put together: headings, sentences wrapped to a width, tables.</summary>
/// <param name="ascii">Whether the output knows ASCII only.</param>
/// <param name="width">Columns that sentences are wrapped to.</param>
public sealed class TextPage(bool ascii, int width = 100)
{
    private readonly List<string> _lines = [];

    public bool IsAscii => ascii;

    /// <summary>A line as it is.</summary>
    public void Line(string text = "") => _lines.Add(ascii ? Ascii.Fold(text) : text);

    /// <summary>A heading, set off by an empty line.</summary>
    public void Heading(string text)
    {
        Gap();
        Line(text);
    }

    /// <summary>An empty line between what there is and what comes.</summary>
    public void Gap()
    {
        if (_lines.Count > 0)
        {
            Line();
        }
    }

    /// <summary>Words wrapped to the width; the first keeps its own indent, those after it have <paramref name="indent"/> spaces.</summary>
    public void Words(string text, int indent = 0)
    {
        var line = new System.Text.StringBuilder().Append(' ', text.Length - text.TrimStart().Length);
        var empty = true;
        foreach (var word in (ascii ? Ascii.Fold(text) : text).Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!empty && line.Length + 1 + word.Length > width)
            {
                _lines.Add(line.ToString());
                line.Clear().Append(' ', indent);
            }
            else if (!empty)
            {
                line.Append(' ');
            }

            line.Append(word);
            empty = false;
        }

        _lines.Add(line.ToString());
    }

    public void Table(TextTable table, int indent = 0) =>
        _lines.AddRange(table.Lines(ascii).Select(l => new string(' ', indent) + l));

    /// <summary>The page, each line ended.</summary>
    public override string ToString() => string.Concat(_lines.Select(l => l + "\n"));
}
