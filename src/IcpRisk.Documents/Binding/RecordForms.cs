namespace IcpRisk.Documents;

/// <summary>The ways to write a record: its map, or the shorthand that stands for one.</summary>
internal static class RecordForms
{
    /// <summary>The map that <paramref name="node"/> is or stands for; null when it is no way to write the record.</summary>
    public static MapNode? Expand(RecordShape shape, Node node) => node switch
    {
        MapNode map when shape.Shorthand is { } property && IsValueOf(property.Shape, map, shape) => Wrap(property, node),
        MapNode map => map,
        ListNode list when shape.Positions.Count > 0 && shape.Shorthand?.Shape is not (ListShape or YearlyShape) =>
            list.Items.Count == shape.Positions.Count
                ? new MapNode(node.Mark, [.. shape.Positions.Zip(list.Items, (p, item) => new Entry(Key(p, item), item))], true)
                : null,
        _ when shape.Shorthand is { } property => Wrap(property, node),
        _ => null,
    };

    /// <summary>A map of years, a distribution, {planned, expected} or {value}, where no key is one of the record's own.</summary>
    private static bool IsValueOf(Shape shape, MapNode map, RecordShape record) => map.Content.Any()
        && map.Content.All(entry => record.Find(entry.Key.Text) is null)
        && map.Content.Any(entry => shape switch
        {
            NumberShape or YearlyShape when entry.Key.Text == GroundedValue.Key => true,
            NumberShape { IsFigure: true } => DistributionKinds.Find(entry.Key.Text) is not null,
            YearlyShape => YearKey.Looks(entry.Key.Text) || DistributionKinds.Find(entry.Key.Text) is not null,
            PlannedShape planned => entry.Key.Text is "planned" or "expected" || IsValueOf(planned.Inner, map, record),
            _ => false,
        });

    private static MapNode Wrap(PropertyShape property, Node node) =>
        new(node.Mark, [new Entry(Key(property, node), node)], true);

    private static ScalarNode Key(PropertyShape property, Node at) => new(at.Mark, property.Key, true);
}
