namespace IcpRisk.Documents;

/// <summary>
/// A piece of the document as written: text, list or map, with its place. Immutable and shared where an alias
/// stands, so that an alias costs nothing until it is bound. <see cref="Weight"/> counts the nodes after expansion.
/// </summary>
internal abstract record Node(Mark Mark)
{
    public long Weight { get; protected init; } = 1;

    /// <summary>Levels of nesting below, aliases expanded.</summary>
    public int Height { get; protected init; }

    public Location At(string path) => new(Mark.File, Mark.Line, Mark.Column, path);
}

/// <summary>Where a node begins and ends; line 0 when it is in no file.</summary>
internal readonly record struct Mark(string File, int Line, int Column, int EndLine, int EndColumn);

internal sealed record ScalarNode(Mark Mark, string Text, bool IsPlain) : Node(Mark)
{
    /// <summary>Nothing was written.</summary>
    public bool IsNull => IsPlain && IsNullText(Text);

    public static bool IsNullText(string text) => text is "" or "~" or "null" or "Null" or "NULL";
}

internal sealed record ListNode : Node
{
    public ListNode(Mark mark, IReadOnlyList<Node> items, bool isFlow)
        : base(mark)
    {
        (Items, IsFlow) = (items, isFlow);
        Weight = 1 + items.Sum(item => item.Weight);
        Height = 1 + items.Select(item => item.Height).DefaultIfEmpty().Max();
    }

    public IReadOnlyList<Node> Items { get; }

    public bool IsFlow { get; }
}

internal sealed record Entry(ScalarNode Key, Node Value);

internal sealed record MapNode : Node
{
    public MapNode(Mark mark, IReadOnlyList<Entry> entries, bool isFlow)
        : base(mark)
    {
        (Entries, IsFlow) = (entries, isFlow);
        Weight = 1 + entries.Sum(entry => 1 + entry.Value.Weight);
        Height = 1 + entries.Select(entry => entry.Value.Height).DefaultIfEmpty().Max();
    }

    public IReadOnlyList<Entry> Entries { get; }

    public bool IsFlow { get; }

    /// <summary>The entries that are not about the map itself: all but <c>source</c> and <c>because</c>.</summary>
    public IEnumerable<Entry> Content => Entries.Where(entry => !IsMeta(entry.Key.Text));

    public static bool IsMeta(string key) => key is "source" or "because";

    public Node? Find(string key) => Entries.FirstOrDefault(entry => entry.Key.Text == key)?.Value;
}
