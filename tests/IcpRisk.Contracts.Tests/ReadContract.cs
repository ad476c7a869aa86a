using IcpRisk.Contracts.Tests.Golden;
using IcpRisk.Documents;

namespace IcpRisk.Contracts.Tests;

/// <summary>Contracts read from YAML.</summary>
internal static class ReadContract
{
    private static readonly string[] Wanted = ["sources:", "source:", "contract:"];

    public static ContractTerms FromYaml(string yaml)
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, yaml + "\n");
            return DocumentReader.Read<ContractOnly>(file).Value.Contract;
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>The contract of a scenario file, with the sources it names; the scenario's other parts belong to others.</summary>
    public static ContractTerms FromScenario(string name) => FromYaml(string.Join('\n', Part(name)));

    private static IEnumerable<string> Part(string name)
    {
        var keep = false;
        foreach (var line in File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Scenarios", name)))
        {
            if (line.Length > 0 && line[0] is not (' ' or '#'))
                keep = Wanted.Any(key => line.StartsWith(key, StringComparison.Ordinal));
            if (keep)
                yield return line;
        }
    }
}
