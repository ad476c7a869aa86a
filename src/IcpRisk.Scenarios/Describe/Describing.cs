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

    /// <summary>What a contract year pays at one cost of care or another; the last whole year where none is named.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The contract has no such year.</exception>
    public static Payoff PayoffOf(Scenario scenario, int? year = null)
    {
        var chosen = year ?? PayoffBuilder.DefaultYear(scenario);
        ArgumentOutOfRangeException.ThrowIfLessThan(chosen, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(chosen, scenario.Time.Years);
        return PayoffBuilder.Build(scenario, chosen);
    }

    /// <summary>A payoff as a table and a picture.</summary>
    /// <param name="scenario">Whose contract it is.</param>
    /// <param name="year">The contract year, from 1; null for the last whole one.</param>
    /// <param name="ascii">Whether the output knows ASCII only.</param>
    public static string PayoffText(Scenario scenario, int? year = null, bool ascii = false)
    {
        var page = new TextPage(ascii);
        Scenarios.Describe.PayoffText.Write(PayoffOf(scenario, year), scenario.Terms.Title, page);
        return page.ToString();
    }

    public static string PayoffToJson(Scenario scenario, int? year = null) => JsonSerializer.Serialize(PayoffOf(scenario, year), Json) + "\n";

    public static string AssumptionsToJson(Scenario scenario) => JsonSerializer.Serialize(
        scenario.Document.Register.Select(r => new
        {
            r.Where.Path, r.Where.File, r.Where.Line, Written = r.Text, r.Value, r.Source, r.SourceText, r.Because, r.IsUnfounded,
        }),
        Json) + "\n";
}
