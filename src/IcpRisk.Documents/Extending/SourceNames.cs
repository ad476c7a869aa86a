namespace IcpRisk.Documents;

/// <summary>
/// The sources of a document, with those that what it extends brings along. Where both have a key for different texts, the
/// one that comes along is named after its document: <c>harbour.own</c>.
/// </summary>
internal sealed class SourceNames
{
    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);

    public SourceNames(MapNode? own, Problems problems)
    {
        if (own is not null)
            new SourceList().Load(own, problems);
        foreach (var entry in own?.Entries ?? [])
        {
            if (entry.Value is ScalarNode text)
                _texts[entry.Key.Text] = text.Text;
        }
    }

    /// <summary>Sources that came along, in the order in which they did.</summary>
    public List<Entry> Added { get; } = [];

    /// <summary>A tree of another document, its sources known here.</summary>
    public Node Taken(Node node, MapNode document, Origin from) => node switch
    {
        MapNode map => new MapNode(map.Mark, [.. map.Entries.Select(entry => entry with
        {
            Value = entry is { Key.Text: "source", Value: ScalarNode { IsNull: false } source } && Taken(source.Text, document, from) is var key
                ? key == source.Text ? source : new ScalarNode(source.Mark, key!, false)
                : Taken(entry.Value, document, from),
        })], map.IsFlow),
        ListNode list => new ListNode(list.Mark, [.. list.Items.Select(item => Taken(item, document, from))], list.IsFlow),
        _ => node,
    };

    /// <summary>What a source of another document is called here; one that it does not have keeps its name, to be refused later.</summary>
    public string? Taken(string? source, MapNode document, Origin from)
    {
        if (source is null || (document.Find(SourceList.Key) as MapNode)?.Entries.FirstOrDefault(entry => entry.Key.Text == source) is not { Value: ScalarNode text } entry)
            return source;
        var name = source;
        for (var n = 1; _texts.TryGetValue(name, out var known) && known != text.Text; n++)
            name = FormattableString.Invariant($"{Path.GetFileNameWithoutExtension(from.Name)}.{source}{(n == 1 ? "" : $" {n}")}");
        if (_texts.TryAdd(name, text.Text))
            Added.Add(entry with { Key = entry.Key with { Text = name, IsPlain = name == source && entry.Key.IsPlain } });
        return name;
    }
}
