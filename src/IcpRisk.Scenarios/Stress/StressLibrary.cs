using IcpRisk.Documents;

namespace IcpRisk.Scenarios.Stress;

/// <summary>Stresses that any scenario may be put to: usual.yaml beside this file.</summary>
public static class StressLibrary
{
    private const string Name = "IcpRisk.Scenarios.Stress.usual.yaml";

    /// <summary>The YAML of what stands below `stresses`.</summary>
    public static string Text { get; } = Read();

    /// <summary>The stresses, read for a scenario.</summary>
    /// <param name="path">The scenario's file.</param>
    /// <param name="set">Its overrides.</param>
    public static Keyed<StressTerms> For(string path, IReadOnlyList<string> set) =>
        Scenario.Load(path, [.. set, $"stresses={Text}"]).Terms.Stresses;

    private static string Read()
    {
        using var reader = new StreamReader(typeof(StressLibrary).Assembly.GetManifestResourceStream(Name)!);
        return reader.ReadToEnd();
    }
}
