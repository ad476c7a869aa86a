using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace IcpRisk.Scenarios.Describe;

/// <summary>Tells a scenario back: as data, as text, as JSON.</summary>
public static class Describing
{
    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    public static Description Describe(this Scenario scenario) => new DescriptionBuilder(scenario).Build();

    /// <summary>The description in plain words and tables.</summary>
    /// <param name="scenario">What to describe.</param>
    /// <param name="ascii">Whether the output knows ASCII only.</param>
    public static string Text(Scenario scenario, bool ascii = false)
    {
        var page = new TextPage(ascii);
        new DescriptionText(scenario.Describe(), scenario, page).Write();
        return page.ToString();
    }

    public static string ToJson(Scenario scenario) => JsonSerializer.Serialize(scenario.Describe(), Json) + "\n";

    /// <summary>The register of figures by what they rest on, those that rest on nothing first.</summary>
    /// <param name="scenario">What to describe.</param>
    /// <param name="ascii">Whether the output knows ASCII only.</param>
    public static string Assumptions(Scenario scenario, bool ascii = false)
    {
        var page = new TextPage(ascii);
        AssumptionsText.Write(scenario.Document.Register, page);
        return page.ToString();
    }

    public static string AssumptionsToJson(Scenario scenario) => JsonSerializer.Serialize(
        scenario.Document.Register.Select(r => new
        {
            r.Where.Path, r.Where.File, r.Where.Line, Written = r.Text, r.Value, r.Source, r.SourceText, r.Because, r.IsUnfounded,
        }),
        Json) + "\n";
}
