namespace IcpRisk.Documents;

/// <summary>A table as written: header and cells as text, each with its place; a null cell is empty.</summary>
internal sealed record Grid(IReadOnlyList<GridCell> Columns, IReadOnlyList<GridRow> Rows)
{
    /// <summary>The table as CSV, without what was only layout.</summary>
    public string ToCsv() =>
        string.Concat(Rows.Select(row => row.Cells).Prepend(Columns).Select(cells => string.Join(",", cells.Select(Cell)) + "\n"));

    private static string Cell(GridCell cell)
    {
        var text = cell.Text ?? "";
        return text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}

internal readonly record struct GridCell(string? Text, Location Where);

internal sealed record GridRow(IReadOnlyList<GridCell> Cells, Location Where);
