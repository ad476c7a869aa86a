namespace IcpRisk.Analysis.Measures.Grammar;

/// <summary>A measure or condition that cannot be read: a message for the user, with the place in the text.</summary>
/// <param name="text">What was written.</param>
/// <param name="at">Where in it, from 0.</param>
/// <param name="problem">What is wrong there, and what may stand there.</param>
public sealed class MeasureException(string text, int at, string problem)
    : Exception($"{text}: at {at + 1}: {problem}")
{
    /// <summary>What was written.</summary>
    public string Text { get; } = text;

    /// <summary>Where in it, from 0.</summary>
    public int At { get; } = at;
}
