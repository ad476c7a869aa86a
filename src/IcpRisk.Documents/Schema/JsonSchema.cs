namespace IcpRisk.Documents;

/// <summary>The JSON Schema (draft 7) of a root record, for editors.</summary>
public static class JsonSchema
{
    public static string For<T>(string id, string title) => throw new NotSupportedException(id + title);
}
