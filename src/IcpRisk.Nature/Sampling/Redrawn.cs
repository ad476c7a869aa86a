namespace IcpRisk.Nature.Sampling;

/// <summary>What is drawn anew, from streams and cases of its own, while all else keeps its draws.</summary>
/// <param name="Names">Drivers, by name, and uncertain figures, by path. Of drivers that are correlated it is the independent normal each is made from.</param>
/// <param name="Cases">Risks whose single cases are drawn anew.</param>
public sealed record Redrawn(IReadOnlySet<string> Names, IReadOnlySet<Risk> Cases)
{
    /// <summary>Nothing.</summary>
    public static Redrawn None { get; } = new(new HashSet<string>(), new HashSet<Risk>());

    // No place has a name with a colon at its end.
    internal static string Place(string place) => $"again:{place}:";
}
