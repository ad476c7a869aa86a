using System.Text.Json.Nodes;

namespace IcpRisk.Documents;

/// <summary>
/// A number in a schema: a bare JSON number within the range, or a text in the unit's pattern; a figure may also be
/// a distribution. The range of a text is beyond a pattern and left to the binder.
/// </summary>
internal static class NumberSchema
{
    public static JsonObject Of(NumberShape shape) => shape.IsFigure
        ? SchemaBuilder.Any([.. Forms(shape.Range, false), Distribution(shape.Range)])
        : Constant(shape.Range, shape.IsWhole);

    private static JsonObject Constant(NumberRange range, bool isWhole) => SchemaBuilder.Any(Forms(range, isWhole));

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

    private static JsonObject Distribution(NumberRange range)
    {
        var kinds = SchemaBuilder.AddMeta([]);
        foreach (var kind in DistributionKinds.All)
        {
            var parameters = new JsonObject();
            foreach (var parameter in kind.Parameters)
            {
                var own = Constant(DistributionReader.RangeOf(parameter, range), isWhole: false);
                own["description"] = parameter.Doc;
                parameters[parameter.Name] = own;
            }

            var schema = SchemaBuilder.Closed(SchemaBuilder.AddMeta(parameters));
            schema["description"] = kind.Doc;
            schema["anyOf"] = new JsonArray([.. kind.Forms.Select(Required)]);
            kinds[kind.Name] = schema;
        }

        var map = SchemaBuilder.Closed(kinds);
        map["oneOf"] = new JsonArray([.. DistributionKinds.All.Select(kind => Required([kind.Name]))]);
        return map;
    }

    private static JsonObject Required(IEnumerable<string> names) =>
        new() { ["required"] = new JsonArray([.. names.Select(name => (JsonNode)name)]) };
}
