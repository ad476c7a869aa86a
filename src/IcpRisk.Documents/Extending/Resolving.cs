namespace IcpRisk.Documents;

/// <summary>One document on its way to a whole one: every <c>extends</c> in it is replaced by what it names, with the document's own laid over.</summary>
internal sealed class Resolving(Extender extender, Origin origin, MapNode root, RecordShape rootShape, Problems problems)
{
    private readonly SourceNames _sources = new(root.Find(SourceList.Key) as MapNode, problems);
    private readonly Merging _merging = new(problems);

    public MapNode Root()
    {
        // Sources are texts by key: nothing in them extends, and those of others are added by need.
        var entries = root.Entries.Where(entry => entry.Key.Text != SourceList.Key).ToList();
        var own = new MapNode(root.Mark, entries, root.IsFlow);
        var whole = (MapNode)Walk(own, rootShape, [], default);
        if (ReferenceEquals(whole, own))
            return root;
        entries = [.. whole.Entries];
        var at = root.Entries.ToList().FindIndex(entry => entry.Key.Text == SourceList.Key);
        var sources = at >= 0 ? root.Entries[at] : new Entry(new ScalarNode(root.Mark, SourceList.Key, true), new MapNode(root.Mark, [], false));
        if (sources.Value is MapNode map && _sources.Added.Count > 0)
            sources = sources with { Value = new MapNode(map.Mark, [.. map.Entries, .. _sources.Added], isFlow: false) };
        if (at >= 0 || _sources.Added.Count > 0)
            entries.Insert(Math.Clamp(at, 0, entries.Count), sources);
        return new MapNode(whole.Mark, entries, whole.IsFlow);
    }

    /// <summary>The node with nothing left to extend, right where <paramref name="scope"/> is in force.</summary>
    private Node Walk(Node node, Shape? at, IReadOnlyList<PathStep> path, Scope scope)
    {
        if (node is ListNode list && at is ListShape items)
        {
            var walked = list.Items.Select((item, i) => Walk(item, items.Inner, [.. path, new PathStep("", i)], scope)).ToList();
            return Same(walked, list.Items) ? list : new ListNode(list.Mark, walked, list.IsFlow);
        }

        if (node is not MapNode map || !MapShapes.Merges(at, map))
            return node;
        var inside = scope.Inside(map);
        var values = map.Entries.Select(entry => entry.Key.Text == Extender.Key
            ? entry.Value
            : Walk(entry.Value, MapShapes.Below(at, entry.Key.Text), [.. path, new PathStep(entry.Key.Text, -1)], inside)).ToList();
        if (!Same(values, map.Entries.Select(entry => entry.Value)))
            map = new MapNode(map.Mark, [.. map.Entries.Zip(values, (entry, value) => entry with { Value = value })], map.IsFlow);
        return map.Entries.FirstOrDefault(entry => entry.Key.Text == Extender.Key) is { } extends
            ? Extended(map, extends, at!, path, scope)
            : map;
    }

    private MapNode Extended(MapNode map, Entry extends, Shape at, IReadOnlyList<PathStep> path, Scope scope)
    {
        var own = new MapNode(map.Mark, [.. map.Entries.Where(entry => entry != extends)], map.IsFlow);
        var result = (Node)own;
        if (extends.Value is not ScalarNode { Text: Extender.Nothing })
        {
            if (Base(extends, at, path) is var (found, outer))
                result = _merging.Pushed(at, _merging.Merge(at, found, outer, own, scope, KeyPath.Of(path)), scope, outer);
            else
                extender.Failed = true;
        }

        _merging.StandsAlone(result);
        return (MapNode)result;
    }

    /// <summary>The map to start from and the scope in force around it; null with a problem added.</summary>
    private (MapNode Map, Scope Outer)? Base(Entry extends, Shape at, IReadOnlyList<PathStep> path)
    {
        var where = extends.Value.At(KeyPath.Key(KeyPath.Of(path), Extender.Key));
        if (extends.Value is not ScalarNode { IsNull: false } text)
        {
            problems.Add(new Problem(where, "", Binder.Found(extends.Value), "the name of a file or of what stands in the library, or none"));
            return null;
        }

        if (Target.Parse(text.Text) is not { } target)
        {
            problems.Add(new Problem(where, "", Shown.Text(text.Text), "name#path, such as harbour.yaml#ferries.north"));
            return null;
        }

        if (extender.Find(target, origin, where) is not var (document, from)
            || Part(document, target, path, at, from, where) is not var (map, outer)
            || !extender.MayTake(map, path.Count, where))
        {
            return null;
        }

        if (ReferenceEquals(map, document))
        {
            // Of a whole document all sources come along, so that what extends it can name them.
            foreach (var source in (document.Find(SourceList.Key) as MapNode)?.Entries ?? [])
                _sources.Taken(source.Key.Text, document, from);
            map = new MapNode(map.Mark, [.. map.Entries.Where(entry => entry.Key.Text != SourceList.Key)], map.IsFlow);
        }

        return ((MapNode)_sources.Taken(map, document, from), outer with { Source = _sources.Taken(outer.Source, document, from) });
    }

    /// <summary>The same place in another document, or the one that was named.</summary>
    private (MapNode Map, Scope Outer)? Part(
        MapNode document, Target target, IReadOnlyList<PathStep> path, Shape at, Origin from, Location where)
    {
        Node node = document;
        Shape? shape = rootShape;
        var (scope, walked) = (default(Scope), "");
        foreach (var step in target.Part ?? path)
        {
            if (step.Index >= 0 && target.Part is null)
            {
                problems.Add(new Problem(where, $"in a list it must be said what is meant: {target.Name}#path"));
                return null;
            }

            scope = node is MapNode around ? scope.Inside(around) : scope;
            walked = step.Under(walked);
            if (MapShapes.Step(node, shape, step) is not { } next)
            {
                var names = (node as MapNode)?.Content.Select(entry => entry.Key.Text).ToList() ?? [];
                var nearest = Names.Nearest(step.Key, names);
                problems.Add(new Problem(
                    where, $"{from.Shown} has no {walked}", null, nearest is null && names.Count > 0 ? Names.Listed(names) : null, nearest));
                return null;
            }

            (node, shape) = (next, MapShapes.Below(shape, step.Index >= 0 ? null : step.Key));
        }

        if (MapShapes.Opened(at, node) is { } map)
            return (map, scope);
        problems.Add(new Problem(where, $"{from.Shown} has no map there to extend", Binder.Found(node), at.Describe()));
        return null;
    }

    private static bool Same(IEnumerable<Node> some, IEnumerable<Node> others) => some.Zip(others).All(pair => ReferenceEquals(pair.First, pair.Second));
}
