namespace IcpRisk.Documents;

/// <summary>
/// A figure people plan with and the same figure as they expect it: written as one bare value, or as
/// <c>{planned: …, expected: …}</c>, either of which stands in for the other where it is left out.
/// <typeparamref name="T"/> is <see cref="Figure"/> or <see cref="Yearly"/>.
/// </summary>
public sealed record Planned<T>(T Plan, T Expect)
    where T : class
{
    /// <summary>The same value for both.</summary>
    public static Planned<T> Same(T value) => new(value, value);

    public static implicit operator Planned<T>(T value) => Same(value);
}
