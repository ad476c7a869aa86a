namespace IcpRisk.Documents;

/// <summary>Tables: from a CSV file beside the document, or written in it.</summary>
internal sealed partial class Binder
{
    private object? TableOf(TableShape shape, Node node, string path, Scope scope)
    {
        if (node is not MapNode map)
            return Refuse(node, path, shape.Describe());
        scope = sources.Enter(map, path, scope, problems);
        var name = "";
        Grid? grid;
        if (map.Content.Any(entry => entry.Key.Text == "file"))
        {
            if (Csv(map, path) is not var (file, read))
                return null;
            (name, grid) = (file, read);
            Inlined[node] = grid.ToNode(node.Mark, map.Entries.Where(entry => MapNode.IsMeta(entry.Key.Text)));
        }
        else
        {
            grid = WellFormed(map, path, ["columns", "rows", "file"]) ? InlineGrid.Read(map, path, problems) : null;
        }

        if (grid is null || GridBinder.Bind(grid, shape.Record, path, problems, Finish) is not { } rows)
            return null;
        Enlist(
            name.Length > 0 ? node : new ScalarNode(node.Mark, "{columns, rows}", true), path,
            FormattableString.Invariant($"{rows.Count} rows of {string.Join(", ", grid.Columns.Select(c => c.Text))}"), scope);
        return Generic.Table(shape.Row, rows, name);

        void Finish(object record, string at, Location where)
        {
            Places.Add(at, where with { Path = at });
            Places.AddRecord(record, at, shape.Record);
            RunChecks(record, _yearly.Count);
        }
    }

    private (string Name, Grid Grid)? Csv(MapNode map, string path)
    {
        var at = KeyPath.Key(path, "file");
        if (!WellFormed(map, path, ["file"]))
            return null;
        if (map.Find("file") is not ScalarNode { IsNull: false } name)
        {
            Refuse(map.Find("file")!, at, "the name of a CSV file, relative to this one");
            return null;
        }

        var file = Path.Combine(folder, name.Text);
        if (DocumentText.Read(file, Shown.Text(file), name.At(at), DocumentText.LargestTable, problems) is not { } text)
            return null;
        return CsvGrid.Read(text, Shown.Text(file), path, problems) is { } grid ? (name.Text, grid) : null;
    }

    private bool WellFormed(MapNode map, string path, IReadOnlyCollection<string> known)
    {
        var before = problems.Total;
        foreach (var entry in map.Content.Where(entry => !known.Contains(entry.Key.Text)))
            UnknownKey(entry, KeyPath.Key(path, entry.Key.Text), known);
        return problems.Total == before;
    }
}
