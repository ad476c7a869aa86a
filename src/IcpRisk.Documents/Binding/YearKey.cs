using System.Globalization;
using System.Text.RegularExpressions;

namespace IcpRisk.Documents;

/// <summary>Keys of a map of years: <c>1</c>, <c>2-3</c>, <c>4+</c>.</summary>
internal static partial class YearKey
{
    public const string Pattern = @"^[1-9][0-9]{0,3}(\+|-[1-9][0-9]{0,3})?$";

    public static bool Looks(string key) => key.Length > 0 && char.IsAsciiDigit(key[0]);

    public static (int From, int? To)? Parse(string key)
    {
        if (!Form().IsMatch(key))
            return null;
        if (key[^1] == '+')
            return (Number(key[..^1]), null);
        var dash = key.IndexOf('-', StringComparison.Ordinal);
        var from = Number(dash < 0 ? key : key[..dash]);
        var to = dash < 0 ? from : Number(key[(dash + 1)..]);
        return to < from ? null : (from, to);
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex(Pattern, RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Form();
}
