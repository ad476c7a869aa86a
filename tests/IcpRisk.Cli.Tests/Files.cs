namespace IcpRisk.Cli.Tests;

/// <summary>Files that tests read, and a folder for those they write.</summary>
internal sealed class Files : IDisposable
{
    /// <summary>A small scenario of three years.</summary>
    public static string Harbour => Resource("harbour-care.yaml");

    public string Folder { get; } = Directory.CreateTempSubdirectory("icprisk-").FullName;

    public static string Resource(string name) => Path.Combine(AppContext.BaseDirectory, "Resources", name);

    /// <summary>The root of the repository.</summary>
    public static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "IcpRisk.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("not in the repository");
    }

    public string In(string name) => Path.Combine(Folder, name);

    public string Write(string name, string text)
    {
        File.WriteAllText(In(name), text);
        return In(name);
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
