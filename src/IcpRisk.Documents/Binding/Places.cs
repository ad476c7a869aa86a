using System.Runtime.CompilerServices;

namespace IcpRisk.Documents;

/// <summary>Where everything was written: keys and items by path, and the path of every record.</summary>
internal sealed class Places
{
    private readonly Dictionary<string, Location> _places = new(StringComparer.Ordinal);
    private readonly Dictionary<object, (string Path, RecordShape Shape)> _records = new(ReferenceEqualityComparer.Instance);

    public void Add(string path, Location where) => _places[path] = where;

    public void AddRecord(object record, string path, RecordShape shape) => _records.TryAdd(record, (path, shape));

    /// <summary>The place of a path, or of the nearest written one above it; the path is kept.</summary>
    public Location Find(string path)
    {
        for (var at = path; ; at = KeyPath.Parent(at))
        {
            if (_places.TryGetValue(at, out var place))
                return place with { Path = path };
            if (at.Length == 0)
                return Location.None with { Path = path };
        }
    }

    /// <summary>The place of a record's property: <c>Gains</c>, <c>Gains[0].to</c>, or empty for the record.</summary>
    public Location Find(object record, string property)
    {
        if (!_records.TryGetValue(record, out var known))
            throw new ArgumentException($"this {record.GetType().Name} (hash {RuntimeHelpers.GetHashCode(record)}) is not of the document", nameof(record));
        if (property.Length == 0)
            return Find(known.Path);
        var end = property.IndexOfAny(['.', '[']) is >= 0 and var at ? at : property.Length;
        var shape = known.Shape.FindByName(property[..end])
            ?? throw new ArgumentException($"{record.GetType().Name} has no property {property[..end]}", nameof(property));
        return Find(KeyPath.Key(known.Path, shape.Key) + property[end..]);
    }
}
