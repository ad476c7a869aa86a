using IcpRisk.Scenarios.Portfolio;

namespace IcpRisk.Scenarios.Tests.Files;

/// <summary>Every figure of the scenarios rests on a source, or says that it is an assumption and why.</summary>
public sealed class RegisterTests
{
    private static readonly string Root = Path.Combine(AppContext.BaseDirectory, "scenarios");

    /// <summary>Whatever scenario comes with the engine, places of portfolios among them.</summary>
    public static TheoryData<string> Names =>
    [
        .. Directory.GetFiles(Root, "*.yaml", SearchOption.AllDirectories).Where(file => !PortfolioScenario.IsPortfolio(file))
            .Select(file => Path.ChangeExtension(Path.GetRelativePath(Root, file), null)!).Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_figure_has_a_source_and_every_assumption_a_reason(string name)
    {
        var register = ScenarioFiles.Shipped(name).Document.Register;
        Assert.NotEmpty(register);
        Assert.DoesNotContain(register, entry => entry.IsUnfounded);
        Assert.DoesNotContain(register, entry => entry is { Source: "own", Because: null });
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Figures_that_are_stated_are_told_from_those_assumed(string name)
    {
        var register = ScenarioFiles.Shipped(name).Document.Register;
        Assert.Contains(register, entry => entry.Source == "own");
        Assert.Contains(register, entry => entry.Source is not (null or "own"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_first_line_names_the_schema(string name) => Assert.Equal(
        $"# yaml-language-server: $schema={(name.Contains(Path.DirectorySeparatorChar) ? "../" : "./")}icprisk.schema.json",
        File.ReadLines(Path.Combine(Root, name + ".yaml")).First());

    [Theory]
    [MemberData(nameof(Names))]
    public void The_resolved_scenario_reads_to_the_same_hash(string name)
    {
        var document = ScenarioFiles.Shipped(name).Document;
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, document.ResolvedYaml);
            Assert.Equal(document.Hash, Scenario.Load(file).Document.Hash);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
