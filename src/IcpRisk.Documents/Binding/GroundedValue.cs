namespace IcpRisk.Documents;

/// <summary>A figure with a source or reason of its own: <c>{value: 10 %, source: log}</c>.</summary>
internal static class GroundedValue
{
    public const string Key = "value";

    /// <summary>The figure itself, where it is written so; else null.</summary>
    public static Node? Inner(Shape? shape, Node? node) =>
        shape is NumberShape or YearlyShape or PlannedShape && node is MapNode map ? map.Find(Key) : null;

    /// <summary>Whether sources and reasons are kept for what is written there.</summary>
    public static bool Registered(Shape? shape) => shape switch
    {
        NumberShape number => number.IsRegistered,
        YearlyShape yearly => yearly.Figure.IsRegistered,
        PlannedShape planned => Registered(planned.Inner),
        _ => false,
    };

    public static MapNode Of(Node value, IEnumerable<Entry> grounds) =>
        new(value.Mark, [new Entry(new ScalarNode(value.Mark, Key, true), value), .. grounds], isFlow: true);
}
