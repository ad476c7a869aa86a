using System.Text.Json.Nodes;

namespace IcpRisk.Documents;

/// <summary>Shapes to schemas. Records and numbers become definitions, so that the schema stays readable and may recurse.</summary>
internal sealed class SchemaBuilder
{
    private readonly Dictionary<Shape, string> _names = [];

    public JsonObject Definitions { get; } = [];

    private readonly NeedsSchema _needs;

    public SchemaBuilder() => _needs = new NeedsSchema(Definitions);

    /// <summary>A record written as a map.</summary>
    public JsonObject Map(RecordShape record)
    {
        var properties = new JsonObject();
        foreach (var property in record.Properties)
        {
            // Nothing after a key takes away what is inherited. Beside a $ref other keywords are not read in draft 7, so that
            // the description is around it.
            var schema = Any(Of(property.Shape), Type("null"));
            if (property.Doc is not null)
                schema.Insert(0, "description", property.Doc);
            properties[property.Key] = schema;
        }

        AddExtends(AddMeta(properties));
        var map = Closed(properties);
        if (record.Doc is not null)
            map["description"] = record.Doc;
        return map;
    }

    /// <summary>A record written as a map, with all that it needs.</summary>
    public JsonObject Whole(RecordShape record)
    {
        var map = Map(record);
        if (_needs.Of(record) is { } needs)
            map["allOf"] = new JsonArray(needs);
        return map;
    }

    public JsonObject Of(Shape shape) => shape switch
    {
        TextShape => new JsonObject { ["type"] = new JsonArray("string", "number", "boolean") },
        BoolShape => Any(Type("boolean"), new JsonObject { ["enum"] = new JsonArray("yes", "no") }),
        DateShape => Pattern("^[0-9]{4}-[0-9]{2}-[0-9]{2}$"),
        ChoiceShape choice => new JsonObject { ["enum"] = new JsonArray([.. choice.Choices.Keys.Select(key => (JsonNode)key)]) },
        NumberShape number => Define(number, NumberName(number), () => NumberSchema.Of(number, Distribution)),
        YearlyShape yearly => Define(yearly, "yearly_" + NumberName(yearly.Figure), () => Yearly(yearly)),
        PlannedShape planned => Any(Of(planned.Inner), Planned(planned)),
        ListShape list => new JsonObject { ["type"] = "array", ["items"] = Item(list.Inner) },
        KeyedShape keyed => Keyed(keyed),
        TableShape => Table(),
        RecordShape record => Define(record, Names.Snake(record.Type.Name), () => Record(record)),
        _ => [],
    };

    private JsonObject Item(Shape shape) =>
        _needs.Of(shape) is { } needs ? new JsonObject { ["allOf"] = new JsonArray(Of(shape), needs) } : Of(shape);

    public static JsonObject Type(string type) => new() { ["type"] = type };

    public static JsonObject Pattern(string pattern) => new() { ["type"] = "string", ["pattern"] = pattern };

    public static JsonObject Any(params JsonObject[] schemas) => new() { ["anyOf"] = new JsonArray([.. schemas]) };

    /// <summary>An object with these keys and no others.</summary>
    public static JsonObject Closed(JsonObject properties) =>
        new() { ["type"] = "object", ["properties"] = properties, ["additionalProperties"] = false };

    public static JsonObject AddMeta(JsonObject properties)
    {
        properties["source"] = new JsonObject
        {
            ["type"] = new JsonArray("string", "null"),
            ["description"] = "The key, under sources, that the figures here and below rest on.",
        };
        properties["because"] = new JsonObject
        {
            ["type"] = new JsonArray("string", "null"), ["description"] = "Why the figures here and below are as they are.",
        };
        return properties;
    }

    /// <summary>A figure with a source or reason of its own.</summary>
    public static JsonObject Grounded(JsonObject value)
    {
        var map = Closed(AddMeta(new JsonObject { [GroundedValue.Key] = value }));
        map["required"] = new JsonArray(GroundedValue.Key);
        return map;
    }

    private static void AddExtends(JsonObject properties) => properties[Extender.Key] = new JsonObject
    {
        ["type"] = "string",
        ["description"] = "The file (.yaml) or name of the library whose map at the same place this one starts from; name#path for another place, none for nothing.",
    };

    private JsonObject Define(Shape shape, string name, Func<JsonObject> make)
    {
        if (!_names.TryGetValue(shape, out var known))
        {
            known = name;
            for (var i = 2; Definitions.ContainsKey(known); i++)
                known = FormattableString.Invariant($"{name}_{i}");
            _names.Add(shape, known);
            Definitions[known] = new JsonObject();
            Definitions[known] = make();
        }

        return new JsonObject { ["$ref"] = $"#/definitions/{known}" };
    }

    // Once for each unit, not for each range: the schema would be several times as long, and the binder knows the range.
    private JsonObject Distribution(Unit unit) => Define(
        new DistributionShape(unit), $"{unit}_distribution".ToLowerInvariant(),
        () => NumberSchema.Distribution(NumberRange.Any(unit), range => Of(new NumberShape(typeof(double), range, false))));

    private static string NumberName(NumberShape number) =>
        $"{number.Range.Unit}_{(number.IsFigure ? "figure" : number.IsWhole ? "whole" : "constant")}".ToLowerInvariant();

    private JsonObject Record(RecordShape record)
    {
        var map = Map(record);
        var forms = new List<JsonObject> { map };
        if (record.Shorthand is { } shorthand)
            forms.Add(Of(shorthand.Shape));
        if (record.Positions.Count > 0)
        {
            forms.Add(new JsonObject
            {
                ["type"] = "array",
                ["items"] = new JsonArray([.. record.Positions.Select(p => Of(p.Shape))]),
                ["minItems"] = record.Positions.Count,
                ["maxItems"] = record.Positions.Count,
            });
        }

        return forms.Count == 1 ? map : Any([.. forms]);
    }

    private JsonObject Yearly(YearlyShape yearly)
    {
        JsonObject Year() => !yearly.MayHaveQuarters
            ? Of(yearly.Figure)
            : Any(Of(yearly.Figure), new JsonObject
            {
                ["type"] = "array", ["items"] = Of(yearly.Figure), ["minItems"] = 4, ["maxItems"] = 4,
            });

        JsonObject List() => new() { ["type"] = "array", ["items"] = Year(), ["minItems"] = 1 };

        JsonObject Map()
        {
            var years = Closed(AddMeta([]));
            years["patternProperties"] = new JsonObject { [YearKey.Pattern] = Year() };
            return years;
        }

        return Any(Of(yearly.Figure), List(), Map(), Grounded(Any(List(), Map())));
    }

    private JsonObject Planned(PlannedShape planned)
    {
        var map = Closed(AddMeta(new JsonObject { ["planned"] = Of(planned.Inner), ["expected"] = Of(planned.Inner) }));
        map["anyOf"] = new JsonArray(
            new JsonObject { ["required"] = new JsonArray("planned") }, new JsonObject { ["required"] = new JsonArray("expected") });
        return map;
    }

    private JsonObject Keyed(KeyedShape keyed)
    {
        var names = AddMeta([]);
        AddExtends(names);
        var map = Closed(names);
        map["additionalProperties"] = Any(Of(keyed.Inner), Type("null"));
        return map;
    }

    private static JsonObject Table()
    {
        var file = Closed(AddMeta(new JsonObject { ["file"] = Type("string") }));
        file["required"] = new JsonArray("file");
        var inline = Closed(AddMeta(new JsonObject { ["csv"] = Type("string") }));
        inline["required"] = new JsonArray("csv");
        return Any(file, inline);
    }
}
