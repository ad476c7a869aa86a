using IcpRisk.Parquet;
using IcpRisk.Scenarios;
using IcpRisk.Simulation;
using IcpRisk.Simulation.Output;

namespace IcpRisk.Analysis.Tests.Datasets;

/// <summary>Datasets that several tests read: made when first asked for, taken away after the last test of the collection.</summary>
public sealed class SharedDatasets : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Dictionary<(string, int), Dataset> _made = [];

    public void Dispose() => _folder.Dispose();

    internal Dataset Of(string name, int trials)
    {
        if (!_made.TryGetValue((name, trials), out var dataset))
            _made.Add((name, trials), dataset = Make(name, trials, $"{_folder.Path}{name}-{trials}/"));
        return dataset;
    }

    private static Dataset Make(string name, int trials, string path)
    {
        var scenario = Scenario.Load(Dataset.ScenarioPath(name));
        using var directory = DatasetDirectory.Begin(path, force: false);
        var run = new DatasetRun(
            scenario, new RunOptions { Trials = trials, Seed = 3, Threads = 3 }, directory, OutputLevel.TrialYears, ParquetProfile.Compat);
        return new(scenario, run.Run(), path);
    }
}

/// <summary>Tests that share datasets, one after another.</summary>
[CollectionDefinition(Name)]
public sealed class DatasetCollection : ICollectionFixture<SharedDatasets>
{
    public const string Name = "datasets";
}
