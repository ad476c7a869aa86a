namespace IcpRisk.Documents;

/// <summary>Records: by key, by shorthand, by position; then their own checks.</summary>
internal sealed partial class Binder
{
    private object? Record(RecordShape shape, Node node, string path, Scope scope)
    {
        var (before, yearly) = (problems.Total, _yearly.Count);
        if (AsMap(shape, node, path) is not { } map)
            return null;
        scope = sources.Enter(map, path, scope, problems);
        var record = shape.Create();
        var given = new HashSet<string>(StringComparer.Ordinal);
        Places.AddRecord(record, path, shape);
        foreach (var entry in map.Content)
        {
            // A shorthand value stands where the record does, so that its path is the record's.
            var at = ReferenceEquals(map, node) ? KeyPath.Key(path, entry.Key.Text) : path;
            if (path.Length == 0 && entry.Key.Text == SourceList.Key && shape.Find(SourceList.Key) is null)
                continue;
            if (shape.Find(entry.Key.Text) is not { } property)
            {
                UnknownKey(entry, at, [.. shape.Keys]);
                continue;
            }

            given.Add(property.Key);
            if (ReferenceEquals(map, node))
                Places.Add(at, entry.Key.At(at));
            if (entry.Value is ScalarNode { IsNull: true } && property.IsNullable)
                property.Property.SetValue(record, null);
            else if (Bind(property.Shape, entry.Value, at, scope) is { } value)
                property.Property.SetValue(record, value);
        }

        foreach (var property in shape.Properties.Where(p => p.IsRequired && !given.Contains(p.Key)))
            problems.Add(new Problem(node.At(KeyPath.Key(path, property.Key)), "missing", null, property.Shape.Describe()));
        if (problems.Total > before)
            return null;
        foreach (var property in shape.Properties.Where(p => !given.Contains(p.Key)))
            CheckDefault(property, record, path);
        RunChecks(record, yearly);
        return problems.Total > before ? null : record;
    }

    /// <summary>The record as a map of its keys, whichever way it was written.</summary>
    private MapNode? AsMap(RecordShape shape, Node node, string path)
    {
        if (node is ScalarNode { IsNull: true })
            return (MapNode?)Refuse(node, path, shape.Describe());
        if (RecordForms.Expand(shape, node) is { } map)
            return map;
        if (node is ListNode list && shape.Positions.Count > 0)
        {
            problems.Add(new Problem(
                node.At(path), "", $"a list of {list.Items.Count}",
                $"the list [{string.Join(", ", shape.Positions.Select(p => p.Key))}]"));
            return null;
        }

        return (MapNode?)Refuse(node, path, shape.Describe());
    }

    private void RunChecks(object record, int firstYearly)
    {
        if (record is IChecked own)
            own.Check(new Checks(problems, property => Places.Find(record, property), _yearly[firstYearly..]));
    }

    /// <summary>A record that was not written but has an initial value is checked like any other.</summary>
    private void CheckDefault(PropertyShape property, object owner, string path)
    {
        if (property.Shape is not RecordShape shape || property.Property.GetValue(owner) is not { } record)
            return;
        var at = KeyPath.Key(path, property.Key);
        Places.AddRecord(record, at, shape);
        foreach (var inner in shape.Properties)
            CheckDefault(inner, record, at);
        RunChecks(record, _yearly.Count);
    }
}
