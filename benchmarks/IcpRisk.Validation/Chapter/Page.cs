namespace IcpRisk.Validation.Chapter;

/// <summary>A page of the chapter: prose written by hand, and tables between markers that the command writes.</summary>
internal static class Page
{
    private const string End = "<!-- end -->";

    /// <summary>The folder docs/validation of the repository that the working folder, or the program, is in.</summary>
    public static string Folder { get; } = Path.Combine(Root(), "docs", "validation");

    /// <summary>What stands between the markers of a table now.</summary>
    public static string Read(string page, string name)
    {
        var text = File.ReadAllText(Path.Combine(Folder, page));
        var (from, to) = Between(text, page, name);
        return text[from..to];
    }

    /// <summary>Puts a table between its markers.</summary>
    /// <exception cref="InvalidDataException">The page has no such markers.</exception>
    public static void Write(string page, string name, string table)
    {
        var path = Path.Combine(Folder, page);
        var text = File.ReadAllText(path);
        var (from, to) = Between(text, page, name);
        File.WriteAllText(path, $"{text[..from]}\n{table}{text[to..]}");
    }

    private static (int From, int To) Between(string text, string page, string name)
    {
        var begin = $"<!-- table {name} -->";
        var from = text.IndexOf(begin, StringComparison.Ordinal);
        var to = from < 0 ? -1 : text.IndexOf(End, from, StringComparison.Ordinal);
        return to < 0
            ? throw new InvalidDataException($"docs/validation/{page} has no place for the table: {begin} and {End}.")
            : (from + begin.Length, to);
    }

    private static string Root()
    {
        foreach (var start in new[] { Environment.CurrentDirectory, AppContext.BaseDirectory })
        {
            for (var at = new DirectoryInfo(start); at is not null; at = at.Parent)
            {
                if (File.Exists(Path.Combine(at.FullName, "IcpRisk.sln")))
                    return at.FullName;
            }
        }

        throw new DirectoryNotFoundException("IcpRisk.sln is in no folder above this one: run the command inside the repository.");
    }
}
