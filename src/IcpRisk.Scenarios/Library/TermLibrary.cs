namespace IcpRisk.Scenarios.Library;

/// <summary>
/// Terms of contracts that scenarios may extend by name: a YAML file each beside this one, written as a part of a scenario,
/// its first line a comment that says what it is. To add one, add the file.
/// </summary>
public static class TermLibrary
{
    private const string Prefix = "IcpRisk.Scenarios.Library.";
    private const string Suffix = ".yaml";

    private static readonly Lazy<SortedDictionary<string, string>> Texts = new(Read);

    /// <summary>The YAML of each, by name, in the order of names.</summary>
    public static IReadOnlyDictionary<string, string> All => Texts.Value;

    /// <summary>What a term is, in a sentence.</summary>
    /// <exception cref="KeyNotFoundException">The library has no such name.</exception>
    public static string About(string name) => All[name].Split('\n')[0].TrimStart('#', ' ').TrimEnd();

    private static SortedDictionary<string, string> Read()
    {
        var texts = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var assembly = typeof(TermLibrary).Assembly;
        foreach (var resource in assembly.GetManifestResourceNames().Where(n => n.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            texts.Add(resource[Prefix.Length..^Suffix.Length], reader.ReadToEnd());
        }

        return texts;
    }
}
