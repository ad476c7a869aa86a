namespace IcpRisk.Documents;

/// <summary>A table as written: header and cells as text, each with its place; a null cell is empty.</summary>
internal sealed record Grid(IReadOnlyList<GridCell> Columns, IReadOnlyList<GridRow> Rows)
{
    /// <summary>The table as it would be written in a document: <c>{columns: […], rows: [[…], …]}</c>.</summary>
    public MapNode ToNode(Mark mark, IEnumerable<Entry> more)
    {
        var rows = Rows.Select(Node (row) => List(row.Cells.Select(cell => cell.Text)));
        return new MapNode(mark,
        [
            .. more,
            new Entry(Text("columns"), List(Columns.Select(column => column.Text))),
            new Entry(Text("rows"), new ListNode(mark, [.. rows], isFlow: false)),
        ], isFlow: false);

        ScalarNode Text(string? text) => new(mark, text ?? "", IsPlain: text is null);
        ListNode List(IEnumerable<string?> texts) => new(mark, [.. texts.Select(Node (text) => Text(text))], isFlow: true);
    }
}

internal readonly record struct GridCell(string? Text, Location Where);

internal sealed record GridRow(IReadOnlyList<GridCell> Cells, Location Where);
