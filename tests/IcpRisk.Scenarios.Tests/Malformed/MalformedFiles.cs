namespace IcpRisk.Scenarios.Tests.Malformed;

/// <summary>
/// Scenarios with something wrong. Each of the files is <c>valid.yaml</c> with its fault, and ends with the messages that
/// are to come of it, in lines that begin with <c>#!</c>.
/// </summary>
internal static class MalformedFiles
{
    private const string Mark = "#! ";

    /// <summary>The folder, in the source tree: files that are meant to be read from where they stand.</summary>
    public static string Folder { get; } = Find();

    public static IEnumerable<string> Names => Directory.EnumerateFiles(Folder, "*.yaml")
        .Select(Path.GetFileNameWithoutExtension).OfType<string>().Where(name => name != "valid").Order(StringComparer.Ordinal);

    /// <summary>Messages a file is to give, one a line, files named without their folder.</summary>
    public static IReadOnlyList<string> Expected(string name) =>
        [.. File.ReadLines(Folder + name + ".yaml").Where(line => line.StartsWith(Mark, StringComparison.Ordinal)).Select(line => line[Mark.Length..])];

    private static string Find()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            var folder = Path.Combine(at.FullName, "tests", "IcpRisk.Scenarios.Tests", "Malformed");
            if (Directory.Exists(folder))
                return folder + "/";
        }

        throw new InvalidOperationException($"No tests/IcpRisk.Scenarios.Tests/Malformed above {AppContext.BaseDirectory}.");
    }
}
