namespace IcpRisk.Documents;

/// <summary>Which maps have keys of their own, and what is below them; a figure is one value, whichever way it is written.</summary>
internal static class MapShapes
{
    /// <summary>Whether the map is a record or names, and not a figure written as a map.</summary>
    public static bool Merges(Shape? shape, MapNode map) =>
        shape is KeyedShape || (shape is RecordShape record && ReferenceEquals(RecordForms.Expand(record, map), map));

    /// <summary>The node as a map of keys of its own, a shorter form written out; null where it is none.</summary>
    public static MapNode? Opened(Shape? shape, Node node) => (shape, node) switch
    {
        (KeyedShape, MapNode map) => map,
        (RecordShape, ScalarNode { IsNull: true }) => null,
        (RecordShape record, _) => RecordForms.Expand(record, node),
        _ => null,
    };

    public static Shape? Below(Shape? shape, string? key) => shape switch
    {
        RecordShape record => key is null ? null : record.Find(key)?.Shape,
        KeyedShape keyed => key is null ? null : keyed.Inner,
        ListShape list => key is null ? list.Inner : null,
        _ => null,
    };

    /// <summary>One step down. Where names are chosen freely and there is but one, its name need not be the same.</summary>
    public static Node? Step(Node node, Shape? shape, PathStep step)
    {
        if (step.Index >= 0)
            return node is ListNode list && step.Index < list.Items.Count ? list.Items[step.Index] : null;
        if (node is not MapNode map)
            return null;
        return map.Find(step.Key) ?? (shape is KeyedShape && map.Content.ToList() is [var only] ? only.Value : null);
    }
}
