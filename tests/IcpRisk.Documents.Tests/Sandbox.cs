namespace IcpRisk.Documents.Tests;

/// <summary>A folder with a document in it; messages are given without the folder, as <c>x.yaml:1:1: …</c>.</summary>
internal sealed class Sandbox : IDisposable
{
    public const string Ferries = "name: a\nferries: {north: {crossings: 100}}\n";

    public string Folder { get; } = Directory.CreateTempSubdirectory("documents-").FullName + "/";

    public string File(string name, string text)
    {
        System.IO.File.WriteAllText(Folder + name, text);
        return Folder + name;
    }

    public string Strip(string text) => text.Replace(Folder, "", StringComparison.Ordinal);

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    public static Document<Harbour> Read(string yaml, params string[] set) => ReadAs<Harbour>(yaml, set);

    public static Document<T> ReadAs<T>(string yaml, params string[] set)
        where T : class
    {
        using var sandbox = new Sandbox();
        return DocumentReader.Read<T>(sandbox.File("x.yaml", yaml), new ReadOptions { Set = set });
    }

    /// <summary>The messages, in lines.</summary>
    public static string Fail(string yaml, params string[] set) => FailAs<Harbour>(yaml, set);

    public static string FailAs<T>(string yaml, params string[] set)
        where T : class
    {
        using var sandbox = new Sandbox();
        var path = sandbox.File("x.yaml", yaml);
        var e = Assert.Throws<InvalidDocumentException>(() => DocumentReader.Read<T>(path, new ReadOptions { Set = set }));
        return sandbox.Strip(e.Message);
    }

    /// <summary>The messages for a valid document with more at its end.</summary>
    public static string FailWith(string more, params string[] set) => Fail(Ferries + more, set);
}
