namespace IcpRisk.Documents;

/// <summary>The rows of a <see cref="Grid"/> to records, by header.</summary>
internal static class GridBinder
{
    /// <summary>The records, or null with problems added; <paramref name="finish"/> is told of each with its path.</summary>
    public static IReadOnlyList<object>? Bind(
        Grid grid, RecordShape shape, string path, Problems problems, Action<object, string, Location> finish)
    {
        if (Columns(grid, shape, path, problems) is not { } columns)
            return null;
        var before = problems.Total;
        var rows = new List<object>(grid.Rows.Count);
        for (var i = 0; i < grid.Rows.Count; i++)
        {
            var (row, at) = (grid.Rows[i], KeyPath.Item(path, i));
            if (row.Cells.Count != columns.Count)
            {
                problems.Add(new Problem(
                    row.Where with { Path = at }, "", $"a row of {row.Cells.Count}", $"a row of {columns.Count}, a cell for each column"));
                continue;
            }

            var (record, soFar) = (shape.Create(), problems.Total);
            for (var c = 0; c < columns.Count; c++)
                Set(record, columns[c], row.Cells[c], at, problems);
            if (problems.Total == soFar)
                finish(record, at, row.Where);
            rows.Add(record);
        }

        return problems.Total > before ? null : rows;
    }

    private static List<PropertyShape>? Columns(Grid grid, RecordShape shape, string path, Problems problems)
    {
        var before = problems.Total;
        var columns = new List<PropertyShape>();
        foreach (var (name, where) in grid.Columns)
        {
            var at = where with { Path = KeyPath.Key(path, name ?? "") };
            if (name is null || shape.Find(name) is not { } column)
            {
                var nearest = name is null ? null : Names.Nearest(name, shape.Keys);
                problems.Add(new Problem(at, name is null ? "a column has no name" : "unknown column", null,
                    nearest is null ? Names.Listed([.. shape.Keys]) : null, nearest));
            }
            else if (columns.Contains(column))
            {
                problems.Add(new Problem(at, "the column is given twice"));
            }
            else
            {
                columns.Add(column);
            }
        }

        var header = grid.Columns.Count > 0 ? grid.Columns[0].Where : Location.None;
        foreach (var column in shape.Properties.Where(column => column.IsRequired && !columns.Contains(column)))
            problems.Add(new Problem(header with { Path = KeyPath.Key(path, column.Key) }, "the column is missing"));
        return problems.Total > before ? null : columns;
    }

    private static void Set(object record, PropertyShape column, GridCell cell, string path, Problems problems)
    {
        var where = cell.Where with { Path = KeyPath.Key(path, column.Key) };
        object? value = null;
        if (cell.Text is null)
        {
            if (!column.IsNullable)
                problems.Add(new Problem(where, "", "an empty cell", column.Shape.Describe()));
        }
        else if (column.Shape is NumberShape number)
        {
            value = NumberReader.Read(cell.Text, number.IsFigure ? number with { Type = typeof(double) } : number, where, problems);
            if (number.IsFigure && value is double constant)
                value = Figure.Of(constant) with { Where = where };
        }
        else if (!ScalarText.TryRead(column.Shape, cell.Text, out value))
        {
            problems.Add(Binder.Wrong(where, cell.Text, column.Shape));
        }

        if (value is not null || column.IsNullable)
            column.Property.SetValue(record, value);
    }
}
