namespace IcpRisk.Documents;

/// <summary>A table written in the document, <c>{columns: […], rows: [[…], …]}</c>, to a <see cref="Grid"/>.</summary>
internal static class InlineGrid
{
    public const string Form = "{columns: [name, …], rows: [[value, …], …]}";

    public static Grid? Read(MapNode map, string path, Problems problems)
    {
        if (map.Find("columns") is not ListNode columns || map.Find("rows") is not ListNode rows)
        {
            problems.Add(new Problem(map.At(path), "", null, $"{{file: name.csv}} or {Form}"));
            return null;
        }

        var before = problems.Total;
        var header = Cells(columns, KeyPath.Key(path, "columns"), problems);
        var lines = new List<GridRow>();
        for (var i = 0; i < rows.Items.Count; i++)
        {
            var at = KeyPath.Item(path, i);
            if (rows.Items[i] is ListNode row)
                lines.Add(new GridRow(Cells(row, at, problems), row.At(at)));
            else
                problems.Add(new Problem(rows.Items[i].At(at), "a list of cells is meant"));
        }

        return problems.Total > before ? null : new Grid(header, lines);
    }

    private static List<GridCell> Cells(ListNode list, string path, Problems problems)
    {
        var cells = new List<GridCell>();
        foreach (var item in list.Items)
        {
            if (item is ScalarNode cell)
                cells.Add(new GridCell(cell.IsNull || cell.Text.Length == 0 ? null : cell.Text.Trim(), cell.At(path)));
            else
                problems.Add(new Problem(item.At(path), "a cell is one value, not a list or map"));
        }

        return cells;
    }
}
