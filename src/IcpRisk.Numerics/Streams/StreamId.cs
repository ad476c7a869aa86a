using System.Text;

namespace IcpRisk.Numerics.Streams;

/// <summary>
/// The address of a stream of random numbers: 64 bits that depend on its name alone, so that a new driver, place or
/// output moves no draw of another.
/// </summary>
/// <remarks>
/// The value is FNV-1a (64 bits; Fowler, Noll and Vo) of the UTF-8 bytes of <c>place/driver/item</c>, finished by the
/// mixer of SplitMix64 (Steele, Lea and Flood 2014) so that every bit depends on every byte. It is frozen: changing it
/// changes every result. Two names may meet by chance (one in 2⁶⁴ for a pair); <see cref="StreamNames"/> refuses that.
/// </remarks>
public readonly record struct StreamId(ulong Value)
{
    /// <summary>The stream of <paramref name="item"/> of a driver in a place.</summary>
    /// <param name="place">The place; empty for drivers that all places share. No slash.</param>
    /// <param name="driver">What is drawn for; not empty. No slash.</param>
    /// <param name="item">Which of the driver's streams; may be empty, may have slashes.</param>
    /// <exception cref="ArgumentException">A slash in place or driver, or no driver.</exception>
    public static StreamId Of(string place, string driver, string item) =>
        new(Mix(Fnv1A(Encoding.UTF8.GetBytes(NameOf(place, driver, item)))));

    /// <summary>The name that is hashed: <c>place/driver/item</c>.</summary>
    internal static string NameOf(string place, string driver, string item)
    {
        ArgumentNullException.ThrowIfNull(item);
        Refuse(place, nameof(place));
        Refuse(driver, nameof(driver));
        if (driver.Length == 0)
            throw new ArgumentException("A stream needs a driver.", nameof(driver));
        return $"{place}/{driver}/{item}";
    }

    private static void Refuse(string part, string parameter)
    {
        ArgumentNullException.ThrowIfNull(part, parameter);
        if (part.Contains('/', StringComparison.Ordinal))
            throw new ArgumentException($"'{part}': a slash separates the parts of a stream's name.", parameter);
    }

    private static ulong Fnv1A(ReadOnlySpan<byte> bytes)
    {
        var hash = 0xCBF29CE484222325;
        foreach (var b in bytes)
            hash = (hash ^ b) * 0x100000001B3;
        return hash;
    }

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
