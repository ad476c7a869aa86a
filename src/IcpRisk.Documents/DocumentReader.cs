namespace IcpRisk.Documents;

/// <summary>
/// Reads YAML (and the CSV tables it names) into an immutable record, checked once and completely.
/// </summary>
public static class DocumentReader
{
    /// <summary>Reads the file at <paramref name="path"/>.</summary>
    /// <exception cref="InvalidDocumentException">Anything is wrong with the file or what is in it; every problem at once.</exception>
    /// <exception cref="InvalidOperationException"><typeparamref name="T"/> is not a record the binder can bind.</exception>
    public static Document<T> Read<T>(string path, ReadOptions? options = null)
        where T : class => throw new NotSupportedException(path + options);
}
