using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace IcpRisk.Documents;

/// <summary>
/// Things by name, in the order of the file: <c>parts: {hull: …, engine: …}</c>. The order is part of the
/// value, since results are listed (and summed) in it.
/// </summary>
public sealed record Keyed<T> : IReadOnlyDictionary<string, T>
{
    private readonly KeyValuePair<string, T>[] _items;
    private readonly Dictionary<string, int> _index = new(StringComparer.Ordinal);

    /// <exception cref="ArgumentException">A name is given twice.</exception>
    public Keyed(IEnumerable<KeyValuePair<string, T>> items)
    {
        _items = [.. items];
        for (var i = 0; i < _items.Length; i++)
            _index.Add(_items[i].Key, i);
    }

    public static Keyed<T> Empty { get; } = new([]);

    public int Count => _items.Length;

    public IEnumerable<string> Keys => _items.Select(item => item.Key);

    public IEnumerable<T> Values => _items.Select(item => item.Value);

    public T this[string key] => _items[_index[key]].Value;

    /// <exception cref="ArgumentException">A name is given twice.</exception>
    public static Keyed<T> Of(params IEnumerable<(string Name, T Value)> items) =>
        new(items.Select(item => KeyValuePair.Create(item.Name, item.Value)));

    /// <summary>The place of a name in file order, or −1.</summary>
    public int IndexOf(string key) => _index.GetValueOrDefault(key, -1);

    public bool ContainsKey(string key) => _index.ContainsKey(key);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out T value)
    {
        var found = _index.TryGetValue(key, out var i);
        value = found ? _items[i].Value : default;
        return found;
    }

    public IEnumerator<KeyValuePair<string, T>> GetEnumerator() => _items.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public bool Equals(Keyed<T>? other) => other is not null && _items.SequenceEqual(other._items);

    public override int GetHashCode() => _items.Aggregate(Count, (hash, item) => HashCode.Combine(hash, item.Key));

    public override string ToString() => $"{{{string.Join(", ", Keys)}}}";
}
