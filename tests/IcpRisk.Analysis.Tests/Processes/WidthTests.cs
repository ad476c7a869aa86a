using System.Text.Json.Nodes;
using IcpRisk.Analysis.Tests.Datasets;

namespace IcpRisk.Analysis.Tests.Processes;

/// <summary>Whole runs in processes whose processor seems poorer: the manifests have the same content hashes.</summary>
public class WidthTests
{
    private const string Trials = "100";

    [Theory]
    [InlineData("bedfordshire-msk")]
    [InlineData("dudley-icp")]
    public void When_the_processor_has_fewer_instructions_then_every_column_has_the_same_hash(string name)
    {
        using var folder = new TempFolder();
        var widest = Run("", folder, name);
        Assert.Equal(widest.Hashes, Run("DOTNET_EnableAVX512=0", folder, name).Hashes);
        var (narrow, hashes) = Run("DOTNET_EnableAVX2=0", folder, name);
        Assert.Equal(("scalar", widest.Hashes), (narrow, hashes));
    }

    private static (string Vectors, string Hashes) Run(string setting, TempFolder folder, string name)
    {
        var path = $"{folder.Path}{name}-{setting}";
        var (code, output, error) = Child.Run([Dataset.ScenarioPath(name), Trials, "2", "1000000000", path, "TrialYears"], setting);
        Assert.Equal((0, ""), (code, error));
        var hashes = JsonNode.Parse(File.ReadAllText(path + "/manifest.json"))!["content_hash"]!;
        Assert.InRange(hashes["trial_years"]!.AsObject().Count, 30, 100);
        return (output.Split(' ')[0], hashes.ToJsonString());
    }
}
