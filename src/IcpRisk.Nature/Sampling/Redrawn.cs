using System.Globalization;

namespace IcpRisk.Nature.Sampling;

/// <summary>What is drawn anew, from streams and cases of its own, while all else keeps its draws.</summary>
/// <param name="Names">Drivers, by name, and uncertain figures, by path. Of drivers that are correlated it is the independent normal each is made from.</param>
/// <param name="Cases">Risks whose single cases are drawn anew.</param>
public sealed record Redrawn(IReadOnlySet<string> Names, IReadOnlySet<Risk> Cases)
{
    /// <summary>Nothing.</summary>
    public static Redrawn None { get; } = new(new HashSet<string>(), new HashSet<Risk>());

    /// <summary>Which time it is drawn anew, from 1: each has draws of its own.</summary>
    public int Attempt { get; init; } = 1;

    // No place has a name with a colon at its end.
    internal string Place(string place) => Attempt == 1 ? $"again:{place}:" : string.Create(CultureInfo.InvariantCulture, $"again{Attempt}:{place}:");
}
