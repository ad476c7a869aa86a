using System.Reflection;
using System.Xml.Linq;

namespace IcpRisk.House.Tests;

/// <summary>Arrows only point down: an assembly uses those below it and no others.</summary>
public sealed class LayerTests
{
    // Each layer with those it may name; what they use in turn is not its business.
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Numerics"] = [],
        ["Documents"] = ["Numerics"],
        ["Parquet"] = [],
        ["Paths"] = ["Numerics"],
        ["Nature"] = ["Paths", "Numerics", "Documents"],
        ["Contracts"] = ["Paths", "Numerics", "Documents"],
        ["Scenarios"] = ["Nature", "Contracts", "Paths", "Numerics", "Documents"],
        ["Simulation"] = ["Scenarios", "Nature", "Contracts", "Paths", "Numerics", "Documents", "Parquet"],
        ["Analysis"] = ["Simulation", "Scenarios", "Nature", "Contracts", "Paths", "Numerics", "Documents", "Parquet"],
        ["Cli"] = ["Analysis", "Simulation", "Scenarios", "Nature", "Contracts", "Paths", "Numerics", "Documents", "Parquet"],
    };

    public static TheoryData<string> Layers => [.. Allowed.Keys];

    [Fact]
    public void When_an_assembly_is_added_it_is_given_a_layer() => Assert.Equal(
        Allowed.Keys.Order(),
        Directory.EnumerateDirectories(Repository.Path("src")).Select(d => Path.GetFileName(d)["IcpRisk.".Length..]).Order());

    [Theory]
    [MemberData(nameof(Layers))]
    public void When_compiled_a_layer_uses_only_those_below_it(string layer)
    {
        var assembly = Assembly.LoadFrom(Path.Combine(AppContext.BaseDirectory, layer == "Cli" ? "icprisk.dll" : $"IcpRisk.{layer}.dll"));

        var used = assembly.GetReferencedAssemblies().Select(a => a.Name!).Where(n => n.StartsWith("IcpRisk.", StringComparison.Ordinal))
            .Select(n => n["IcpRisk.".Length..]);

        Assert.Empty(used.Except(Allowed[layer]));
    }

    [Theory]
    [MemberData(nameof(Layers))]
    public void When_a_project_names_another_it_is_one_it_may_use(string layer)
    {
        var project = XDocument.Load(Repository.Path("src", $"IcpRisk.{layer}", $"IcpRisk.{layer}.csproj"));

        var named = project.Descendants("ProjectReference").Select(r => Path.GetFileNameWithoutExtension((string)r.Attribute("Include")!)["IcpRisk.".Length..]);

        Assert.Empty(named.Except(Allowed[layer]));
    }

    [Theory]
    [InlineData("Numerics")]
    [InlineData("Documents")]
    [InlineData("Parquet")]
    public void When_a_layer_serves_any_field_it_has_no_word_of_health_care(string layer)
    {
        string[] words = ["patient", "commissioner", "provider_", "hospital", "morbidity", "NHS"];
        foreach (var file in Directory.EnumerateFiles(Repository.Path("src", $"IcpRisk.{layer}"), "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}")))
        {
            var text = File.ReadAllText(file);
            Assert.DoesNotContain(words, w => text.Contains(w, StringComparison.OrdinalIgnoreCase));
        }
    }

    [Fact]
    public void When_nature_and_contracts_meet_it_is_in_paths_alone()
    {
        Assert.DoesNotContain("Contracts", Allowed["Nature"]);
        Assert.DoesNotContain("Nature", Allowed["Contracts"]);
    }
}
