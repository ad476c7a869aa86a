using System.Text.Json.Nodes;

namespace IcpRisk.Documents;

/// <summary>
/// A number in a schema: a bare JSON number within the range, or a text in the unit's pattern; a figure may also be
/// a distribution. The range of a text is beyond a pattern and left to the binder.
/// </summary>
internal static class NumberSchema
{
    /// <param name="shape">The number.</param>
    /// <param name="distribution">The schema of the distributions in a unit.</param>
    public static JsonObject Of(NumberShape shape, Func<Unit, JsonObject> distribution) => SchemaBuilder.Any(shape.IsFigure
        ? [.. Forms(shape.Range, false), distribution(shape.Range.Unit), Grounded(shape)]
        : [.. Forms(shape.Range, shape.IsWhole), Grounded(shape)]);

    private static JsonObject Grounded(NumberShape shape) => SchemaBuilder.Grounded(SchemaBuilder.Any(Forms(shape.Range, shape.IsWhole)));

    private static JsonObject[] Forms(NumberRange range, bool isWhole)
    {
        var bare = SchemaBuilder.Type(isWhole ? "integer" : "number");
        var isShare = range.Unit == Unit.Share;
        if (isShare && range.Min < -1)
            bare["minimum"] = -1;
        else if (double.IsFinite(range.Min))
            bare[range.MinExclusive ? "exclusiveMinimum" : "minimum"] = range.Min;
        if (isShare && range.Max > 1)
            bare["maximum"] = 1;
        else if (double.IsFinite(range.Max))
            bare[range.MaxExclusive ? "exclusiveMaximum" : "maximum"] = range.Max;
        var text = SchemaBuilder.Pattern(NumberPattern.Schema(range.Unit));
        text["description"] = range.Describe();
        return [bare, text];
    }

    /// <param name="range">What the figure may be.</param>
    /// <param name="constant">The schema of a number in a range.</param>
    public static JsonObject Distribution(NumberRange range, Func<NumberRange, JsonObject> constant)
    {
        var kinds = SchemaBuilder.AddMeta([]);
        foreach (var kind in DistributionKinds.All)
        {
            var parameters = new JsonObject();
            foreach (var parameter in kind.Parameters.Append(DistributionKinds.Least).Append(DistributionKinds.Greatest))
            {
                parameters[parameter.Name] = new JsonObject
                {
                    ["description"] = parameter.Doc,
                    ["allOf"] = new JsonArray(constant(DistributionReader.RangeOf(parameter, range))),
                };
            }

            var schema = kind.Points switch
            {
                PointForm.Quantiles => Quantiles(parameters, constant(range)),
                PointForm.Sample => Sample(parameters, range, constant),
                _ => Closed(parameters, kind.Forms),
            };
            schema["description"] = kind.Doc;
            kinds[kind.Name] = schema;
        }

        var map = SchemaBuilder.Closed(kinds);
        map["oneOf"] = new JsonArray([.. DistributionKinds.All.Select(kind => Required([kind.Name]))]);
        return map;
    }

    private static JsonObject Closed(JsonObject parameters, IEnumerable<IReadOnlyList<string>> forms)
    {
        var schema = SchemaBuilder.Closed(SchemaBuilder.AddMeta(parameters));
        schema["anyOf"] = new JsonArray([.. forms.Select(Required)]);
        return schema;
    }

    private static JsonObject Quantiles(JsonObject parameters, JsonObject value)
    {
        var schema = SchemaBuilder.Closed(SchemaBuilder.AddMeta(parameters));
        schema["patternProperties"] = new JsonObject { [@"^[0-9]+(\.[0-9]+)?( *%)?$"] = value };
        return schema;
    }

    private static JsonObject Sample(JsonObject parameters, NumberRange range, Func<NumberRange, JsonObject> constant)
    {
        var list = Listed(constant(range));
        parameters["file"] = SchemaBuilder.Type("string");
        parameters["csv"] = SchemaBuilder.Type("string");
        parameters["values"] = Listed(constant(range));
        parameters["weights"] = Listed(constant(NumberRange.Any(Unit.Number) with { Min = 0 }));
        return SchemaBuilder.Any(SchemaBuilder.Type("string"), list, Closed(parameters, [["file"], ["csv"], ["values"]]));
    }

    private static JsonObject Listed(JsonObject value) =>
        new() { ["type"] = "array", ["items"] = value, ["minItems"] = 1 };

    private static JsonObject Required(IEnumerable<string> names) =>
        new() { ["required"] = new JsonArray([.. names.Select(name => (JsonNode)name)]) };
}
