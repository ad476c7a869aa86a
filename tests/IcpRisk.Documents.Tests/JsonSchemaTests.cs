using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;

namespace IcpRisk.Documents.Tests;

public class JsonSchemaTests
{
    private static readonly JsonObject Schema =
        (JsonObject)JsonNode.Parse(JsonSchema.For<Harbour>("https://example.org/harbour.json", "A harbour"))!;

    [Fact]
    public void When_made_then_it_has_names_descriptions_and_no_room_for_other_keys()
    {
        Assert.Equal("http://json-schema.org/draft-07/schema#", (string?)Schema["$schema"]);
        Assert.Equal("https://example.org/harbour.json", (string?)Schema["$id"]);
        Assert.Equal("A harbour", (string?)Schema["title"]);
        Assert.Equal("A harbour and its ferries.", (string?)Schema["description"]);
        Assert.Equal("Name of the harbour.", (string?)Schema["properties"]!["name"]!["description"]);
        Assert.False((bool)Schema["additionalProperties"]!);
        Assert.Equal(["name", "ferries"], Schema["definitions"]!["harbour_whole"]!["anyOf"]![1]!["required"]!.AsArray().Select(key => (string?)key));
        Assert.Equal("Crossings a year.", (string?)Schema["definitions"]!["ferry"]!["properties"]!["crossings"]!["description"]);
        Assert.Equal("""["linear","all_or_nothing","2-step"]""", Schema["definitions"]!["ferry"]!["properties"]!["pay"]!["anyOf"]![0]!["enum"]!.ToJsonString());
        Assert.False((bool)Schema["definitions"]!["ferry"]!["additionalProperties"]!);
    }

    [Theory]
    [InlineData(Sandbox.Ferries)]
    [InlineData(HarbourTests.Full)]
    public void When_the_reader_accepts_a_document_then_so_does_the_schema(string yaml)
    {
        Sandbox.Read(yaml);
        Assert.True(new MiniSchema(Schema).Accepts(Json(yaml)));
    }

    [Theory]
    [InlineData("name: dover\n", "")]
    [InlineData("years: 5,", "yaers: 5,")]
    [InlineData("growth: -0.5 %", "growth: £5")]
    [InlineData("growth: -0.5 %", "growth: 5")]
    [InlineData("growth: -0.5 %", "growth: {normal: {mean: 1 %}}")]
    [InlineData("growth: -0.5 %", "growth: {norml: {mean: 1 %, sd: 1 %}}")]
    [InlineData("growth: -0.5 %", "growth: {planed: 1 %}")]
    [InlineData("price_ratio: 105 %", "price_ratio: -1")]
    [InlineData("pay: all_or_nothing", "pay: nothing")]
    [InlineData("3+: 100 %}", "later: 100 %}")]
    [InlineData("2: [25 %, 50 %, 75 %, 100 %]", "2: [25 %, 50 %]")]
    [InlineData("[north, south, -0.2]", "[north, south]")]
    [InlineData("trials: 1m", "trials: 1.5")]
    [InlineData("csv: |", "cvs: |")]
    [InlineData("2014-04-01", "1 April 2014")]
    public void When_a_document_is_wrong_in_form_then_the_schema_refuses_it_too(string from, string to)
    {
        Assert.Contains(from, HarbourTests.Full, StringComparison.Ordinal);
        var yaml = HarbourTests.Full.Replace(from, to, StringComparison.Ordinal);
        Sandbox.Fail(yaml);
        Assert.False(new MiniSchema(Schema).Accepts(Json(yaml)));
    }

    [Theory]
    [InlineData("extends: base.yaml\n", true)]
    [InlineData("extends: base.yaml\nferries: {north: {growth: 1 %}, south: null}\ntides:\n", true)]
    [InlineData("name: a\nferries: {north: {extends: slow, growth: 1 %}}\n", true)]
    [InlineData("name: a\nferries: {extends: base.yaml, north: {growth: 1 %}}\n", true)]
    [InlineData("name: a\nferries: {north: {crossings: 1, unit_cost: {value: £5, source: b}, target: {value: [1 %, 2 %], because: so}}}\n", true)]
    [InlineData("name: a\nferries: {north: {growth: 1 %}}\n", false)]
    [InlineData("name: a\nferries: {north: {extends: [slow]}}\n", false)]
    [InlineData("extends: base.yaml\nferies: {}\n", false)]
    [InlineData("name: a\nferries: {north: {crossings: 1, unit_cost: {value: 5 %}}}\n", false)]
    public void When_a_map_extends_another_then_the_schema_lets_it_be_a_part(string yaml, bool accepts) =>
        Assert.Equal(accepts, new MiniSchema(Schema).Accepts(Json(yaml)));

    [Fact]
    public void When_any_text_is_tried_as_a_number_then_pattern_and_parser_agree()
    {
        var texts = from sign in Gen.Elements("", "-", "−", "+", "£", "-£", "£-", "GBP ", "- ")
                    from number in Gen.Elements("5", "0.5", ".5", "5.", "1,530", "1,53", "12,345,678.9", "1e3", "1E-3", "", "x", "1 000")
                    from end in Gen.Elements("", "k", "m", "bn", "BN", " M", "%", " %", "  %", " years", " year", " k%", "%%")
                    select sign + number + end;
        Prop.ForAll(texts.ToArbitrary(), text =>
        {
            foreach (var unit in Enum.GetValues<Unit>())
            {
                var matches = System.Text.RegularExpressions.Regex.IsMatch(text, NumberPattern.Schema(unit));
                var parses = NumberText.TryParse(text, unit, out _, out var problem);
                Assert.True(matches == parses || problem.StartsWith("a share is meant: ", StringComparison.Ordinal), $"{text} as {unit}");
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));
        Assert.DoesNotContain("?<", NumberPattern.Schema(Unit.Money), StringComparison.Ordinal);
    }

    private sealed record Tree
    {
        public Keyed<Tree>? Branches { get; init; }

        [In(Unit.Share)]
        public double Leaf { get; init; }
    }

    [Fact]
    public void When_a_record_holds_itself_then_the_schema_and_the_reader_recurse()
    {
        const string yaml = "leaf: 5 %\nbranches: {a: {leaf: 6 %, branches: {b: {leaf: 7 %}}}}\n";
        var schema = (JsonObject)JsonNode.Parse(JsonSchema.For<Tree>("x", "t"))!;
        Assert.True(new MiniSchema(schema).Accepts(Json(yaml)));
        Assert.Equal(0.07, Sandbox.ReadAs<Tree>(yaml).Value.Branches!["a"].Branches!["b"].Leaf);
    }

    private static JsonNode? Json(string yaml) => MiniSchema.ToJson(YamlLoader.Load(yaml, "x", new Problems())!);
}
