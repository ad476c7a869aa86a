using System.Text.Json.Nodes;

namespace IcpRisk.Documents;

/// <summary>
/// Which keys must be there. Apart from the schemas of what may be there, since a map that extends another, and every map
/// below it, may leave out anything. Items of lists are not extended and must be whole wherever they stand.
/// </summary>
internal sealed class NeedsSchema(JsonObject definitions)
{
    private readonly Dictionary<RecordShape, bool> _needs = [];

    /// <summary>Nothing is missing from a map, or it extends another; null where nothing could be missing.</summary>
    public JsonObject? Of(Shape shape)
    {
        switch (shape)
        {
            case KeyedShape keyed when Of(keyed.Inner) is { } inner:
                return Unless(new JsonObject { ["additionalProperties"] = inner });
            case RecordShape record when Any(record, []):
                var name = Name(record);
                if (!definitions.ContainsKey(name))
                {
                    definitions[name] = new JsonObject();
                    definitions[name] = Unless(Record(record));
                }

                return new JsonObject { ["$ref"] = $"#/definitions/{name}" };
            default:
                return null;
        }
    }

    private static string Name(RecordShape record) => Names.Snake(record.Type.Name) + "_whole";

    private static JsonObject Unless(JsonObject whole) =>
        SchemaBuilder.Any(new JsonObject { ["required"] = new JsonArray(Extender.Key) }, whole);

    private JsonObject Record(RecordShape record)
    {
        var schema = new JsonObject();
        if (Required(record) is { Length: > 0 } required)
            schema["required"] = new JsonArray([.. required.Select(key => (JsonNode)key)]);
        var below = new JsonObject();
        foreach (var property in record.Properties)
        {
            if (Of(property.Shape) is { } inner)
                below[property.Key] = inner;
        }

        if (below.Count > 0)
        {
            schema["properties"] = below;
            schema["additionalProperties"] = new JsonObject();
        }

        return schema;
    }

    /// <summary>A map that stands for a record's main value has none of its keys, and is not told apart here.</summary>
    private static string[] Required(RecordShape record) =>
        record.Shorthand is not null ? [] : [.. record.Properties.Where(p => p.IsRequired).Select(p => p.Key)];

    private bool Any(RecordShape record, HashSet<RecordShape> above)
    {
        if (_needs.TryGetValue(record, out var known))
            return known;
        if (!above.Add(record))
            return false;
        var any = Required(record).Length > 0 || record.Properties.Any(property => property.Shape switch
        {
            RecordShape inner => Any(inner, above),
            KeyedShape keyed => Innermost(keyed) is { } inner && Any(inner, above),
            _ => false,
        });
        above.Remove(record);
        if (above.Count == 0 || any)
            _needs[record] = any;
        return any;
    }

    private static RecordShape? Innermost(KeyedShape keyed) => keyed.Inner is KeyedShape inner ? Innermost(inner) : keyed.Inner as RecordShape;
}
