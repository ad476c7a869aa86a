namespace IcpRisk.Documents;

/// <summary>
/// Reads YAML (and the CSV tables it names) into an immutable record, checked once and completely. Root keys
/// besides the record's own: <c>sources</c>, texts by key, which any map below may name as its <c>source</c>. A map may
/// extend the one at the same place in another document, see <see cref="Extender"/>.
/// </summary>
public static class DocumentReader
{
    private static readonly Dictionary<string, string> Empty = [];

    /// <summary>Reads the file at <paramref name="path"/>; messages name it as given here.</summary>
    /// <exception cref="InvalidDocumentException">Anything is wrong with the file or what is in it; every problem at once.</exception>
    /// <exception cref="InvalidOperationException"><typeparamref name="T"/> is not a record the binder can bind.</exception>
    public static Document<T> Read<T>(string path, ReadOptions? options = null)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(path);
        var shape = ShapeReader.Record(typeof(T));
        var problems = new Problems();
        var extender = new Extender(shape, options?.Library ?? Empty, problems);
        var root = extender.Read(path);
        if (root is null || extender.Failed)
            problems.ThrowIfAny();
        foreach (var text in options?.Set ?? [])
            root = Override.Apply(root!, shape, text, problems);

        var sources = new SourceList();
        sources.Load(root!.Find(SourceList.Key), problems);
        var binder = new Binder(problems, sources, node => extender.Folders.GetValueOrDefault(node.Mark.File) ?? Path.GetDirectoryName(path) ?? "");
        binder.Places.Add("", root.At(""));
        var value = binder.Bind(shape, root, "", default);
        problems.ThrowIfAny();
        return new Document<T>(binder.Places.Find, keys => Canonical.HashWithout(shape, value!, keys))
        {
            Value = (T)value!,
            Register = binder.Register,
            Hash = Canonical.Hash(shape, value!),
            ResolvedYaml = YamlWriter.Write(root, binder.Inlined),
        };
    }
}
