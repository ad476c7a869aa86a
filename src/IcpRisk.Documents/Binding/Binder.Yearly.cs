namespace IcpRisk.Documents;

/// <summary>Yearly figures: one value, a list, a map of years; quarters inside a year.</summary>
internal sealed partial class Binder
{
    private Yearly? YearlyOf(YearlyShape shape, Node node, string path, Scope scope)
    {
        var spans = node switch
        {
            ListNode list => YearList(shape, list, path, scope),
            MapNode map when map.Content.Any(entry => YearKey.Looks(entry.Key.Text)) => YearMap(shape, map, path, scope),
            ScalarNode { IsNull: true } => null,
            _ => Figure(shape.Figure, node, path, scope, register: false) is { } figure ? [new YearSpan(1, null, [figure])] : [],
        };
        if (spans is null)
            Refuse(node, path, shape.Describe());
        if (spans is not { Count: > 0 })
            return null;
        var yearly = new Yearly(spans, node.At(path));
        _yearly.Add(yearly);
        if (node is MapNode own)
            scope = sources.Enter(own, path, scope, new Problems());
        if (shape.Figure.IsRegistered)
            Enlist(node, path, FigureText.Of(yearly, shape.Figure.Range.Unit), scope);
        return yearly;
    }

    private List<YearSpan> YearList(YearlyShape shape, ListNode list, string path, Scope scope)
    {
        var before = problems.Total;
        if (list.Items.Count == 0)
            Refuse(list, path, shape.Describe());
        CheckCommas(list, path, shape);
        var spans = new List<YearSpan>();
        for (var i = 0; i < list.Items.Count; i++)
        {
            var at = KeyPath.Item(path, i);
            Places.Add(at, list.Items[i].At(at));
            if (Year(shape, list.Items[i], at, scope) is { } figures)
                spans.Add(new YearSpan(i + 1, i + 1, figures));
        }

        return problems.Total > before ? [] : spans;
    }

    private List<YearSpan> YearMap(YearlyShape shape, MapNode map, string path, Scope scope)
    {
        var before = problems.Total;
        scope = sources.Enter(map, path, scope, problems);
        var spans = new List<(YearSpan Span, Entry Entry)>();
        foreach (var entry in map.Content)
        {
            var at = KeyPath.Key(path, entry.Key.Text);
            Places.Add(at, entry.Key.At(at));
            if (YearKey.Parse(entry.Key.Text) is not { } years)
                problems.Add(new Problem(entry.Key.At(at), "not a year", null, "years such as 1, 2-3 or 4+"));
            else if (Year(shape, entry.Value, at, scope) is { } figures)
                spans.Add((new YearSpan(years.From, years.To, figures), entry));
        }

        if (problems.Total > before)
            return [];
        spans.Sort((a, b) => a.Span.From.CompareTo(b.Span.From));
        var next = 1;
        foreach (var (span, entry) in spans)
        {
            var at = entry.Key.At(KeyPath.Key(path, entry.Key.Text));
            if (next == int.MaxValue || span.From < next)
                problems.Add(new Problem(at, $"year {span.From} is given twice"));
            else if (span.From > next)
                problems.Add(new Problem(at, span.From == next + 1 ? $"year {next} is missing" : $"years {next}-{span.From - 1} are missing"));
            next = span.To is { } to ? Math.Max(next, to + 1) : int.MaxValue;
        }

        return problems.Total > before ? [] : [.. spans.Select(item => item.Span)];
    }

    /// <summary>One figure for a year, or its four quarters.</summary>
    private IReadOnlyList<Figure>? Year(YearlyShape shape, Node node, string path, Scope scope)
    {
        if (node is not ListNode quarters)
            return Figure(shape.Figure, node, path, scope, register: false) is { } figure ? [figure] : null;
        if (!shape.MayHaveQuarters || quarters.Items.Count != 4)
        {
            Refuse(node, path, shape.MayHaveQuarters
                ? $"one value, or four for the quarters of the year, not {quarters.Items.Count}"
                : "one value for the year: this figure has no quarters");
            return null;
        }

        CheckCommas(quarters, path, shape);
        var figures = quarters.Items
            .Select((item, i) => Figure(shape.Figure, item, KeyPath.Item(path, i), scope, register: false)).ToList();
        return figures.Contains(null) ? null : [.. figures.OfType<Figure>()];
    }
}
