using System.Globalization;

namespace IcpRisk.Documents;

/// <summary>
/// A relative change, <c>+10 %</c>: every number there times 1.1. A fall is written <c>-10 %</c>, which for a share
/// or ratio would be a value of its own and is read as that; there, and anywhere, <c>x0.9</c> is the way.
/// </summary>
internal sealed class Relative(decimal factor)
{
    public static Relative? Parse(string text, Shape? shape)
    {
        if (UnitOf(shape) is not { } unit)
            return null;
        if (text.Length > 1 && text[0] is 'x' or '×' && Decimal(text[1..], out var factor))
            return new Relative(factor);
        if (!text.EndsWith('%') || text[0] is not ('+' or '-') || !Decimal(text[..^1], out var percent))
            return null;
        return text[0] == '-' && unit is (Unit.Share or Unit.Ratio) ? null : new Relative(1 + percent / 100);
    }

    /// <summary>The node with its numbers changed, or null with a problem added.</summary>
    public Node? Apply(Node? node, Shape? shape, Mark mark, string path, Problems problems)
    {
        var before = problems.Total;
        var changed = node is null ? null : Change(node, shape, mark);
        if (changed is null && problems.Total == before)
        {
            problems.Add(new Problem(
                new Location(mark.File, 0, 0, path), "a relative change needs a number here, written in the document"));
        }

        return changed;
    }

    private Node? Change(Node node, Shape? shape, Mark mark) => (node, shape) switch
    {
        (MapNode map, not RecordShape) when GroundedValue.Inner(shape, map) is not null => Entries(map, shape!, mark, key => key == GroundedValue.Key),
        (ScalarNode scalar, NumberShape number) => Times(scalar, number, mark),
        (_, RecordShape { Shorthand: { } shorthand } record) => InRecord(node, record, shorthand, mark),
        (ListNode list, YearlyShape or NumberShape) => Items(list, ((shape as YearlyShape)?.Figure ?? shape)!, mark),
        (MapNode map, YearlyShape yearly) => Entries(map, yearly.Figure, mark, YearKey.Looks),
        (_, YearlyShape yearly) => Change(node, yearly.Figure, mark),
        (MapNode map, PlannedShape planned) when map.Content.Any(e => e.Key.Text is "planned" or "expected") =>
            Entries(map, planned.Inner, mark, key => key is "planned" or "expected"),
        (_, PlannedShape planned) => Change(node, planned.Inner, mark),
        _ => null,
    };

    private MapNode? InRecord(Node node, RecordShape record, PropertyShape shorthand, Mark mark) =>
        RecordForms.Expand(record, node) is { } map && map.Find(shorthand.Key) is not null
            ? Entries(map, shorthand.Shape, mark, key => key == shorthand.Key, others: true)
            : null;

    private ListNode? Items(ListNode list, Shape shape, Mark mark)
    {
        var items = list.Items.Select(item => Change(item, shape, mark)).ToList();
        return items.Contains(null) ? null : new ListNode(list.Mark, items!, list.IsFlow);
    }

    private MapNode? Entries(MapNode map, Shape shape, Mark mark, Func<string, bool> isNumber, bool others = false)
    {
        var entries = new List<Entry>();
        foreach (var entry in map.Entries)
        {
            var keep = MapNode.IsMeta(entry.Key.Text) || (others && !isNumber(entry.Key.Text));
            if ((keep ? entry.Value : isNumber(entry.Key.Text) ? Change(entry.Value, shape, mark) : null) is not { } value)
                return null;
            entries.Add(entry with { Value = value });
        }

        return new MapNode(map.Mark, entries, map.IsFlow);
    }

    private ScalarNode? Times(ScalarNode node, NumberShape shape, Mark mark) =>
        NumberText.TryParse(node.Text, shape.Range.Unit, out var value, out _)
            ? new ScalarNode(mark, NumberText.Format(Times(value), shape.Range.Unit), IsPlain: true)
            : null;

    /// <summary>In decimal where it fits, so that 1,530 + 10 % is 1,683 and not a hair more.</summary>
    private double Times(double value) =>
        Math.Abs(value) is < 1e15 and > 1e-9 && Decimal(value.ToString("R", CultureInfo.InvariantCulture), out var exact)
            && Math.Abs(factor) < 1_000_000
            ? double.Parse((exact * factor).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)
            : value * (double)factor;

    private static Unit? UnitOf(Shape? shape) => shape switch
    {
        NumberShape number => number.Range.Unit,
        YearlyShape yearly => yearly.Figure.Range.Unit,
        PlannedShape planned => UnitOf(planned.Inner),
        RecordShape { Shorthand: { } shorthand } => UnitOf(shorthand.Shape),
        _ => null,
    };

    private static bool Decimal(string text, out decimal value) =>
        decimal.TryParse(text.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out value);
}
