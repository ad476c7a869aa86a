namespace IcpRisk.Documents;

/// <summary>What <c>extends</c> says: a file or a name, and the part of it where that is not the same place (<c>name#path</c>).</summary>
internal readonly record struct Target(string Name, IReadOnlyList<PathStep>? Part)
{
    public bool IsFile => IsFileName(Name);

    /// <summary>Null where the part is no path.</summary>
    public static Target? Parse(string text)
    {
        var cut = text.IndexOf('#');
        if (cut < 0)
            return new Target(text.Trim(), null);
        return OverridePath.Parse(text[(cut + 1)..].Trim() + "=") is var (steps, _) ? new Target(text[..cut].Trim(), steps) : null;
    }

    public static bool IsFileName(string name) =>
        name.EndsWith(".yaml", StringComparison.Ordinal) || name.EndsWith(".yml", StringComparison.Ordinal) || name.Contains('/');
}

/// <summary>A document that is read: a file, or a text of the library.</summary>
/// <param name="Id">The same for the same document, however it was named.</param>
/// <param name="Shown">The file in messages.</param>
/// <param name="Name">Short, for lists of documents and for naming its sources.</param>
/// <param name="Path">The file to open; empty for a text of the library.</param>
/// <param name="Text">The text, where there is no file.</param>
internal sealed record Origin(string Id, string Shown, string Name, string Path, string? Text)
{
    /// <summary>Where files that it names are; null in the library.</summary>
    public string? Folder => Text is null ? System.IO.Path.GetDirectoryName(Path) ?? "" : null;

    public static Origin File(string path, string shown)
    {
        var id = path.Length == 0 || path.Contains('\0') ? path : System.IO.Path.GetFullPath(path);
        return new Origin(id, shown, Documents.Shown.Text(System.IO.Path.GetFileName(path)), path, null);
    }

    /// <summary>The document of that name, seen from another; null where the library has none or files cannot be named.</summary>
    public static Origin? Of(string name, Origin from, IReadOnlyDictionary<string, string> library)
    {
        if (!Target.IsFileName(name))
            return library.TryGetValue(name, out var text) ? new Origin($"library {name}", $"library/{name}.yaml", name, "", text) : null;
        if (from.Folder is not { } folder)
            return null;
        var path = System.IO.Path.Combine(folder, name);
        return File(path, Documents.Shown.Text(path, 400));
    }
}
