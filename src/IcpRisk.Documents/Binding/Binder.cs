namespace IcpRisk.Documents;

/// <summary>
/// Nodes to values. Goes on past a problem, so that all are found; a value is only made where all below it is
/// well. Along the way it keeps places (for later messages), the register of figures, and the sources in scope.
/// </summary>
/// <param name="problems">What is wrong is added here.</param>
/// <param name="sources">The document's sources.</param>
/// <param name="folder">Where the files are that a node names.</param>
internal sealed partial class Binder(Problems problems, SourceList sources, Func<Node, string> folder)
{
    public Places Places { get; } = new();

    public List<RegisterEntry> Register { get; } = [];

    /// <summary>CSV tables read, by the node that names them: what replaces it in the resolved document.</summary>
    public Dictionary<Node, Node> Inlined { get; } = new(ReferenceEqualityComparer.Instance);

    private readonly List<Yearly> _yearly = [];

    /// <summary>The value of a node, or null with a problem added.</summary>
    public object? Bind(Shape shape, Node node, string path, Scope scope) => shape switch
    {
        _ when GroundedValue.Inner(shape, node) is { } inner => Grounded(shape, (MapNode)node, inner, path, scope),
        RecordShape record => Record(record, node, path, scope),
        NumberShape { IsFigure: true } figure => Figure(figure, node, path, scope, register: true),
        NumberShape number => Number(number, node, path, scope),
        YearlyShape yearly => YearlyOf(yearly, node, path, scope),
        PlannedShape planned => PlannedOf(planned, node, path, scope),
        ListShape list => List(list, node, path, scope),
        KeyedShape keyed => KeyedOf(keyed, node, path, scope),
        TableShape table => TableOf(table, node, path, scope),
        _ => Simple(shape, node, path),
    };

    private object? Grounded(Shape shape, MapNode map, Node inner, string path, Scope scope)
    {
        scope = sources.Enter(map, path, scope, problems);
        var before = problems.Total;
        foreach (var other in map.Content.Where(entry => entry.Key.Text != GroundedValue.Key))
            UnknownKey(other, KeyPath.Key(path, other.Key.Text), [GroundedValue.Key]);
        return problems.Total > before ? null : Bind(shape, inner, path, scope);
    }

    private object? Simple(Shape shape, Node node, string path)
    {
        if (node is not ScalarNode { IsNull: false } scalar)
            return Refuse(node, path, shape.Describe());
        if (ScalarText.TryRead(shape, scalar.Text, out var value))
            return value;
        problems.Add(Wrong(scalar.At(path), scalar.Text, shape));
        return null;
    }

    internal static Problem Wrong(Location where, string text, Shape shape) => new(
        where, "", Shown.Text(text), shape.Describe(),
        shape is ChoiceShape choice ? Names.Nearest(text, choice.Choices.Keys) : null);

    private object? List(ListShape shape, Node node, string path, Scope scope)
    {
        if (node is not ListNode list)
            return Refuse(node, path, shape.Describe());
        CheckCommas(list, path, shape.Inner);
        var items = Array.CreateInstance(shape.Element, list.Items.Count);
        var well = true;
        for (var i = 0; i < list.Items.Count; i++)
        {
            var at = KeyPath.Item(path, i);
            Places.Add(at, list.Items[i].At(at));
            if (Bind(shape.Inner, list.Items[i], at, scope) is { } item)
                items.SetValue(item, i);
            else
                well = false;
        }

        return well ? items : null;
    }

    private object? KeyedOf(KeyedShape shape, Node node, string path, Scope scope)
    {
        if (node is not MapNode map)
            return Refuse(node, path, shape.Describe());
        scope = sources.Enter(map, path, scope, problems);
        var items = new List<(string, object)>();
        var well = true;
        foreach (var entry in map.Content)
        {
            var at = KeyPath.Key(path, entry.Key.Text);
            Places.Add(at, entry.Key.At(at));
            if (Bind(shape.Inner, entry.Value, at, scope) is { } item)
                items.Add((entry.Key.Text, item));
            else
                well = false;
        }

        return well && items.DistinctBy(item => item.Item1).Count() == items.Count ? Generic.Keyed(shape.Element, items) : null;
    }

    private object? PlannedOf(PlannedShape shape, Node node, string path, Scope scope)
    {
        if (node is not MapNode map || !map.Content.Any(e => e.Key.Text is "planned" or "expected"))
            return Bind(shape.Inner, node, path, scope) is { } same ? Generic.Planned(shape.Type, same, same) : null;
        scope = sources.Enter(map, path, scope, problems);
        var (well, values) = (true, new Dictionary<string, object>(StringComparer.Ordinal));
        foreach (var entry in map.Content)
        {
            var at = KeyPath.Key(path, entry.Key.Text);
            if (entry.Key.Text is not ("planned" or "expected"))
            {
                UnknownKey(entry, at, ["planned", "expected"]);
                well = false;
                continue;
            }

            Places.Add(at, entry.Key.At(at));
            if (Bind(shape.Inner, entry.Value, at, scope) is { } value)
                values[entry.Key.Text] = value;
            else
                well = false;
        }

        if (!well)
            return null;
        var plan = values.GetValueOrDefault("planned") ?? values["expected"];
        return Generic.Planned(shape.Type, plan, values.GetValueOrDefault("expected") ?? plan);
    }

    private object? Refuse(Node node, string path, string allowed)
    {
        problems.Add(new Problem(node.At(path), "", Found(node), allowed));
        return null;
    }

    internal static string Found(Node node) => node switch
    {
        ScalarNode { IsNull: true } => "nothing",
        ScalarNode scalar => Shown.Text(scalar.Text),
        ListNode => "a list",
        _ => "a map",
    };

    private void UnknownKey(Entry entry, string path, IReadOnlyCollection<string> known)
    {
        var nearest = Names.Nearest(entry.Key.Text, known);
        problems.Add(new Problem(entry.Key.At(path), "unknown key", null, nearest is null ? Names.Listed(known) : null, nearest));
    }
}
