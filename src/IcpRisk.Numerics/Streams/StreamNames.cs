namespace IcpRisk.Numerics.Streams;

/// <summary>
/// The streams of one plan. Each name is handed out once: two users of one stream would be perfectly dependent without
/// anybody having said so. Not safe for several threads; a plan is made by one.
/// </summary>
public sealed class StreamNames
{
    private readonly Dictionary<StreamId, string> _names = [];

    /// <summary>Streams registered so far, with their names.</summary>
    public IReadOnlyDictionary<StreamId, string> Names => _names;

    /// <summary>Hands out the stream of this name.</summary>
    /// <exception cref="ArgumentException">A part of the name is malformed: see <see cref="StreamId.Of"/>.</exception>
    /// <exception cref="InvalidOperationException">The name is taken, or another name has the same hash.</exception>
    public StreamId Register(string place, string driver, string item)
    {
        var name = StreamId.NameOf(place, driver, item);
        Add(StreamId.Of(place, driver, item), name);
        return StreamId.Of(place, driver, item);
    }

    internal void Add(StreamId id, string name)
    {
        if (_names.TryAdd(id, name))
            return;
        throw new InvalidOperationException(_names[id] == name
            ? $"The random stream '{name}' is used twice; its two users would always draw the same numbers."
            : $"The random streams '{_names[id]}' and '{name}' have the same 64-bit address; rename one of them.");
    }
}
