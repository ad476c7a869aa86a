using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace IcpRisk.Documents.Tests;

/// <summary>
/// As much of JSON Schema draft 7 as the schemas here use; an unknown keyword fails, so that none is passed over.
/// </summary>
internal sealed class MiniSchema(JsonObject root)
{
    private static readonly string[] Notes = ["$schema", "$id", "title", "description", "definitions", "properties", "patternProperties"];

    /// <summary>What an editor makes of a document: plain scalars that look so are numbers, truth values or null.</summary>
    public static JsonNode? ToJson(Node node) => node switch
    {
        ListNode list => new JsonArray([.. list.Items.Select(ToJson)]),
        MapNode map => new JsonObject(map.Entries.Select(e => KeyValuePair.Create(e.Key.Text, ToJson(e.Value)))),
        ScalarNode { IsNull: true } => null,
        ScalarNode { IsPlain: true, Text: "true" or "false" } scalar => JsonValue.Create(scalar.Text == "true"),
        ScalarNode { IsPlain: true } scalar when Regex.IsMatch(scalar.Text, @"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$") =>
            JsonValue.Create(double.Parse(scalar.Text, System.Globalization.CultureInfo.InvariantCulture)),
        _ => JsonValue.Create(((ScalarNode)node).Text),
    };

    public bool Accepts(JsonNode? value) => Accepts(root, value);

    private bool Accepts(JsonObject schema, JsonNode? value) => schema.All(keyword => Keyword(schema, keyword.Key, keyword.Value!, value));

    private bool Keyword(JsonObject schema, string name, JsonNode rule, JsonNode? value) => name switch
    {
        _ when Notes.Contains(name) => name is not ("properties" or "patternProperties") || schema.ContainsKey("additionalProperties"),
        "$ref" => Accepts((JsonObject)root["definitions"]![rule.GetValue<string>()["#/definitions/".Length..]]!, value),
        "anyOf" => rule.AsArray().Any(s => Accepts((JsonObject)s!, value)),
        "oneOf" => rule.AsArray().Count(s => Accepts((JsonObject)s!, value)) == 1,
        "allOf" => rule.AsArray().All(s => Accepts((JsonObject)s!, value)),
        "type" => rule is JsonArray types ? types.Any(t => IsType(t!.GetValue<string>(), value)) : IsType(rule.GetValue<string>(), value),
        "enum" => rule.AsArray().Any(known => JsonNode.DeepEquals(known, value)),
        "pattern" => !IsType("string", value) || Regex.IsMatch(value!.GetValue<string>(), rule.GetValue<string>()),
        "minimum" => !IsType("number", value) || value!.GetValue<double>() >= Number(rule),
        "maximum" => !IsType("number", value) || value!.GetValue<double>() <= Number(rule),
        "exclusiveMinimum" => !IsType("number", value) || value!.GetValue<double>() > Number(rule),
        "exclusiveMaximum" => !IsType("number", value) || value!.GetValue<double>() < Number(rule),
        "required" => value is not JsonObject map || rule.AsArray().All(key => map.ContainsKey(key!.GetValue<string>())),
        "additionalProperties" => value is not JsonObject map || map.All(entry => Property(schema, rule, entry.Key, entry.Value)),
        "items" => value is not JsonArray list || list.Index().All(x => Accepts((JsonObject)(rule is JsonArray a ? a[x.Index]! : rule), x.Item)),
        "minItems" => value is not JsonArray list || list.Count >= Number(rule),
        "maxItems" => value is not JsonArray list || list.Count <= Number(rule),
        _ => throw new NotSupportedException(name),
    };

    private bool Property(JsonObject schema, JsonNode other, string key, JsonNode? value)
    {
        if (schema["properties"]?[key] is JsonObject own)
            return Accepts(own, value);
        foreach (var (pattern, inner) in schema["patternProperties"] as JsonObject ?? [])
        {
            if (Regex.IsMatch(key, pattern))
                return Accepts((JsonObject)inner!, value);
        }

        return other is JsonObject rest && Accepts(rest, value);
    }

    private static double Number(JsonNode node) =>
        double.Parse(node.ToJsonString(), System.Globalization.CultureInfo.InvariantCulture);

    private static bool IsType(string type, JsonNode? value) => type switch
    {
        "null" => value is null,
        "object" => value is JsonObject,
        "array" => value is JsonArray,
        "string" => value?.GetValueKind() == System.Text.Json.JsonValueKind.String,
        "boolean" => value?.GetValueKind() is System.Text.Json.JsonValueKind.True or System.Text.Json.JsonValueKind.False,
        "integer" => value?.GetValueKind() == System.Text.Json.JsonValueKind.Number && double.IsInteger(value.GetValue<double>()),
        _ => value?.GetValueKind() == System.Text.Json.JsonValueKind.Number,
    };
}
