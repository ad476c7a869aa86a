namespace IcpRisk.Documents;

/// <summary>
/// Lays a map over the one it extends: maps of keys merge, everything else is replaced, a key with nothing after it takes
/// away what was inherited. Every figure keeps its own source and reason, which are written beside it where the map that it
/// ends up in has others.
/// </summary>
internal sealed class Merging(Problems problems)
{
    private readonly HashSet<Node> _alone = new(ReferenceEqualityComparer.Instance);

    /// <summary>The map has said what it extends: what else would be inherited is not laid under it.</summary>
    public void StandsAlone(Node map) => _alone.Add(map);

    /// <summary>The two as one, right where <paramref name="outer"/> is in force.</summary>
    /// <param name="shape">What both are.</param>
    /// <param name="inherited">The map that is extended.</param>
    /// <param name="outer">Source and reason in force around it.</param>
    /// <param name="own">The map that extends it.</param>
    /// <param name="ownOuter">Source and reason in force around that.</param>
    /// <param name="path">Where the result is.</param>
    public MapNode Merge(Shape shape, MapNode inherited, Scope outer, MapNode own, Scope ownOuter, string path)
    {
        var (inside, ownInside) = (outer.Inside(inherited), ownOuter.Inside(own));
        var entries = inherited.Entries.ToList();
        foreach (var entry in own.Content)
        {
            var (at, below) = (KeyPath.Key(path, entry.Key.Text), MapShapes.Below(shape, entry.Key.Text));
            var i = entries.FindIndex(known => known.Key.Text == entry.Key.Text);
            if (entry.Value is ScalarNode { IsNull: true })
                Remove(entries, i, entry, shape, inherited, at);
            else if (i < 0)
                entries.Add(entry with { Value = Pushed(below, entry.Value, inside, ownInside) });
            else
                entries[i] = entry with { Value = Over(below, entries[i].Value, inside, entry.Value, ownInside, at) };
        }

        return new MapNode(own.Mark, entries, inherited.IsFlow && own.IsFlow);
    }

    private void Remove(List<Entry> entries, int i, Entry entry, Shape shape, MapNode inherited, string path)
    {
        var property = (shape as RecordShape)?.Find(entry.Key.Text);
        if (i >= 0 && (shape is KeyedShape || property is { IsNullable: false }))
        {
            entries.RemoveAt(i);
        }
        else if (shape is KeyedShape)
        {
            List<string> names = [.. inherited.Content.Select(known => known.Key.Text)];
            var nearest = Names.Nearest(entry.Key.Text, names);
            problems.Add(new Problem(
                entry.Key.At(path), "nothing of this name is inherited that could be taken away", null,
                nearest is null ? Names.Listed(names) : null, nearest));
        }
        else if (i >= 0)
        {
            // To the binder it means none, which a default may not be.
            entries[i] = entry;
        }
        else
        {
            entries.Add(entry);
        }
    }

    private Node Over(Shape? shape, Node inherited, Scope scope, Node own, Scope ownScope, string path)
    {
        if (own is MapNode map && !_alone.Contains(own) && MapShapes.Merges(shape, map) && MapShapes.Opened(shape, inherited) is { } opened)
            return Merge(shape!, opened, scope, map, ownScope, path);
        if (own is MapNode parts && shape is PlannedShape && IsParts(parts))
            return PartsOver(shape, inherited, scope, parts, ownScope);
        return Pushed(shape, own, scope, ownScope);
    }

    /// <summary>Of <c>{planned, expected}</c> what is not given stays; a bare figure was both.</summary>
    private MapNode PartsOver(Shape shape, Node inherited, Scope scope, MapNode own, Scope ownScope)
    {
        var inner = ((PlannedShape)shape).Inner;
        var parts = inherited is MapNode map && IsParts(map) ? map : null;
        var (inside, ownInside) = (parts is null ? scope : scope.Inside(parts), ownScope.Inside(own));
        var entries = parts?.Entries.Where(entry => MapNode.IsMeta(entry.Key.Text)).ToList() ?? [];
        foreach (var key in new[] { "planned", "expected" })
        {
            if (own.Entries.FirstOrDefault(entry => entry.Key.Text == key) is { } given)
                entries.Add(given with { Value = Pushed(inner, given.Value, inside, ownInside) });
            else
                entries.Add(new Entry(new ScalarNode(inherited.Mark, key, true), parts is null ? inherited : parts.Find(key) ?? Other(parts)));
        }

        entries.AddRange(own.Content.Where(entry => entry.Key.Text is not ("planned" or "expected")));
        return new MapNode(own.Mark, entries, isFlow: true);

        static Node Other(MapNode parts) => (parts.Find("planned") ?? parts.Find("expected"))!;
    }

    private static bool IsParts(MapNode map) => map.Content.Any(entry => entry.Key.Text is "planned" or "expected");

    /// <summary>The node so that <paramref name="wanted"/> holds for it where <paramref name="around"/> is in force.</summary>
    public Node Pushed(Shape? shape, Node node, Scope around, Scope wanted)
    {
        if (around == wanted)
            return node;
        return node switch
        {
            MapNode map => new MapNode(map.Mark, [.. map.Entries, .. wanted.Beside(map, around)], map.IsFlow),
            ScalarNode { IsNull: true } => node,
            ListNode list when shape is ListShape items =>
                new ListNode(list.Mark, [.. list.Items.Select(item => Pushed(items.Inner, item, around, wanted))], list.IsFlow),
            _ when shape is RecordShape && MapShapes.Opened(shape, node) is { } opened => Pushed(shape, opened, around, wanted),
            _ when GroundedValue.Registered(shape) => GroundedValue.Of(node, wanted.Beside(node, around)),
            _ => node,
        };
    }
}
