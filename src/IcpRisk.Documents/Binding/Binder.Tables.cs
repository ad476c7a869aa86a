namespace IcpRisk.Documents;

/// <summary>Tables: from a CSV file beside the document, or written in it.</summary>
internal sealed partial class Binder
{
    private object? TableOf(TableShape shape, Node node, string path, Scope scope)
    {
        if (node is not MapNode map)
            return Refuse(node, path, shape.Describe());
        scope = sources.Enter(map, path, scope, problems);
        var before = problems.Total;
        foreach (var entry in map.Content.Where(entry => entry.Key.Text is not ("file" or "csv")))
            UnknownKey(entry, KeyPath.Key(path, entry.Key.Text), ["file", "csv"]);
        if (problems.Total > before)
            return null;
        var given = map.Content.ToList();
        if (given is not [var only] || only.Value is not ScalarNode { IsNull: false } text)
        {
            problems.Add(new Problem(map.At(path), "", null, "{file: name.csv} or {csv: text}, one of them"));
            return null;
        }

        var isFile = only.Key.Text == "file";
        var name = isFile ? text.Text : "";
        var grid = isFile
            ? CsvFile(text, path)
            : CsvGrid.Read(text.Text, text.Mark.File, text.Mark.Line, path, problems);
        if (grid is null || GridBinder.Bind(grid, shape.Record, path, problems, Finish) is not { } rows)
            return null;
        if (isFile)
            Inlined[node] = Inline(map, grid);
        Enlist(
            isFile ? node : new ScalarNode(node.Mark, "csv", true), path,
            FormattableString.Invariant($"{rows.Count} rows of {string.Join(", ", grid.Columns.Select(c => c.Text))}"), scope);
        return Generic.Table(shape.Row, rows, name);

        void Finish(object record, string at, Location where)
        {
            Places.Add(at, where with { Path = at });
            Places.AddRecord(record, at, shape.Record);
            RunChecks(record, _yearly.Count);
        }
    }

    private Grid? CsvFile(ScalarNode name, string path)
    {
        var file = Path.Combine(folder(name), name.Text);
        var shown = Shown.Text(file, 400);
        var text = DocumentText.Read(file, shown, name.At(KeyPath.Key(path, "file")), DocumentText.Largest, problems);
        return text is null ? null : CsvGrid.Read(text, shown, 0, path, problems);
    }

    /// <summary>The map that says the same without the file, for the resolved document.</summary>
    private static MapNode Inline(MapNode map, Grid grid) => new(map.Mark,
    [
        .. map.Entries.Where(entry => MapNode.IsMeta(entry.Key.Text)),
        new Entry(new ScalarNode(map.Mark, "csv", true), new ScalarNode(map.Mark, grid.ToCsv(), false)),
    ], isFlow: false);
}
