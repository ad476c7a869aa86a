using BenchmarkDotNet.Attributes;
using IcpRisk.Benchmarks.Whole;
using IcpRisk.Scenarios;

namespace IcpRisk.Benchmarks.Parts;

/// <summary>
/// The contract alone, on a tile filled before: ns a trial-year with every column kept; beside it nature alone, ns a
/// trial-year of filling. Scenario: Dudley, ten years.
/// </summary>
[BenchmarkCategory("settlement")]
public class SettlementPart
{
    private const int Tile = 128;
    private const int Years = 10;
    private EngineParts _parts = null!;

    [GlobalSetup]
    public void Setup()
    {
        var scenario = Scenario.Load(Find("scenarios/dudley-icp.yaml"));
        if (scenario.Time.Years != Years)
            throw new InvalidOperationException($"The scenario has {scenario.Time.Years} years; the times would be wrong.");
        _parts = new EngineParts(scenario, Tile);
        Warm.Up(_parts.Fill);
        Warm.Up(_parts.Settle);
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Tile * Years)]
    public void Nature() => _parts.Fill();

    [Benchmark(OperationsPerInvoke = Tile * Years)]
    public void Contract() => _parts.Settle();

    private static string Find(string path)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var found = Path.Combine(folder.FullName, path);
            if (File.Exists(found))
                return found;
        }

        throw new FileNotFoundException($"{path} is in no folder above {AppContext.BaseDirectory}.");
    }
}
