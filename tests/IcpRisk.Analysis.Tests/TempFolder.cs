namespace IcpRisk.Analysis.Tests;

/// <summary>A folder of its own, gone at the end; the path ends with a slash.</summary>
internal sealed class TempFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("icprisk-").FullName + "/";

    /// <summary>Every file below, in order, without the folder.</summary>
    public IReadOnlyList<string> Files => [.. Directory.EnumerateFiles(Path, "*", SearchOption.AllDirectories)
        .Select(e => e[Path.Length..]).Order(StringComparer.Ordinal)];

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
