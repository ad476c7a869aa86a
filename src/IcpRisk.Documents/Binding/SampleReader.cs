namespace IcpRisk.Documents;

/// <summary>One row of a sample.</summary>
internal sealed record SampleRow
{
    [Required]
    public double Value { get; init; }

    [In(Unit.Number, Min = 0)]
    public double? Weight { get; init; }
}

/// <summary>
/// The sample of an empirical distribution: the name of a CSV file (bare, or as <c>{file: …}</c>), CSV written in place,
/// a list of values, or <c>{values: […], weights: […]}</c>.
/// </summary>
/// <param name="csv">Reads a CSV file by its name and the path of the node that names it.</param>
/// <param name="inlined">Where a file was read: what says the same in the resolved document.</param>
/// <param name="problems">What is wrong is added here.</param>
internal sealed class SampleReader(Func<ScalarNode, string, Grid?> csv, Dictionary<Node, Node> inlined, Problems problems)
{
    private const string Allowed = "the name of a CSV file, a list of values, or {values, weights}";

    /// <param name="source">What was written, without keys that are not the sample's.</param>
    /// <param name="node">The same with them.</param>
    /// <param name="range">Unit and range of a value.</param>
    /// <param name="path">Path of the node.</param>
    public IReadOnlyList<DistributionPoint>? Read(Node source, Node node, NumberRange range, string path)
    {
        switch (source)
        {
            case ScalarNode { IsNull: false } name:
                return Rows(csv(name, path), node, range, path);
            case ListNode list:
                return Listed(list, range, path) is { } alone ? [.. alone.Select(v => new DistributionPoint(1, v))] : null;
            case MapNode map when map.Content.ToList() is [{ Key.Text: "file", Value: ScalarNode { IsNull: false } file }]:
                return Rows(csv(file, path), node, range, path);
            case MapNode map when map.Content.ToList() is [{ Key.Text: "csv", Value: ScalarNode { IsNull: false } text }]:
                return Rows(CsvGrid.Read(text.Text, text.Mark.File, text.Mark.Line, path, problems), null, range, path);
            case MapNode map when map.Content.Any(e => e.Key.Text is "values" or "weights"):
                return Weighted(map, range, path);
            default:
                problems.Add(new Problem(source.At(path), "", Binder.Found(source), Allowed));
                return null;
        }
    }

    private List<DistributionPoint>? Weighted(MapNode map, NumberRange range, string path)
    {
        var before = problems.Total;
        foreach (var entry in map.Content.Where(e => e.Key.Text is not ("values" or "weights")))
        {
            string[] known = ["values", "weights"];
            var nearest = Names.Nearest(entry.Key.Text, known);
            problems.Add(new Problem(
                entry.Key.At(KeyPath.Key(path, entry.Key.Text)), "unknown key", null, nearest is null ? Names.Listed(known) : null, nearest));
        }

        var values = Part("values", range);
        var weights = map.Find("weights") is null ? values?.Select(_ => 1.0).ToList() : Part("weights", NumberRange.Any(Unit.Number) with { Min = 0 });
        if (problems.Total > before || values is null || weights is null)
            return null;
        if (values.Count == weights.Count)
            return [.. values.Zip(weights, (v, w) => new DistributionPoint(w, v))];
        problems.Add(new Problem(map.At(path), "", $"{weights.Count} weights", $"{values.Count}, one for each value"));
        return null;

        List<double>? Part(string key, NumberRange allowed)
        {
            var at = KeyPath.Key(path, key);
            if (map.Find(key) is ListNode list)
                return Listed(list, allowed, at);
            problems.Add(new Problem((map.Find(key) ?? map).At(at), "", map.Find(key) is { } other ? Binder.Found(other) : "nothing", "a list"));
            return null;
        }
    }

    private List<double>? Listed(ListNode list, NumberRange range, string path)
    {
        var before = problems.Total;
        if (list.Items.Count == 0)
            problems.Add(new Problem(list.At(path), "", "an empty list", "values"));
        var values = new List<double>();
        for (var i = 0; i < list.Items.Count; i++)
        {
            var (item, at) = (list.Items[i], KeyPath.Item(path, i));
            if (list.IsFlow && i > 0 && Commas.Split(list.Items[i - 1], item))
                problems.Add(Commas.InList((ScalarNode)list.Items[i - 1], (ScalarNode)item, KeyPath.Item(path, i - 1)));
            else if (item is not ScalarNode { IsNull: false } scalar)
                problems.Add(new Problem(item.At(at), "", Binder.Found(item), range.Describe()));
            else if (NumberReader.Read(scalar.Text, new NumberShape(typeof(double), range, false), scalar.At(at), problems) is double value)
                values.Add(value);
        }

        return problems.Total > before ? null : values;
    }

    private List<DistributionPoint>? Rows(Grid? grid, Node? written, NumberRange range, string path)
    {
        if (grid is null)
            return null;
        var shape = ShapeReader.Record(typeof(SampleRow));
        shape = shape with
        {
            Properties = [.. shape.Properties.Select(p => p.Key == "value" ? p with { Shape = new NumberShape(typeof(double), range, false) } : p)],
        };
        if (GridBinder.Bind(grid, shape, path, problems, (_, _, _) => { }) is not { } rows)
            return null;
        if (rows.Count == 0)
        {
            problems.Add(new Problem(grid.Columns[0].Where, "the table has no rows"));
            return null;
        }

        if (written is not null)
            inlined[written] = Inline(written, grid);
        return [.. rows.Cast<SampleRow>().Select(row => new DistributionPoint(row.Weight ?? 1, row.Value))];
    }

    // The map that says the same without the file.
    private static MapNode Inline(Node written, Grid grid) => new(written.Mark,
    [
        .. (written as MapNode)?.Entries.Where(entry => entry.Key.Text != "file") ?? [],
        new Entry(new ScalarNode(written.Mark, "csv", true), new ScalarNode(written.Mark, grid.ToCsv(), false)),
    ], isFlow: false);
}
