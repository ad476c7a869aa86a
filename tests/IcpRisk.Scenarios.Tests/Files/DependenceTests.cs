using IcpRisk.Documents;
using IcpRisk.Scenarios.Describe;
using IcpRisk.Scenarios.Tests.Malformed;

namespace IcpRisk.Scenarios.Tests.Files;

/// <summary>How <c>dependence</c> may be written, and what becomes of correlations that cannot hold together.</summary>
public sealed class DependenceTests : IDisposable
{
    private const string Slight = """
          - [utilisation.clinics, utilisation.surgery, 0.8]
          - [utilisation.surgery, efficiency.savings, 0.8]
          - [utilisation.clinics, efficiency.savings, 0.2]
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("dependence-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void When_pairs_are_a_bare_list_or_a_map_the_scenario_is_the_same()
    {
        var list = Load("dependence:\n  - [utilisation.clinics, utilisation.surgery, 0.4]");
        var map = Load("dependence:\n  pairs:\n    - {one: utilisation.clinics, other: utilisation.surgery, correlation: 0.4}\n  repair: nearest");

        Assert.Equal(list.Document.Hash, map.Document.Hash);
        Assert.Empty(list.Warnings);
        Assert.Null(list.Nature.Copula);
    }

    [Fact]
    public void When_correlations_are_slightly_off_they_are_repaired_and_that_is_told()
    {
        var scenario = Load("dependence:\n" + Slight);

        var warning = Assert.Single(scenario.Warnings);
        Assert.Equal(("correlations_repaired", "dependence"), (warning.Code, warning.Where));
        Assert.Contains("by 0.046 in all (Frobenius norm)", warning.Text);
        Assert.Contains("efficiency.savings with utilisation.surgery from 0.8 to 0.779", warning.Text);
        Assert.Equal(0.8, scenario.Terms.Dependence.Pairs[0].Correlation);
        Assert.Equal(0.779, scenario.Nature.Dependence[0].Correlation.Mean, 1e-3);
        var told = Describing.Text(scenario);
        Assert.Contains("Beware (dependence)", told);
        Assert.Contains("utilisation.clinics with utilisation.surgery: 0.78", told);
        Assert.Contains("correlations_repaired", Describing.ToJson(scenario));
    }

    [Fact]
    public void When_repair_is_refused_the_same_correlations_are_an_error()
    {
        var refused = Assert.Throws<InvalidDocumentException>(() =>
            Load("dependence:\n  repair: refuse\n  pairs:\n" + Slight.ReplaceLineEndings("\n  ").Insert(0, "  ")));

        Assert.Contains("cannot hold together", refused.Message);
    }

    [Fact]
    public void When_a_copula_is_named_nature_has_it()
    {
        var scenario = Load("dependence: {copula: {student_t: {degrees: 4.5}}, pairs: [[utilisation.clinics, utilisation.surgery, 0.4]]}");

        Assert.Equal(4.5, scenario.Nature.Copula!.StudentT!.Degrees);
        Assert.Contains("Student-t copula with 4.5 degrees of freedom", string.Join(' ', Describing.Text(scenario).Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries)));
    }

    private Scenario Load(string dependence)
    {
        var valid = File.ReadAllLines(MalformedFiles.Folder + "valid.yaml").ToList();
        var at = valid.FindIndex(line => line.StartsWith("dependence:", StringComparison.Ordinal));
        var end = valid.FindIndex(at + 1, line => !line.StartsWith(' '));
        valid.RemoveRange(at, end - at);
        valid.Insert(at, dependence);
        var path = Path.Combine(_folder, "x.yaml");
        File.WriteAllLines(path, valid);
        return Scenario.Load(path);
    }
}
