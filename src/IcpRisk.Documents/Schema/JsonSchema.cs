using System.Text.Json;
using System.Text.Json.Nodes;

namespace IcpRisk.Documents;

/// <summary>
/// The JSON Schema (draft 7, which editors know best) of a root record, made from the same shapes and number
/// patterns the binder reads by. It knows less than the binder: what holds between values is not in it.
/// </summary>
public static class JsonSchema
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The schema as indented JSON.</summary>
    /// <exception cref="InvalidOperationException"><typeparamref name="T"/> is not a record the binder can bind.</exception>
    public static string For<T>(string id, string title)
    {
        var builder = new SchemaBuilder();
        var root = ShapeReader.Record(typeof(T));
        var properties = builder.Whole(root);
        if (root.Find(SourceList.Key) is null)
        {
            ((JsonObject)properties["properties"]!).Add(SourceList.Key, new JsonObject
            {
                ["type"] = "object",
                ["description"] = "Texts by key; any map below may name one as its source.",
                ["additionalProperties"] = new JsonObject { ["type"] = "string" },
            });
        }

        var schema = new JsonObject
        {
            ["$schema"] = "http://json-schema.org/draft-07/schema#",
            ["$id"] = id,
            ["title"] = title,
        };
        foreach (var (key, value) in properties)
            schema[key] = value?.DeepClone();
        schema["definitions"] = builder.Definitions;
        return schema.ToJsonString(Indented) + "\n";
    }
}
