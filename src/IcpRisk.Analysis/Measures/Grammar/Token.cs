namespace IcpRisk.Analysis.Measures.Grammar;

internal enum TokenKind
{
    Name,
    Number,
    Symbol,
    End,
}

/// <summary>A word of a measure: its text as written, where it starts, and the value of a number.</summary>
internal readonly record struct Token(TokenKind Kind, string Text, int At, double Value = 0)
{
    public bool Is(string text) => Kind is TokenKind.Name or TokenKind.Symbol && Text == text;

    /// <summary>For a message.</summary>
    public string Shown => Kind == TokenKind.End ? "the end" : $"`{Text}`";
}
