namespace IcpRisk.Documents;

/// <summary>
/// <c>path=value</c> laid over a document before it is bound. The path must lead somewhere: a key that is written,
/// or one the record there knows. Where a shorthand or a bare planned figure stands, it is first written out, so
/// that one part of it can be set. The tree is not changed; the nodes along the path are made anew.
/// </summary>
internal sealed class Override
{
    private readonly string _name;
    private readonly IReadOnlyList<PathStep> _steps;
    private readonly string _value;
    private readonly Problems _problems;

    private Override(string name, IReadOnlyList<PathStep> steps, string value, Problems problems) =>
        (_name, _steps, _value, _problems) = (name, steps, value, problems);

    private Mark Mark => new(_name, 0, 0, 0, 0);

    public static MapNode Apply(MapNode root, RecordShape shape, string text, Problems problems)
    {
        var name = $"--set {Shown.Text(text, 200)}";
        if (OverridePath.Parse(text) is not var (steps, value))
        {
            problems.Add(new Problem(new Location(name, 0, 0, ""), "", null, "path=value, such as costs.fixed.amount=2000"));
            return root;
        }

        return new Override(name, steps, value, problems).Walk(root, shape, 0, "") as MapNode ?? root;
    }

    /// <summary>The node with the value laid over it; null when the path leads nowhere, with a problem added.</summary>
    private Node? Walk(Node? node, Shape? shape, int step, string path)
    {
        if (step == _steps.Count)
            return Relative.Parse(_value, shape) is { } change ? change.Apply(node, shape, Mark, path, _problems) : Value(shape, path);
        if (GroundedValue.Inner(shape, node) is { } inner)
            return Walk(inner, shape, step, path) is { } changed ? Rewrapped((MapNode)node!, changed) : null;
        var (key, at) = (_steps[step], _steps[step].Under(path));
        if (key.Index >= 0)
            return Item(node, shape, key.Index, step, at);
        return Opened(node, shape, key.Key) switch
        {
            MapNode map => Key(map, shape, key.Key, step, at),
            null => Nowhere(at, "there is nothing below this"),
            _ => Nowhere(at, "there are no keys below this"),
        };
    }

    private static MapNode Rewrapped(MapNode map, Node value) => new(
        map.Mark, [.. map.Entries.Select(entry => entry.Key.Text == GroundedValue.Key ? entry with { Value = value } : entry)], map.IsFlow);

    private Node? Key(MapNode map, Shape? shape, string key, int step, string at)
    {
        var index = map.Entries.ToList().FindIndex(entry => entry.Key.Text == key);
        var known = shape switch
        {
            RecordShape record => record.Keys,
            PlannedShape => ["planned", "expected"],
            _ => [],
        };
        if (index < 0 && !known.Contains(key))
            return Nowhere(at, "unknown key", key, [.. known.Union(map.Content.Select(entry => entry.Key.Text))]);
        if (Walk(index < 0 ? null : map.Entries[index].Value, Below(shape, key), step + 1, at) is not { } value)
            return null;
        var entries = map.Entries.ToList();
        if (index < 0)
            entries.Add(new Entry(new ScalarNode(Mark, key, true), value));
        else
            entries[index] = entries[index] with { Value = value };
        return new MapNode(map.Mark, entries, map.IsFlow);
    }

    private Node? Item(Node? node, Shape? shape, int index, int step, string at)
    {
        if (node is not ListNode list)
            return Nowhere(at, "there is no list here");
        if (index >= list.Items.Count)
            return Nowhere(at, $"the list has {list.Items.Count} items, numbered from 0");
        if (Walk(list.Items[index], Below(shape, null), step + 1, at) is not { } value)
            return null;
        return new ListNode(list.Mark, [.. list.Items.Select((item, i) => i == index ? value : item)], list.IsFlow);
    }

    /// <summary>What stands there, as the map its keys belong to.</summary>
    private Node? Opened(Node? node, Shape? shape, string key) => (node, shape) switch
    {
        (null or ScalarNode { IsNull: true }, RecordShape or PlannedShape) => new MapNode(Mark, [], true),
        (not null, RecordShape record) => RecordForms.Expand(record, node) ?? node,
        (not null, PlannedShape) when key is "planned" or "expected"
            && !(node is MapNode map && map.Content.Any(e => e.Key.Text is "planned" or "expected")) =>
            new MapNode(node.Mark, [Named("planned", node), Named("expected", node)], true),
        _ => node,
    };

    private Entry Named(string key, Node value) => new(new ScalarNode(Mark, key, true), value);

    private static Shape? Below(Shape? shape, string? key) => shape switch
    {
        RecordShape record => key is null ? null : record.Find(key)?.Shape,
        KeyedShape keyed => keyed.Inner,
        ListShape list => list.Inner,
        PlannedShape planned => key is "planned" or "expected" ? planned.Inner : Below(planned.Inner, key),
        YearlyShape yearly => yearly.Figure,
        NumberShape number => number,
        _ => null,
    };

    private Node? Value(Shape? shape, string path)
    {
        var isNull = ScalarNode.IsNullText(_value);
        if (shape is TextShape || isNull)
            return new ScalarNode(Mark, _value, IsPlain: isNull);
        return YamlLoader.Load(_value, _name, _problems, line: 0) is { } node ? Deep(node, path) : null;
    }

    /// <summary>The value's own nesting counts from where it is put.</summary>
    private Node? Deep(Node node, string path) =>
        node.Height + _steps.Count <= YamlLoader.Deepest ? node : Nowhere(path, $"nested deeper than {YamlLoader.Deepest} levels");

    private Node? Nowhere(string path, string message, string key = "", params IReadOnlyCollection<string> known)
    {
        var nearest = Names.Nearest(key, known);
        var allowed = nearest is null && known.Count > 0 ? Names.Listed(known) : null;
        _problems.Add(new Problem(new Location(_name, 0, 0, path), message, null, allowed, nearest));
        return null;
    }
}
