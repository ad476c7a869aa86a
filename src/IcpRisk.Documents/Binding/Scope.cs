namespace IcpRisk.Documents;

/// <summary>The source and reason in force at a place, from the nearest maps that give them.</summary>
internal readonly record struct Scope(string? Source, string? Because)
{
    /// <summary>What is in force inside a map, as far as its source and reason are texts; nothing after them means none.</summary>
    public Scope Inside(MapNode map)
    {
        var scope = this;
        foreach (var entry in map.Entries.Where(entry => MapNode.IsMeta(entry.Key.Text) && entry.Value is ScalarNode))
        {
            var text = entry.Value is ScalarNode { IsNull: false } given ? given.Text : null;
            scope = entry.Key.Text == "source" ? scope with { Source = text } : scope with { Because = text };
        }

        return scope;
    }

    /// <summary>The entries that make this hold for a node which has none of its own, where <paramref name="around"/> is in force.</summary>
    public IEnumerable<Entry> Beside(Node node, Scope around)
    {
        var map = node as MapNode;
        if (Source != around.Source && map?.Find("source") is null)
            yield return Meta(node.Mark, "source", Source);
        if (Because != around.Because && map?.Find("because") is null)
            yield return Meta(node.Mark, "because", Because);
    }

    private static Entry Meta(Mark mark, string key, string? text) =>
        new(new ScalarNode(mark, key, true), new ScalarNode(mark, text ?? "null", IsPlain: text is null));
}

/// <summary>The document's <c>sources:</c>, and the entering of maps that may name one.</summary>
internal sealed class SourceList
{
    public const string Key = "sources";

    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);

    public string? TextOf(string? key) => key is null ? null : _texts.GetValueOrDefault(key);

    public void Load(Node? node, Problems problems)
    {
        if (node is null)
            return;
        if (node is not MapNode map)
        {
            problems.Add(new Problem(node.At(Key), "a map of keys to texts is meant"));
            return;
        }

        foreach (var entry in map.Entries)
        {
            if (entry.Value is ScalarNode { IsNull: false } text)
                _texts[entry.Key.Text] = text.Text;
            else
                problems.Add(new Problem(entry.Value.At(KeyPath.Key(Key, entry.Key.Text)), "the text of the source is meant"));
        }
    }

    /// <summary>The scope inside a map; a source that is not among <c>sources:</c> is a problem.</summary>
    public Scope Enter(MapNode map, string path, Scope scope, Problems problems)
    {
        foreach (var entry in map.Entries.Where(entry => MapNode.IsMeta(entry.Key.Text)))
        {
            var at = entry.Value.At(KeyPath.Key(path, entry.Key.Text));
            if (entry.Value is ScalarNode { IsNull: true })
                scope = entry.Key.Text == "because" ? scope with { Because = null } : scope with { Source = null };
            else if (entry.Value is not ScalarNode text)
                problems.Add(new Problem(at, entry.Key.Text == "source" ? "the key of a source is meant" : "a text is meant"));
            else if (entry.Key.Text == "because")
                scope = scope with { Because = text.Text };
            else if (_texts.ContainsKey(text.Text))
                scope = scope with { Source = text.Text };
            else
                problems.Add(Unknown(at, text.Text));
        }

        return scope;
    }

    private Problem Unknown(Location at, string found) => _texts.Count == 0
        ? new Problem(at, "no such source: the document has no `sources:`", Shown.Text(found))
        : new Problem(at, "no such source", Shown.Text(found), Names.Listed(_texts.Keys), Names.Nearest(found, _texts.Keys));
}
