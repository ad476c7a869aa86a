namespace IcpRisk.Documents;

/// <summary>Why a text is no number in the unit meant, in words that help to write it right.</summary>
internal static class NumberDiagnosis
{
    public static string WhyNot(string text, Unit unit)
    {
        var bare = text.TrimStart('+', '-', '−').TrimStart('.');
        if (bare.ToUpperInvariant() is "NAN" or "INF" or "INFINITY" or "∞")
            return $"not a finite number; {Noun(unit)} is meant";
        if (text.StartsWith('+'))
        {
            return text.EndsWith('%')
                ? "a relative change is only for overrides: write the value itself"
                : "write the number without a plus sign";
        }

        var pounds = text.Contains('£', StringComparison.Ordinal) || text.StartsWith("GBP", StringComparison.Ordinal);
        if (pounds && unit != Unit.Money)
            return $"£ is for money; {Noun(unit)} is meant";
        if (text.EndsWith('%') && unit is not (Unit.Share or Unit.Ratio))
            return $"% is for shares; {Noun(unit)} is meant";
        return HasDecimalComma(text)
            ? "a comma sets thousands apart (1,530); the decimal mark is a point (2.5)"
            : $"not a number; {Noun(unit)} is meant, such as {Sample(unit)}";
    }

    public static string BareShare(double value) =>
        $"a share is meant: {DecimalText.Write(value, 0)} % or {DecimalText.Write(value, 2)} %?";

    public static string Noun(Unit unit) => unit switch
    {
        Unit.Share => "a share",
        Unit.Money => "an amount of money",
        Unit.Count => "a count",
        Unit.Years => "a number of years",
        Unit.Ratio => "a ratio",
        _ => "a plain number",
    };

    public static string Sample(Unit unit) => unit switch
    {
        Unit.Share => "2.5 % or 0.025",
        Unit.Money => "£26.5m or 150k",
        Unit.Count => "1,530 or 150k",
        Unit.Years => "5 or 5 years",
        Unit.Ratio => "1.05 or 105 %",
        _ => "0.7 or 1,530",
    };

    private static bool HasDecimalComma(string text)
    {
        var comma = text.IndexOf(',', StringComparison.Ordinal);
        return comma > 0 && char.IsAsciiDigit(text[comma - 1])
            && text.All(c => char.IsAsciiDigit(c) || c is ',' or '.' or ' ' or '%' or '£' or '-' or 'k' or 'm' or 'b' or 'n');
    }
}
