using IcpRisk.Documents;

namespace IcpRisk.Analysis.Measures.Grammar;

/// <summary>Goes through the words of a measure, and says where it could not go on.</summary>
internal sealed class TokenReader(string text)
{
    private readonly IReadOnlyList<Token> _tokens = Lexer.Cut(text);
    private int _next;

    public Token Next => _tokens[_next];

    public Token After => _tokens[Math.Min(_next + 1, _tokens.Count - 1)];

    public IReadOnlyList<Token> Tokens => _tokens;

    public Token Take() => Next.Kind == TokenKind.End ? Next : _tokens[_next++];

    public bool TryTake(string symbol)
    {
        if (!Next.Is(symbol))
        {
            return false;
        }

        _next++;
        return true;
    }

    public void Expect(string symbol)
    {
        if (!TryTake(symbol))
        {
            throw Wrong(Next, $"`{symbol}` is needed here, not {Next.Shown}");
        }
    }

    public void ExpectEnd()
    {
        if (Next.Kind != TokenKind.End)
        {
            throw Wrong(Next, $"nothing more is meant to come here, but {Next.Shown} does");
        }
    }

    public MeasureException Wrong(Token at, string problem) => new(text, at.At, problem);

    /// <summary>A name that is not known, with the nearest that is.</summary>
    public MeasureException Unknown(Token at, string what, IReadOnlyCollection<string> known, string? see = null)
    {
        var hint = Names.Nearest(at.Text, known) is { } nearest ? $"did you mean {nearest}?" : see ?? $"there are {string.Join(", ", known)}";
        return Wrong(at, $"there is no {what} {at.Shown}; {hint}");
    }
}
