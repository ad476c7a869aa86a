using IcpRisk.Documents;
using IcpRisk.Scenarios.Library;

namespace IcpRisk.Scenarios.Tests.Files;

/// <summary>Scenarios that start from others, and from terms of the library.</summary>
public sealed class ExtendsTests : IDisposable
{
    private static readonly string Shipped = Path.Combine(AppContext.BaseDirectory, "scenarios");
    private readonly string _folder = Directory.CreateTempSubdirectory("extends-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("bedfordshire-msk")]
    [InlineData("dudley-icp")]
    public void A_variant_that_changes_nothing_is_the_same_scenario(string name) =>
        Assert.Equal(ScenarioFiles.Shipped(name).Document.Hash, Load($"extends: {Shipped}/{name}.yaml\n").Document.Hash);

    [Fact]
    public void Terms_of_the_library_take_the_place_of_what_a_variant_inherits()
    {
        var scenario = Load($"extends: {Shipped}/bedfordshire-msk.yaml\ncontract: {{gain_loss: {{extends: mssp-enhanced, loss_cap: 10 %}}}}\n");
        var terms = scenario.Terms.Contract.GainLoss!;
        Assert.Equal((0.75, 0.4), (Assert.Single(terms.Gains).Provider, terms.ByQuality!.LossesAtLeast));
        Assert.Empty(terms.Losses);
        Assert.Equal((0.2, 0.1), (terms.GainCap!.At(1).Constant, terms.LossCap!.At(5).Constant));
        Assert.NotEqual(ScenarioFiles.Shipped("bedfordshire-msk").Document.Hash, scenario.Document.Hash);

        var register = scenario.Document.Register.ToDictionary(e => e.Where.Path);
        Assert.StartsWith("42 CFR 425.610", register["contract.gain_loss.gain_cap"].SourceText, StringComparison.Ordinal);
        Assert.EndsWith("library/mssp-enhanced.yaml", register["contract.gain_loss.gain_cap"].Where.File, StringComparison.Ordinal);
        Assert.True(register["contract.gain_loss.loss_cap"].IsUnfounded);
        Assert.Equal("kf", register["contract.value.year_1"].Source);
    }

    [Fact]
    public void The_resolved_scenario_needs_no_other_file()
    {
        var scenario = Load(
            $"extends: {Shipped}/dudley-icp.yaml\nservices: {{vaccinations: {{activity: 96k, because: one more year}}}}\ncontract: {{gain_loss: {{extends: mssp-enhanced}}}}\n");
        var resolved = scenario.Document.ResolvedYaml;
        Assert.DoesNotContain("extends", resolved, StringComparison.Ordinal);
        Assert.DoesNotContain("dudley-use.csv", resolved, StringComparison.Ordinal);
        var again = Load(resolved);
        Assert.Equal(scenario.Document.Hash, again.Document.Hash);
        Assert.Equal(
            scenario.Document.Register.Select(e => (e.Where.Path, e.Value, e.SourceText, e.Because)),
            again.Document.Register.Select(e => (e.Where.Path, e.Value, e.SourceText, e.Because)));
    }

    [Fact]
    public void Values_are_set_on_what_is_inherited_too()
    {
        var scenario = Load($"extends: {Shipped}/bedfordshire-msk.yaml\nterm: {{years: 5}}\n", "contract.gain_loss.gains[0].to=7 %", "contract.value.year_1=+10 %");
        Assert.Equal(0.07, scenario.Terms.Contract.GainLoss!.Gains[0].To);
        Assert.Equal(29.15e6, scenario.Terms.Contract.Value.Year1!.Value, 6);
    }

    [Fact]
    public void What_stands_in_the_library_is_said_in_a_sentence_and_has_its_sources()
    {
        Assert.NotEmpty(TermLibrary.All);
        Assert.All(TermLibrary.All, term =>
        {
            Assert.Matches("^[a-z0-9]+(-[a-z0-9]+)*$", term.Key);
            Assert.StartsWith("# ", term.Value, StringComparison.Ordinal);
            Assert.InRange(TermLibrary.About(term.Key).Length, 20, 130);
            Assert.Contains("\nsources:\n", term.Value, StringComparison.Ordinal);
            Assert.DoesNotContain("file:", term.Value, StringComparison.Ordinal);
        });
    }

    private Scenario Load(string yaml, params string[] set)
    {
        var file = Path.Combine(_folder, "x.yaml");
        File.WriteAllText(file, yaml);
        return Scenario.Load(file, set);
    }
}
