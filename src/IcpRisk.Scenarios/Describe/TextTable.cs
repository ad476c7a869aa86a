namespace IcpRisk.Scenarios.Describe;

/// <summary>A table in plain text: the first column to the left, the others to the right, two spaces between.</summary>
/// <param name="headers">One a column; a line break makes a second line.</param>
public sealed class TextTable(params IReadOnlyList<string> headers)
{
    private readonly List<IReadOnlyList<string>> _rows = [];

    /// <summary>How many columns at the end are words, set to the left.</summary>
    public int WordsAtEnd { get; init; }

    /// <summary>Adds a row; cells that are missing stay empty.</summary>
    public void Add(params IReadOnlyList<string> cells) => _rows.Add(cells);

    /// <summary>The table in lines, without spaces at their ends.</summary>
    public IEnumerable<string> Lines(bool ascii)
    {
        var heads = headers.Select(h => h.Split('\n')).ToList();
        var tall = heads.Max(h => h.Length);
        var rows = new List<string[]>();
        for (var line = 0; line < tall; line++)
        {
            rows.Add([.. heads.Select(h => Text(h, line - tall + h.Length, ascii))]);
        }

        rows.AddRange(_rows.Select(r => Enumerable.Range(0, headers.Count).Select(c => Text(r, c, ascii)).ToArray()));
        var widths = Enumerable.Range(0, headers.Count).Select(c => rows.Max(r => r[c].Length)).ToArray();
        return rows.Select(r => string.Join("  ", r.Select((cell, c) =>
            c == 0 || c >= headers.Count - WordsAtEnd ? cell.PadRight(widths[c]) : cell.PadLeft(widths[c]))).TrimEnd());
    }

    private static string Text(IReadOnlyList<string> cells, int index, bool ascii)
    {
        var text = index >= 0 && index < cells.Count ? cells[index] : string.Empty;
        return ascii ? Ascii.Fold(text) : text;
    }
}
