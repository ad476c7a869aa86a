using System.Text.RegularExpressions;
using IcpRisk.Documents;

namespace IcpRisk.Analysis.Measures.Grammar;

/// <summary>Cuts a measure into words. Numbers are written as in scenarios: 10 %, £1.5m, 150k, 1,530.</summary>
internal static partial class Lexer
{
    // Signs with more than one way to write them.
    private static readonly Dictionary<string, string> Same = new(StringComparer.Ordinal)
    {
        ["≤"] = "<=", ["≥"] = ">=", ["≠"] = "!=", ["<>"] = "!=", ["=="] = "=", ["−"] = "-", ["×"] = "*", ["±"] = "+-",
    };

    /// <exception cref="MeasureException">A sign that means nothing here.</exception>
    public static IReadOnlyList<Token> Cut(string text)
    {
        var tokens = new List<Token>();
        for (var at = 0; at < text.Length;)
        {
            if (char.IsWhiteSpace(text[at]))
            {
                at++;
                continue;
            }

            var token = Next(text, at, out var length);
            tokens.Add(token);
            at += length;
        }

        tokens.Add(new Token(TokenKind.End, string.Empty, text.Length));
        return tokens;
    }

    private static Token Next(string text, int at, out int length)
    {
        if (Number().Match(text, at) is { Success: true } number)
        {
            length = number.Length;
            return new Token(TokenKind.Number, number.Value, at, Value(text, number.Value, at));
        }

        if (Quoted().Match(text, at) is { Success: true } quoted)
        {
            length = quoted.Length;
            return new Token(TokenKind.Name, quoted.Value[1..^1], at);
        }

        if (Name().Match(text, at) is { Success: true } name)
        {
            length = name.Length;
            return new Token(TokenKind.Name, name.Value, at);
        }

        if (Symbol().Match(text, at) is { Success: true } symbol)
        {
            length = symbol.Length;
            return new Token(TokenKind.Symbol, Same.GetValueOrDefault(symbol.Value, symbol.Value), at);
        }

        throw new MeasureException(text, at, $"`{text[at]}` means nothing here");
    }

    private static double Value(string text, string number, int at)
    {
        var unit = number.Contains('%') ? Unit.Ratio : number[0] is '£' or 'G' ? Unit.Money : Unit.Number;
        return NumberText.TryParse(number.Replace("_", string.Empty, StringComparison.Ordinal), unit, out var value, out var problem)
            ? value
            : throw new MeasureException(text, at, $"`{number}` is no number: {problem}");
    }

    [GeneratedRegex(@"\G(?:£|GBP)?\s*(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9][0-9_]*)(?:\.[0-9]+)?(?:\s*%|\s*(?:[kKmM]|[bB][nN])(?![A-Za-z0-9_]))?", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Number();

    [GeneratedRegex("\\G\"[^\"]+\"", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Quoted();

    // A level may have decimals: tvar99.5.
    [GeneratedRegex(@"\G(?:(?:q|var|tvar)[0-9]+\.[0-9]+|[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*)*)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Name();

    [GeneratedRegex(@"\G(?:<=|>=|!=|<>|==|\.\.|\+-|[<>=≤≥≠±()\[\],+\-−*×/])", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Symbol();
}
